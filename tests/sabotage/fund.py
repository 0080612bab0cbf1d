"""What keeps the fund's decisions shared, impartial and discreet."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

FUND = (
    Breakage(
        "one-approval-is-enough",
        "Two different members approve before anything is granted.",
        "storage/fund_case.py",
        {"if len(agreed) >= approvals:": "if agreed:"},
        "tests/test_fund.py::test_two_different_approvals_grant_it_and_one_member_s_two_do_not[sqlite]",
    ),
    Breakage(
        "one-member-counts-twice",
        "An opinion takes the place of the same member's earlier one.",
        "storage/fund_case.py",
        {"for each in self.said if each.by != said.by), said)": "for each in self.said), said)"},
        "tests/test_fund.py::test_two_different_approvals_grant_it_and_one_member_s_two_do_not[sqlite]",
    ),
    Breakage(
        "decides-on-their-own",
        "Nobody decides on their own request.",
        "storage/fund.py",
        {
            "ilots, found = Ilots(self._session), {author.id}": "ilots, found = Ilots(self._session), set[int]()",
            "if request.author_id == person.id:": "if False:",
        },
        "tests/test_fund.py::test_nobody_decides_on_their_own_request[sqlite]",
    ),
    Breakage(
        "decides-on-their-only-neighbour",
        "Whoever shares an îlot of two with its author steps aside.",
        "storage/fund.py",
        {"if len(members) <= _TOO_CLOSE:": "if False:"},
        "tests/test_fund.py::test_the_other_one_of_an_ilot_of_two_steps_aside[sqlite]",
    ),
    Breakage(
        "commission-reads-the-name",
        "Under a pseudonym it is somebody, to the commission too.",
        "commands/fund/deciding.py",
        {"if not request.is_named or request.author_id is None:": "if request.author_id is None:"},
        "tests/test_fund.py::test_under_a_pseudonym_it_is_somebody_to_the_commission_too[sqlite]",
    ),
    Breakage(
        "opinion-taken-in-a-room",
        "No opinion is taken where others read along.",
        "commands/fund/deciding.py",
        {
            "if not desk.visit.in_private:\n        await _keep_private(desk, named[0] if named else None)\n"
            "    elif named is None:": "if named is None:"
        },
        "tests/test_fund.py::test_an_opinion_is_not_taken_where_others_read_along",
    ),
    Breakage(
        "paid-without-a-decision",
        "Nothing is declared as paid that was not granted.",
        "commands/fund/declaring.py",
        {
            "if case.state is not CaseState.GRANTED or case.granted_cents is None:\n"
            "        raise Refusal(office.NotGranted(ref=ref))\n    cents = line.cents or case.granted_cents": (
                "case = case.became(case.state)\n    cents = line.cents or case.granted_cents or case.asked_cents"
            ),
            "if cents > case.granted_cents:": "if cents > case.asked_cents:",
        },
        "tests/test_fund_accounts.py::test_nothing_is_paid_that_was_not_granted[sqlite]",
    ),
    Breakage(
        "balance-follows-each-payment",
        "What the fund holds is told as of the last quarter alone.",
        "storage/fund.py",
        {"for each in await self.movements() if each.on <= day]": "for each in await self.movements()]"},
        "tests/test_fund.py::test_the_balance_is_that_of_the_last_quarter_whatever_came_since",
    ),
    Breakage(
        "fund-spoken-of-in-a-full-room",
        "A third person in the Tisseuse's room shuts it to the fund.",
        "commands/kit/confidential.py",
        {"return room if others and all(office in _OFFICES for office in offices) else None": "return room"},
        "tests/test_fund_accounts.py::test_a_third_person_in_her_room_shuts_it",
    ),
    Breakage(
        "payments-leave-unsealed",
        "An export that is not sealed holds no payment.",
        "storage/fund_entries.py",
        {"    if not sealed:\n        return value\n": ""},
        "tests/test_fund_accounts.py::test_without_sealed_an_export_has_the_rules_and_no_payment[sqlite]",
    ),
    Breakage(
        "reminded-again-and-again",
        "Whoever has not decided is reminded once.",
        "commands/fund/clock.py",
        {'await (_late if fields["late"] else _last_day)(desk, *found)': "await _last_day(desk, *found)"},
        "tests/test_fund.py::test_on_the_last_day_whoever_has_not_decided_is_reminded_once[sqlite]",
    ),
    Breakage(
        "approval-of-what-was-edited",
        "Approvals of a request that its author edited since do not count.",
        "storage/fund_case.py",
        {"state=CaseState.REQUESTED, said=()": "state=CaseState.REQUESTED"},
        "tests/test_private_edits.py::test_the_commission_reads_the_edit_and_every_opinion_begins_anew[sqlite]",
    ),
    Breakage(
        "edited-words-stay-with-the-fund",
        "What the commission read of a request is taken back when its author edits it.",
        "commands/fund/correcting.py",
        {"    await erase_shown(desk, request)\n": ""},
        "tests/test_private_edits.py::test_what_the_commission_had_read_is_taken_back_where_it_stood",
    ),
)
