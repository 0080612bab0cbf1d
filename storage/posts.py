"""Where listings stand in rooms: cards, which show their present state, and messages that only quote them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, String, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey
from storage.people import Language


class Role(StrEnum):
    """How a message stands to a listing."""

    POSTED = "posted"  # the answer to its creation: a card
    SHOWN = "shown"  # the answer to `!voir`: a card
    ANNOUNCED = "news"  # in another îlot's room: a card
    TOLD = "told"  # something private about it alone: a reaction on it counts
    EDITION = "courrier"  # one of several in a courrier
    QUOTED = "quoted"  # one of several in a list
    NAMED = "named"  # in a courrier that holds no word of it: told again when that message goes
    ANSWERED = "answered"  # no message of the bot's: the person's own answer that holds the words


CARDS = frozenset({Role.POSTED, Role.SHOWN, Role.ANNOUNCED})


class Post(Base):
    """One message that holds a listing's words. `card` is the listing's reference (`O21`)."""

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    card: Mapped[str] = mapped_column(String(16))
    room_id: Mapped[str] = mapped_column(String(255))
    command_event_id: Mapped[str | None] = mapped_column(String(255))
    outbox_seq: Mapped[int] = mapped_column(BigKey)
    event_id: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(String(8), default=Role.POSTED)
    language: Mapped[Language] = mapped_column(String(2), default="fr")
    __table_args__ = (
        Index("ix_post_card", "account_id", "card"),
        Index("ix_post_event", "account_id", "event_id"),
        Index("ix_post_command", "account_id", "command_event_id"),
        Index("ix_post_outbox", "account_id", "outbox_seq"),
    )


# asked of every reaction in every room, and so made once
_OF_EVENT = select(Post).where(
    Post.account_id == bindparam("account"),
    or_(Post.event_id == bindparam("event"), Post.command_event_id == bindparam("event")),
    Post.role.not_in([Role.QUOTED, Role.EDITION, Role.NAMED]),
)
_OF_EVENT = _OF_EVENT.order_by(Post.id).limit(1)


class Posts:
    """The places of all listings, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def add(
        self,
        card: str,
        room_id: str,
        command_event_id: str | None,
        outbox_seq: int,
        *,
        role: Role = Role.POSTED,
        language: Language = "fr",
    ) -> None:
        """Remembers a place; its event id follows when the message has left."""
        place = {"card": card, "room_id": room_id, "command_event_id": command_event_id, "outbox_seq": outbox_seq}
        self._session.add(Post(account_id=self._account_id, role=role, language=language, **place))
        await self._session.flush()

    async def answered(self, card: str, room_id: str, event_id: str) -> None:
        """Somebody said it in answer to a question: deleting that message erases it, like the command's."""
        await self.add(card, room_id, event_id, 0, role=Role.ANSWERED)

    async def quote(self, cards: Iterable[str], room_id: str, outbox_seq: int, role: Role = Role.QUOTED) -> None:
        """A list, or a courrier, that holds the words of these."""
        place = {"account_id": self._account_id, "room_id": room_id, "outbox_seq": outbox_seq}
        self._session.add_all(Post(card=card, role=role, **place) for card in cards)
        await self._session.flush()

    async def beside(self, post: Post) -> list[str]:
        """The other listings whose words stand in the same message, in its order."""
        query = select(Post.card).where(Post.account_id == self._account_id, Post.outbox_seq == post.outbox_seq)
        return list(await self._session.scalars(query.where(Post.card != post.card).order_by(Post.id)))

    async def left(self, outbox_seq: int, event_id: str) -> None:
        """The message of this outbox row is now that event."""
        await self._session.execute(
            update(Post)
            .where(Post.account_id == self._account_id, Post.outbox_seq == outbox_seq)
            .values(event_id=event_id)
        )

    async def first_of(self, card: str) -> Post | None:
        """The place where the listing was made."""
        query = self._of(card).where(Post.role == Role.POSTED)
        found: Post | None = await self._session.scalar(query.limit(1))
        return found

    async def cards_of(self, card: str) -> list[Post]:
        """Every place that shows its present state, the oldest first."""
        return list(await self._session.scalars(self._of(card).where(Post.role.in_(sorted(CARDS)))))

    async def all_of(self, card: str) -> list[Post]:
        """Every message that holds its words."""
        return list(await self._session.scalars(self._of(card).where(Post.role != Role.NAMED)))

    async def of_event(self, event_id: str) -> Post | None:
        """The place of a card, of something told about one listing, or of the command that made one."""
        found: Post | None = await self._session.scalar(_OF_EVENT, {"account": self._account_id, "event": event_id})
        return found

    async def shows_a_thing(self, outbox_seq: int) -> bool:
        """Whether that message is a card, or tells of one thing alone."""
        query = select(Post.id).where(Post.account_id == self._account_id, Post.outbox_seq == outbox_seq)
        found = await self._session.scalar(query.where(Post.role.in_(sorted({*CARDS, Role.TOLD}))).limit(1))
        return found is not None

    async def forget(self, post: Post) -> None:
        """Its words do not stand there any more, and nobody else's who stood beside them."""
        beside = (Post.account_id == self._account_id, Post.outbox_seq == post.outbox_seq)
        is_said = post.role != Role.ANSWERED  # by the bot: what a person answered is no message of its own
        await self._session.execute(delete(Post).where(*beside if is_said else (Post.id == post.id,)))

    async def forget_card(self, card: str) -> None:
        """Where its words stood is of no use any more."""
        await self._session.execute(delete(Post).where(Post.account_id == self._account_id, Post.card == card))

    async def forget_all(self, outbox_seq: int) -> None:
        """That message holds nobody's words any more."""
        mine = (Post.account_id == self._account_id, Post.outbox_seq == outbox_seq)
        await self._session.execute(delete(Post).where(*mine))

    def _of(self, card: str) -> Select[Post]:
        return select(Post).where(Post.account_id == self._account_id, Post.card == card).order_by(Post.id)
