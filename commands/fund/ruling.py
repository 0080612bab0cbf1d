"""`!fonds règles`: the fund's rules belong to its collective; each change is shown whole and wants a « oui »."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from commands.fund import office
from commands.fund.deciding import ask_commission, weigh
from commands.fund.reading import changes_in
from commands.fund.shown import rule_lines
from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_yes
from commands.kit.message import Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import first_amount
from storage.audit import AuditAction
from storage.desk import Desk
from storage.fund import FundCharter
from storage.fund_case import FEWEST, Rules
from storage.questions import Question

CONFIRM = "fund-rules"
_AN_HOUR = dt.timedelta(hours=1)
_MOST_DAYS, _LONGEST = 60, 255


async def rules(desk: Desk, text: str) -> Message | None:
    """Shows them; with words, shows what they would be and asks."""
    charter = await desk.fund.found()
    if not text.strip():
        return office.RulesShown(lines=await rule_lines(desk, charter, charter.rules))
    changes = changes_in(text)
    if not changes or not all(changes.values()):
        raise Refusal(office.HowRulesWork())
    wanted = await _changed(desk, charter.rules, changes)
    shown = FundCharter(name=changes.get("name") or charter.name, holder=changes.get("holder") or charter.holder)
    fields = {"rules": wanted.as_json(), "before": charter.rules_json, "name": shown.name, "holder": shown.holder}
    desk.ask(office.AskRules(lines=await rule_lines(desk, shown, wanted)), Question(CONFIRM, fields, lasts=_AN_HOUR))
    return None


async def _changed(desk: Desk, before: Rules, changes: dict[str, str]) -> Rules:
    """Raises Refusal for rules that cannot be, UnknownPerson or SeveralPeople."""
    found: dict[str, Any] = {}
    if "ceiling" in changes:
        found["ceiling_cents"] = first_amount(changes["ceiling"]) or first_amount(f"{changes['ceiling']} €")
    if "days" in changes:
        found["answer_within_working_days"] = _number(changes["days"], 1, _MOST_DAYS)
    if "quorum" in changes:
        found["quorum"] = _number(changes["quorum"], FEWEST, _MOST_DAYS)
    if "commission" in changes:
        found["commission"] = await _people(desk, changes["commission"])
    if "advance" in changes or "aid" in changes:
        found["nature"] = _natures(before, changes)
    if None in found.values() or any(len(words) > _LONGEST for words in changes.values()):
        raise Refusal(office.HowRulesWork())
    wanted = replace(before, **found)
    if wanted.commission and len(wanted.commission) < wanted.approvals:
        raise Refusal(office.HowRulesWork())
    return wanted


def _number(text: str, least: int, most: int) -> int | None:
    match = re.match(r"(\d{1,3})\b", text)
    return int(match[1]) if match and least <= int(match[1]) <= most else None


async def _people(desk: Desk, text: str) -> tuple[str, ...]:
    """Each once, in the order in which they were named."""
    words = [word for word in re.split(r"[\s,]+", text) if word not in {"et", "and", "&", ""}]
    return tuple(dict.fromkeys([(await desk.people.named(word)).user_id for word in words]))


def _natures(before: Rules, changes: dict[str, str]) -> tuple[str, ...] | None:
    """Both are worded, or neither."""
    words = dict(zip(("advance", "aid"), before.nature, strict=False)) | changes
    return (words["advance"], words["aid"]) if "advance" in words and "aid" in words else None


async def _confirm(desk: Desk, answer: Answer) -> Message:
    """« oui » to what was shown; rules that were changed since are not overwritten."""
    charter, fields = await desk.fund.found(), answer.fields
    if not is_yes(answer.text) or charter.rules_json != fields["before"]:
        return NothingKept()
    earlier = charter.rules
    charter.rule(Rules.from_json(fields["rules"]))
    charter.name, charter.holder = fields["name"], fields["holder"]
    await desk.audit.record(desk.visit.sender, AuditAction.CHANGED, None, "fonds")
    await _tell_newcomers(desk, set(earlier.commission))
    return office.RulesChanged()


async def _tell_newcomers(desk: Desk, before: set[str]) -> None:
    """What waits is read by whoever decides from now on, and weighed by the rules of now."""
    for request, case in await desk.fund.waiting():
        members = await desk.fund.deciders(request)
        await ask_commission(desk, request, {each: who for each, who in members.items() if each not in before})
        await weigh(desk, request, case)


ANSWERS: dict[str, AnswerHandler] = {CONFIRM: _confirm}
