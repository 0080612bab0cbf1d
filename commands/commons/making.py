"""`!commun`: proposing something to have in common, and saying it better."""

from __future__ import annotations

from commands.commons import messages as say
from commands.commons.args import NewCommon
from commands.commons.board import shown_list
from commands.commons.cards import posted, show_everywhere
from commands.commons.life import is_an_order, own
from commands.kit.command import Group, Where, command
from commands.kit.message import Message, Refusal
from storage.commons import Common
from storage.desk import Desk
from storage.values import CommonKind, Ref


async def _amended(desk: Desk, ref: Ref, args: NewCommon) -> None:
    """The cards say it; nobody is told."""
    _must_be_a_proposal(args)
    common = await own(desk, ref, or_tisseuse=False)
    common.must_be_live()
    _describe(common, args)
    await show_everywhere(desk, common, shortened=args.shortened, guessed=args.kind is None)


@command(
    *("commun", "mutualise", "objet"),
    english="commons",
    args=NewCommon,
    where=Where.ILOT,
    group=Group.EXCHANGE,
    amend=_amended,
)
async def common(desk: Desk, args: NewCommon) -> Message | None:
    """Proposes something to have in common; or shows the list."""
    if args.wants_the_list:
        return await shown_list(desk)
    _must_be_a_proposal(args)
    visit = desk.visit
    assert visit.ilot is not None  # it is for an îlot's room
    made = Common(created_at=visit.now, suspended=False)
    _describe(made, args)
    await desk.commons.propose(made, visit.someone, visit.ilot)
    desk.post(posted(visit, made, shortened=args.shortened, guessed=args.kind is None), str(made.ref))
    return None


def _describe(common: Common, args: NewCommon) -> None:
    """Where nobody said what kind it is, people share it."""
    common.describe(args.name, args.description.strip(), args.lack, args.kind or CommonKind.MUTUALISATION)


def _must_be_a_proposal(args: NewCommon) -> None:
    """« O12 fini » is no title."""
    if is_an_order(args.title) or args.wants_the_list:
        raise Refusal(say.WhichCommon())
