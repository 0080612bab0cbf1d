"""What keeps a trace, and its voice, where its author consented to, and nowhere else."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

CONSENT = (
    Breakage(
        "private-trace-read-in-the-ilot",
        "A private trace is read by its author alone.",
        "storage/traces.py",
        {"return self.base == Scope.ILOT and self.ilot_id in ilot_ids": "return self.ilot_id in ilot_ids"},
        "tests/test_traces.py::test_a_private_trace_is_read_by_nobody_else[sqlite]",
    ),
    Breakage(
        "private-trace-quoted-in-a-room",
        "A trace is quoted only where everybody who reads along may read it.",
        "commands/traces/shown.py",
        {"return trace.is_read_in([visit.ilot.id] if visit.ilot is not None else [])": "return True"},
        "tests/test_traces.py::test_its_own_author_sees_it_in_private_only",
    ),
    Breakage(
        "anybody-looks-at-a-trace",
        "Whoever may read a trace is shown it by `!voir`, and nobody else.",
        "commands/traces/taps.py",
        {"await show(desk, await seen(desk, ref))": "await show(desk, await found(desk, ref))"},
        "tests/test_traces.py::test_a_trace_is_looked_at_as_far_as_it_goes_and_no_further[sqlite]",
    ),
    Breakage(
        "anything-is-a-yes",
        "Only a « oui » is a consent.",
        "commands/traces/consent.py",
        {'if not is_yes(answer.text) or fields["words"]': 'if fields["words"]'},
        "tests/test_traces.py::test_another_word_asks_again_for_a_yes",
    ),
    Breakage(
        "yes-to-other-words",
        "A « oui » counts for the words that were shown.",
        "commands/traces/consent.py",
        {'if not is_yes(answer.text) or fields["words"] != _words(trace):': "if not is_yes(answer.text):"},
        "tests/test_traces.py::test_a_yes_to_words_that_changed_since_is_none",
    ),
    Breakage(
        "consent-outlives-an-edit",
        "Other words need another consent beyond the îlot.",
        "storage/traces.py",
        {"self.step_back()\n        self.text = text": "self.text = text"},
        "tests/test_traces.py::test_an_edit_changes_it_and_wants_a_fresh_yes_beyond_the_ilot[sqlite]",
    ),
    Breakage(
        "anybody-lets-a-trace-go",
        "Only its author says how far a trace goes.",
        "commands/traces/shown.py",
        {"trace.must_be_by(desk.visit.someone)": "pass"},
        "tests/test_traces.py::test_only_its_author_says_how_far_it_goes",
    ),
    Breakage(
        "collective-trace-does-not-wait",
        "A collective trace waits for the others before it leaves the îlot.",
        "storage/traces.py",
        {"waits = self.collective and": "waits = not self.collective and"},
        "tests/test_traces_shared.py::test_a_collective_one_waits_two_days_for_a_no[sqlite]",
    ),
    Breakage(
        "silence-of-the-unasked",
        "Silence counts only of those whom the question reached.",
        "commands/traces/together.py",
        {"if not any(post.event_id for post in askings):": "if not askings:"},
        "tests/test_traces_shared.py::test_what_never_reached_the_others_does_not_leave",
    ),
    Breakage(
        "strangers-object",
        "Only a member of its îlot has a say in a collective trace.",
        "commands/traces/together.py",
        {"if trace.waits_until is None or not await desk.ilots.has_member(ilot, person):": "if False:"},
        "tests/test_traces_shared.py::test_who_is_no_member_has_no_say",
    ),
    Breakage(
        "anonymous-is-named",
        "An anonymous trace names neither its author nor their îlot.",
        "commands/traces/shown.py",
        {"trace.signature or Signature.FIRST_NAME": "Signature.FIRST_NAME"},
        "tests/test_traces_shared.py::test_an_anonymous_one_names_nobody_nor_their_ilot",
    ),
    Breakage(
        "private-traces-counted",
        "What was brought back to be private is in no figure.",
        "storage/traces.py",
        {"Trace.id.in_(agreed), _open_to_others())": "Trace.id.in_(agreed))"},
        "tests/test_traces_shared.py::test_private_and_withdrawn_ones_are_never_counted[sqlite]",
    ),
    Breakage(
        "edited-without-its-author",
        "An edited text is published only after its author agreed to it.",
        "commands/traces/recueil.py",
        {"if trace.awaits_approval:\n        raise": "if not trace.text:\n        raise"},
        "tests/test_anthology.py::test_an_edited_text_is_published_only_after_its_author_agreed[sqlite]",
    ),
    Breakage(
        "every-private-voice-is-fetched",
        "A voice is fetched only when a trace is to be made of it.",
        "commands/traces/voices.py",
        {
            "    if voice is None:\n        raise WantsSound\n": "",
            "    voice = desk.visit.voice\n": (
                "    voice = desk.visit.voice\n    if voice is None:\n        raise WantsSound\n"
            ),
        },
        "tests/test_voices.py::test_a_voice_in_private_that_nobody_asked_for_is_not_kept",
    ),
    Breakage(
        "voice-outlives-its-trace",
        "The file of a voice goes with its trace.",
        "bot/intake.py",
        {"await self.hearing.forget(unspoken)": "pass"},
        "tests/test_voices.py::test_deleting_the_voice_message_erases_its_trace_and_its_file",
    ),
    Breakage(
        "voice-in-clear",
        "A voice is sealed on the disk.",
        "storage/media.py",
        {"self._seal.close_bytes(data)": "data"},
        "tests/test_voices.py::test_after_the_command_a_voice_is_a_trace",
    ),
    Breakage(
        "any-file-is-a-voice",
        "What is no sound by its first bytes is not kept.",
        "bot/hearing.py",
        {"if sound_of(data) is None:": "if not data:"},
        "tests/test_voices.py::test_what_cannot_be_kept_is_said_and_may_be_sent_again[no sound]",
    ),
    Breakage(
        "withdrawn-voice-stays",
        "A voice that is published no more leaves the folder of the anthology.",
        "bot/anthology.py",
        {"path.unlink()": "pass"},
        "tests/test_anthology.py::test_a_voice_that_was_withdrawn_leaves_the_folder_and_nothing_else_does",
    ),
)
