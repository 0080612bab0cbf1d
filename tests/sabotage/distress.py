"""Breakages of what somebody in distress relies on: nothing kept, nobody told without a yes, answered at any hour."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

DISTRESS = (
    Breakage(
        "distress-kept-until-handled",
        "Words of distress are never committed, not even sealed, not even for a moment.",
        "bot/arrivals.py",
        {"event = discreet(heard)": "event = heard"},
        "tests/test_distress.py::test_the_words_are_not_even_kept_until_they_are_handled[sqlite]",
    ),
    Breakage(
        "distress-words-beside-the-fact",
        "What is kept of words of distress is that there were some.",
        "bot/discretion.py",
        {'body=YES if is_yes(event.body) else ""': "body=event.body"},
        "tests/test_distress.py::test_the_words_are_not_even_kept_until_they_are_handled[sqlite]",
    ),
    Breakage(
        "distress-told-without-a-yes",
        "The Tisseuse is told only after a yes.",
        "commands/distress/answer.py",
        {
            "    if is_yes(answer.text):\n        return": "    if True:\n        return",
        },
        "tests/test_distress.py::test_after_a_no_nobody_is_told[sqlite]",
    ),
    Breakage(
        "distress-a-yes-to-nothing",
        "A yes counts only where the question stands open.",
        "commands/distress/answer.py",
        {
            "if asked is not None and asked.kind == MAY_I_TELL and is_yes(what.answer):\n"
            "        await desk.questions.close(asked)": "if is_yes(what.answer):"
        },
        "tests/test_distress.py::test_a_yes_to_nothing_tells_nobody",
    ),
    Breakage(
        "distress-before-a-third-person",
        "In a room where a third person reads, nothing is said of who asked to be contacted.",
        "commands/distress/answer.py",
        {"if inside - {each.user_id for each in holders}:": "if False:"},
        "tests/test_distress.py::test_when_a_third_person_came_meanwhile_the_yes_is_answered_honestly",
    ),
    Breakage(
        "distress-where-others-read",
        "What was typed where others read is answered in private.",
        "commands/distress/answer.py",
        {"place = await desk.private_place(desk.visit.someone)": "place = desk.visit.room_id"},
        "tests/test_distress.py::test_in_a_room_there_is_a_sign_and_the_answer_is_in_private[sqlite]",
    ),
    Breakage(
        "distress-waits-for-the-day",
        "Words of distress are answered at any hour.",
        "commands/distress/answer.py",
        {
            "Saying(what, place, Urgency.ANSWER, desk.visit.language)": (
                "Saying(what, place, Urgency.WHISPER, desk.visit.language, reader=desk.visit.someone)"
            )
        },
        "tests/test_distress.py::test_plain_words_in_private_are_answered_at_once_also_on_a_sunday_night[sqlite]",
    ),
    Breakage(
        "distress-closes-what-was-open",
        "The question that was open before waits, with all that was answered so far.",
        "storage/questions.py",
        {"if question.beside else ()": "if False else ()"},
        "tests/test_distress.py::test_a_question_that_was_open_waits_and_goes_on[sqlite]",
    ),
    Breakage(
        "distress-hears-what-is-ordinary",
        "An expression that only sounds like distress hides itself.",
        "commands/kit/expressions.py",
        {"self._said.spans(self._without_ordinary(words))": "self._said.spans(words)"},
        "tests/test_distress_reader.py::test_of_all_ordinary_sentences_no_more_is_mistaken_than_is_known",
    ),
    Breakage(
        "stand-in-told-unasked",
        "A yes to telling the Tisseuse is no yes to telling whoever stands in since.",
        "commands/distress/answer.py",
        {"if substitute is not None and substitute.user_id == agreed:": "if substitute is not None:"},
        "tests/test_distress.py::test_nobody_is_told_who_was_not_asked_about",
    ),
)
