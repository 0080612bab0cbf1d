"""`!reglages`: the rules that the collective may change, and when news may be posted in an îlot's room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace

from commands.kit.command import Answer, AnswerHandler, FreeText, Group, Role, RunAgain, Where, command
from commands.kit.dialogue import is_no, is_yes
from commands.kit.hours import days_in, hours_in
from commands.kit.message import Joined, Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import Sight, fold, near
from commands.kit.speech import WeekdayName
from commands.tisseuse import messages as say
from commands.tisseuse.commands import find_ilot
from commands.tisseuse.rules import bounds, by_topic, example, explained, said, value_in
from storage.audit import AuditAction
from storage.desk import Desk
from storage.ilots import USUAL_HOURS, Ilot
from storage.questions import Question
from storage.settings import BY_NAME, BY_WORD, RULES, Rule, RuleName, Value, as_json

ASKED = "setting"
_AN_HOUR = dt.timedelta(hours=1)
_A_MONDAY = dt.date(2024, 1, 1)
_USUAL = frozenset({"habituelles", "habituels", "habituel", "usual", "normal", "non", "no"})
_FUND, _FUND_RULES = "fonds", "règles"  # whose rules are its own, and shown whole before a « oui »
_OF_FUND = frozenset({"plafond", "delai", "commission", "porteur", "ceiling", "delay", "holder"})
_PROMPTS = frozenset({"questions", "question", "prompts"})


@command("reglages", english="settings", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def settings(desk: Desk, args: FreeText) -> Message | RunAgain | None:
    """Every rule, one of them explained, or one of them changed."""
    word, _, rest = args.text.partition(" ")
    rest, folded = rest.strip(), fold(word)
    if not args.text:
        return await _show(desk)
    if folded in _OF_FUND or folded == _FUND:
        return RunAgain(_FUND, f"{_FUND_RULES} {args.text if folded in _OF_FUND else rest}".strip())
    if folded in _PROMPTS:
        return RunAgain("temps", f"questions {rest}".strip())
    rule = BY_WORD.get(folded)
    if rule is not None:
        return await _change(desk, rule, rest) if rest else explained(rule, await desk.settings.of(rule.name))
    return await _of_ilot(desk, folded, rest)


async def _of_ilot(desk: Desk, word: str, rest: str) -> Message:
    slug, _, value = rest.partition(" ")
    change = _CHANGES.get(word)
    if change is None:
        close = tuple(say.RuleNamed(word=each) for each in near(word, BY_WORD))
        raise Refusal(say.UnknownRule(got=word[:40], near=Joined(close, by=", ") if close else None))
    if not value.strip():
        raise Refusal(say.HowSettingsWork())
    changed = await change(desk, await find_ilot(desk, slug), value.strip())
    await desk.audit.record(desk.visit.sender, AuditAction.CHANGED, None, word)
    return changed


async def _show(desk: Desk) -> Message:
    values = {rule.name.value: await desk.settings.of(rule.name) for rule in RULES}
    hours = tuple(_line(ilot) for ilot in await desk.ilots.all())
    return say.SettingsShown(topics=by_topic(values), hours=Joined(hours) if hours else say.HowSettingsWork())


# ── the table ──


async def _change(desk: Desk, rule: Rule, text: str) -> Message | None:
    """What touches people is asked about first."""
    if desk.visit.office not in rule.who:
        raise Refusal(say.RuleForTisseuse(word=say.RuleWord(name=rule.name)))
    usual = fold(text) in _USUAL
    value = rule.default if usual else value_in(text, rule, Sight(now=desk.visit.typed_at))
    if value is None:
        raise Refusal(say.RuleUnread(word=say.RuleWord(name=rule.name), bounds=bounds(rule), example=example(rule)))
    before = await desk.settings.of(rule.name)
    if value == before:
        return say.RuleAsBefore(word=say.RuleWord(name=rule.name), value=said(rule, value))
    if not rule.touches_people:
        return await _set(desk, rule, before, value)
    fields = {"name": rule.name.value, "before": as_json(before), "after": as_json(value)}
    asked = say.AskRule(what=say.RuleMeaning(name=rule.name), before=said(rule, before), after=said(rule, value))
    desk.ask(asked, Question(ASKED, fields, lasts=_AN_HOUR))
    return None


async def _set(desk: Desk, rule: Rule, before: Value, after: Value) -> Message:
    """Kept, and written down who did it; it is said in the room where all who may change it are."""
    await desk.settings.change(rule.name, after)
    await desk.audit.record(desk.visit.sender, AuditAction.CHANGED, None, rule.words[0])
    return say.RuleChanged(word=say.RuleWord(name=rule.name), before=said(rule, before), after=said(rule, after))


async def _answered(desk: Desk, answer: Answer) -> Message:
    """« oui » to what was shown; what was changed since is not overwritten."""
    rule = BY_NAME[RuleName(answer.fields["name"])]
    before = await desk.settings.of(rule.name)
    if not is_yes(answer.text) or as_json(before) != answer.fields["before"]:
        return NothingKept()
    return await _set(desk, rule, before, rule.read(answer.fields["after"]))


# ── an îlot's own ──


def _line(ilot: Ilot) -> Message:
    hours = ilot.hours
    named = tuple(WeekdayName(_A_MONDAY + dt.timedelta(days=day)) for day in hours.days)
    only = say.OnlyOn(days=Joined(named, by=", ")) if hours.days != USUAL_HOURS.days else None
    told = say.HoursOf(ilot=ilot.name, start=hours.start, end=hours.end, alsace_moselle=hours.alsace_moselle)
    return say.IlotSettings(parts=Joined((told, only), by=", "))


async def _hours(_desk: Desk, ilot: Ilot, text: str) -> Message:
    """`heures granit 10h-17h`; `heures granit habituelles`."""
    if fold(text) in _USUAL:
        ilot.post_within(replace(ilot.hours, start=USUAL_HOURS.start, end=USUAL_HOURS.end))
        return _line(ilot)
    hours = hours_in(text)
    if hours is None or hours[0] >= hours[1]:
        raise Refusal(say.HowSettingsWork())
    ilot.post_within(replace(ilot.hours, start=hours[0], end=hours[1]))
    return _line(ilot)


async def _days(_desk: Desk, ilot: Ilot, text: str) -> Message:
    """`jours granit lundi, mardi et jeudi`; `jours granit habituels`."""
    days = USUAL_HOURS.days if fold(text) in _USUAL else days_in(text)
    if days is None:
        raise Refusal(say.HowSettingsWork())
    ilot.post_within(replace(ilot.hours, days=days))
    return _line(ilot)


async def _holidays(_desk: Desk, ilot: Ilot, text: str) -> Message:
    """`feries granit alsace-moselle`; `feries granit non`."""
    if not is_yes(text) and not is_no(text) and "alsace" not in fold(text):
        raise Refusal(say.HowSettingsWork())
    ilot.post_within(replace(ilot.hours, alsace_moselle=not is_no(text)))
    return _line(ilot)


_Change = Callable[[Desk, Ilot, str], Awaitable[Message]]
_CHANGES: dict[str, _Change] = {
    **dict.fromkeys(("heures", "heure", "hours"), _hours),
    **dict.fromkeys(("jours", "jour", "days"), _days),
    **dict.fromkeys(("feries", "ferie", "holidays"), _holidays),
}
ANSWERS: dict[str, AnswerHandler] = {ASKED: _answered}
