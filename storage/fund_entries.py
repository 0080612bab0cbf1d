"""The fund in the interchange format: its rules, movements, cases and log, as an entry and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.fund import Fund, FundCharter, FundDecision, FundMovement, Way
from storage.fund_case import Case, CaseState, Nature, Opinion, Rules, Said
from storage.requests import SolidarityRequest
from storage.values import Ref

Instant = Callable[[dt.datetime], str]
_Line = Annotated[str, Field(max_length=255)]
_UserId = Annotated[str, Field(pattern=r"^@[^:\s]+:\S+$", max_length=255)]
_Request = Annotated[str, Field(pattern=r"^S-[A-Z0-9]{3}$")]
_Cents = Annotated[int, Field(ge=0, le=2**53)]
_Small = Annotated[int, Field(ge=1, le=365)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class RulesEntry(_Part):
    """The rules, in the order of the format."""

    ceiling_cents: _Cents
    answer_within_working_days: _Small
    commission: list[_UserId]
    quorum: _Small
    nature: list[_Line] = []


class MovementEntry(_Part):
    """One of `fund.movements`."""

    ref: str = Field(pattern=r"^F[1-9][0-9]{0,8}$")
    on: dt.date
    way: Way
    amount_cents: _Cents
    label: str = ""
    request: _Request | None = None


class SaidEntry(_Part):
    """One opinion of `fund.cases`."""

    by: _UserId | Literal[""]
    opinion: Opinion
    at: dt.datetime
    cents: _Cents | None = None
    word: str | None = None


class CaseEntry(_Part):
    """One of `fund.cases`: what a solidarity request asks of the fund."""

    request: _Request
    nature: Nature
    asked_cents: _Cents
    granted_cents: _Cents | None = None
    state: CaseState
    due_on: dt.date
    said: list[SaidEntry] = []


class LogEntry(_Part):
    """One of `fund.decisions`; `by` is empty where it followed from what was said."""

    request: _Request
    at: dt.datetime
    by: str
    says: str


class FundEntry(_Part):
    """`fund`: the one of the collective. `cases` and `decisions` stand there only where there are any."""

    name: _Line | None = None
    holder: _Line | None = None
    rules: RulesEntry
    movements: list[MovementEntry] = []
    cases: list[CaseEntry] = []
    decisions: list[LogEntry] = []


def faults_of(entry: FundEntry | None, known: set[str]) -> list[str]:
    """What cannot be: names that stand twice, people nobody knows, instants without an offset."""
    if entry is None:
        return []
    refs = [each.ref for each in entry.movements]
    names = [each.request for each in entry.cases]
    people = [*entry.rules.commission, *(each.by for case in entry.cases for each in case.said)]
    instants = [each.at for case in entry.cases for each in case.said] + [each.at for each in entry.decisions]
    reasons = [f"fund.movements: {ref} stands there twice" for ref in sorted({x for x in refs if refs.count(x) > 1})]
    reasons += [f"fund.cases: {name} stands there twice" for name in sorted({x for x in names if names.count(x) > 1})]
    reasons += [f"fund: {user_id} is not in people" for user_id in dict.fromkeys(people) if user_id not in {"", *known}]
    return reasons + ["fund: an instant wants an offset, such as +02:00" for at in instants if at.tzinfo is None]


def parts_of(value: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """What equality is measured on, by section and key."""
    if value is None:
        return {"fund": {}, "fund.movements": {}, "fund.cases": {}, "fund.decisions": {}}
    alone = {name: value[name] for name in ("name", "holder", "rules")}
    log = {f"{each['request']} {each['at']} {each['by']} {each['says']}": each for each in value.get("decisions", [])}
    return {
        "fund": {"rules": alone},
        "fund.movements": {each["ref"]: each for each in value["movements"]},
        "fund.cases": {each["request"]: each for each in value.get("cases", [])},
        "fund.decisions": log,
    }


def written(entry: FundEntry | None, instant: Instant) -> dict[str, Any] | None:
    """In the order of the format; instants in the collective's zone, absent optional parts absent."""
    if entry is None:
        return None
    value = entry.model_dump(mode="json")
    value["cases"] = [_case_written(each, instant) for each in entry.cases]
    value["decisions"] = [{**each.model_dump(), "at": instant(each.at)} for each in entry.decisions]
    return _without_nothing(value)


def _case_written(entry: CaseEntry, instant: Instant) -> dict[str, Any]:
    said = [{**each.model_dump(mode="json"), "at": instant(each.at)} for each in entry.said]
    return {**entry.model_dump(mode="json"), "said": said}


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if each or name not in {"cases", "decisions"}}


# ── out ──


async def give_out(session: AsyncSession, instant: Instant, *, sealed: bool) -> dict[str, Any] | None:
    """Without what is `sealed` only its rules: in a small collective each payment is a person."""
    fund = Fund(session)
    charter = await fund.charter()
    if charter is None:
        return None
    value: dict[str, Any] = {
        "name": charter.name,
        "holder": charter.holder,
        "rules": charter.rules.as_json(),
        "movements": [],
    }
    if not sealed:
        return value
    value["movements"] = [_movement_out(each) for each in await fund.movements()]
    value["cases"] = await _cases_out(session)
    value["decisions"] = [
        {"request": str(Ref("S", 0, each.code)), "at": instant(each.at), **each.what} for each in await fund.decisions()
    ]
    return _without_nothing(value)


def _movement_out(movement: FundMovement) -> dict[str, Any]:
    return {
        "ref": str(movement.ref),
        "on": movement.on.isoformat(),
        "way": movement.way,
        "amount_cents": movement.amount_cents,
        "label": movement.label,
        "request": movement.request,
    }


async def _cases_out(session: AsyncSession) -> list[dict[str, Any]]:
    """By name, as the requests are: the order in which they were made is nobody's business."""
    found = await session.scalars(select(SolidarityRequest).where(SolidarityRequest.fund_case.is_not(None)))
    return [{"request": str(each.ref), **(each.fund_case or {})} for each in sorted(found, key=lambda each: each.code)]


# ── in ──


async def add(session: AsyncSession, entry: FundEntry | None, new: dict[str, set[str]], instant: Instant) -> list[str]:
    """What is new of it. Returns the names of requests that its cases speak of and that are not there."""
    if entry is None:
        return []
    if new["fund"]:
        charter = FundCharter(name=entry.name, holder=entry.holder)
        charter.rule(Rules.from_json(entry.rules.model_dump()))
        session.add(charter)
    session.add_all(_movement(each) for each in entry.movements if each.ref in new["fund.movements"])
    fresh = parts_of(written(entry, instant))["fund.decisions"]
    session.add_all(_decision(fresh[key]) for key in fresh if key in new["fund.decisions"])
    await session.flush()
    cases = [each for each in entry.cases if each.request in new["fund.cases"]]
    return [each.request for each in cases if not await _attach(session, each, instant)]


def _movement(entry: MovementEntry) -> FundMovement:
    fields = entry.model_dump(exclude={"ref"})
    return FundMovement(number=Ref.parse(entry.ref).number, **fields)


def _decision(value: dict[str, Any]) -> FundDecision:
    at = dt.datetime.fromisoformat(value["at"])
    what = {"by": value["by"], "says": value["says"]}
    return FundDecision(code=Ref.parse(value["request"]).code, at=at, what=what)


async def _attach(session: AsyncSession, entry: CaseEntry, instant: Instant) -> bool:
    code = Ref.parse(entry.request).code
    request = await session.scalar(select(SolidarityRequest).where(SolidarityRequest.code == code))
    if request is None:
        return False
    said = tuple(Said(**{**each.model_dump(), "at": instant(each.at)}) for each in entry.said)
    fields = entry.model_dump(exclude={"request", "said"})
    request.fund_case = Case(**fields, said=said).as_json()
    await session.flush()
    return True
