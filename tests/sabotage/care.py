"""What keeps somebody's own affair theirs, and lets nothing of them stay once they are forgotten."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

CARE = (
    Breakage(
        "forgotten-by-no-yes",
        "Only a « oui » forgets somebody.",
        "commands/care/forgetting.py",
        {"if not is_yes(answer.text):": "if not answer.text:"},
        "tests/test_forgetting.py::test_anything_but_a_yes_keeps_it_all[plus tard]",
    ),
    Breakage(
        "answers-outlive-their-asker",
        "What the bot said because of somebody loses its words when they are forgotten.",
        "storage/forgetting.py",
        {'content.get("cause") in causes or': "False or"},
        "tests/test_forgetting.py::test_no_word_of_theirs_is_left_in_any_column[sqlite]",
    ),
    Breakage(
        "courrier-keeps-quoting",
        "What a courrier quoted of somebody is taken back when they are forgotten.",
        "commands/exchange/keeping.py",
        {"        await desk.erase_copies(str(listing.ref))\n": "        pass\n"},
        "tests/test_forgetting.py::test_what_the_bot_had_said_of_their_words_is_taken_back",
    ),
    Breakage(
        "forgotten-but-not-in-the-log",
        "Once somebody is forgotten the write-ahead log is emptied.",
        "storage/delivery.py",
        {"        self.erased = True\n        for row in rows:": "        for row in rows:"},
        "tests/test_forgetting.py::test_no_byte_of_theirs_is_left_in_any_file",
    ),
    Breakage(
        "committed-before-the-journal",
        "Who is forgotten stands in the journal before that is committed.",
        "bot/intake.py",
        {"            await asyncio.to_thread(self._bench.journal.append, desk.erasures.fresh)": "            return"},
        "tests/test_erasures.py::test_a_backup_that_is_put_back_does_not_bring_somebody_back",
    ),
    Breakage(
        "a-return-is-forgotten-too",
        "A forgetting that this database knows is not done again.",
        "bot/replaying.py",
        {"if not await desk.erasures.unknown([done]) or": "if"},
        "tests/test_erasures.py::test_whoever_came_back_since_is_left_in_peace",
    ),
    Breakage(
        "exported-where-others-read",
        "One's own data is shown to oneself alone.",
        "commands/care/telling.py",
        {"if not desk.visit.in_private:": "if not desk.visit.room_id:"},
        "tests/test_care.py::test_where_others_read_along_nothing_of_it_is_shown[!moi export]",
    ),
    Breakage(
        "journal-of-everybody",
        "Outside the Tisseuse's room somebody reads only their own lines of the audit.",
        "commands/care/telling.py",
        {"if in_office else await desk.audit.about(": "if not in_office else await desk.audit.about("},
        "tests/test_care.py::test_somebody_reads_who_opened_theirs_and_nothing_of_others[sqlite]",
    ),
    Breakage(
        "own-copies-are-watched",
        "What people do with their own data is not in the Tisseuse's journal.",
        "storage/audit.py",
        {".where(or_(AuditLine.subject.is_(None), AuditLine.subject != AuditLine.actor))": ""},
        "tests/test_care.py::test_the_tisseuse_reads_who_opened_what_and_never_of_whom",
    ),
    Breakage(
        "left-and-never-forgotten",
        "Who left every îlot is forgotten thirty days later.",
        "storage/people.py",
        {"if each.apart_since and each.apart_since <= now - keep": "if False"},
        "tests/test_forgetting.py::test_who_left_every_ilot_is_forgotten_thirty_days_later[sqlite]",
    ),
    Breakage(
        "old-listings-keep-their-words",
        "Twelve months after closing a listing is a figure.",
        "commands/exchange/keeping.py",
        {"        listing.wipe()\n": ""},
        "tests/test_care.py::test_twelve_months_after_closing_a_listing_is_a_figure[sqlite]",
    ),
    Breakage(
        "audit-for-ever",
        "A line of the audit goes after twelve months.",
        "bot/dispatch.py",
        {"await desk.audit.sweep(desk.visit.now, await desk.settings.span(RuleName.JOURNAL_MONTHS))": "pass"},
        "tests/test_care.py::test_the_night_sweeps_the_journal[366-False]",
    ),
    Breakage(
        "old-key-dropped-too-soon",
        "The old key stays until the new one opens everything.",
        "bot/rotating.py",
        {
            "        done = await _seal_all(config, database)\n": (
                "        await asyncio.to_thread(drop_former_keys, path)\n"
                "        done = await _seal_all(config, database)\n"
            )
        },
        "tests/test_rotation.py::test_killed_on_the_way_it_goes_on[batch-sealed]",
    ),
    Breakage(
        "deletion-not-written-down",
        "What is deleted by itself stands in the journal before it is committed.",
        "bot/changes.py",
        {"            await desk.erasures.note_thing(place.card, incoming.event_id, desk.visit.now)\n": ""},
        "tests/test_erasures.py::test_a_backup_that_is_put_back_brings_no_single_thing_back",
    ),
    Breakage(
        "import-brings-back",
        "No import brings somebody back who was forgotten.",
        "storage/taking_in.py",
        {"        refuse_forgotten(document, before, journal)\n": ""},
        "tests/test_erasures.py::test_an_old_export_does_not_bring_somebody_back",
    ),
    Breakage(
        "answers-that-repeat-words-stay",
        "Who is forgotten leaves no answer in a room that repeats what they typed.",
        "storage/forgetting.py",
        {"row.urgency == Urgency.ANSWER and not await desk.posts.shows_a_thing(row.seq)": "False"},
        "tests/test_forgetting.py"
        "::test_an_answer_that_repeats_their_words_where_others_read_is_taken_back_once[sqlite]",
    ),
)
