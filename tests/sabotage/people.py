"""Breakages of what people rely on: who may do what, what is said to whom, how often, and when."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

PEOPLE = (
    Breakage(
        "plain-words-in-an-encrypted-room",
        "No clear word goes into a room that is encrypted.",
        "bot/matrix/door.py",
        {"if await self.is_encrypted(room_id):": "if False:"},
        "tests/matrix/test_sending.py::test_no_clear_word_goes_into_a_room_that_is_encrypted[text]",
    ),
    Breakage(
        "private-with-a-third-person",
        "A room is private only while it holds one person beside the bot.",
        "storage/rooms.py",
        {"len(await self.occupants(room)) == 1": "len(await self.occupants(room)) >= 1"},
        "tests/test_privates.py::test_what_is_not_for_two_is_nobody_s_private_room[sqlite-crowded]",
    ),
    Breakage(
        "private-by-chance",
        "A room with a name, which others are still to enter, is not private.",
        "storage/rooms.py",
        {"alone = room.encrypted and room.is_personal and": "alone = room.encrypted and"},
        "tests/test_privates.py::test_what_is_not_for_two_is_nobody_s_private_room[sqlite-named]",
    ),
    Breakage(
        "private-room-of-an-ilot",
        "The room of an îlot is never private, however few are in it.",
        "storage/rooms.py",
        {"if alone and not await self._is_an_ilots(room) else": "if alone else"},
        "tests/test_privates.py::test_what_is_not_for_two_is_nobody_s_private_room[sqlite-ilot]",
    ),
    Breakage(
        "private-room-made-twice",
        "A private room whose making is in doubt is looked for before it is made again.",
        "bot/postman.py",
        {"if row.attempts and await delivery.waiting(1):": "if False:"},
        "tests/test_privates.py::test_a_room_whose_making_is_in_doubt_is_looked_for_before_it_is_made_again[sqlite]",
    ),
    Breakage(
        "anybody-closes-a-listing",
        "Only its author, or the Tisseuse in her room, closes a listing.",
        "commands/exchange/life.py",
        {"if listing.author_id == desk.visit.someone.id or or_tisseuse:": "if True:"},
        "tests/test_bourse.py::test_somebody_else_may_not_and_can_have_it_passed_on",
    ),
    Breakage(
        "typed-text-is-markup",
        "What a person typed is never markup.",
        "bot/markup.py",
        {'html.escape(clean, quote=False).replace("\\n", "<br>")': 'clean.replace("\\n", "<br>")'},
        "tests/test_bourse.py::test_what_was_typed_is_never_markup",
    ),
    Breakage(
        "copies-stay",
        "A deleted message takes every copy of its words with it.",
        "storage/desk.py",
        {"for post in await self.posts.all_of(card):": "for post in ():"},
        "tests/test_edits.py::test_a_deleted_message_erases_the_listing_and_every_copy_in_every_room[sqlite]",
    ),
    Breakage(
        "edit-makes-another",
        "An edited message amends what it made.",
        "bot/dispatch.py",
        {
            "return await self._amend(desk, command, text, {}, Ref.parse(place.card))": (
                "return await self._command(desk, called)"
            )
        },
        "tests/test_edits.py::test_an_edited_message_amends_the_same_listing_and_all_its_cards[sqlite]",
    ),
    Breakage(
        "anybody-taps",
        "Only its author changes a listing by a tap.",
        "commands/exchange/taps.py",
        {"listing.must_be_by(desk.visit.someone)": "pass"},
        "tests/test_taps.py::test_e03_only_its_author_settles_it_by_a_tap[sqlite]",
    ),
    Breakage(
        "courrier-twice",
        "What an îlot has been told is not told again.",
        "commands/courrier/__init__.py",
        {"await desk.courriers.tell_until(ilot, edition.until)": "pass"},
        "tests/test_courrier.py::test_the_others_read_of_it_in_the_next_courrier_and_never_again[sqlite]",
    ),
    Breakage(
        "copy-twice",
        "What a reader was told of in private is not told them again.",
        "commands/courrier/copies.py",
        {"desk.courriers.copy_until(reader, until)": "pass"},
        "tests/test_private_courrier.py::test_on_both_days_each_tells_of_what_came_since_the_other",
    ),
    Breakage(
        "copy-of-ones-own",
        "A private courrier holds nothing of its reader's own.",
        "commands/courrier/copies.py",
        {"MOST_LINES, reader.id)": "MOST_LINES)"},
        "tests/test_private_courrier.py::test_nothing_of_one_s_own_listings_in_an_ilot_one_has_left",
    ),
    Breakage(
        "answer-stays",
        "A deleted message that led to nothing but an answer takes the answer with it.",
        "bot/changes.py",
        {"unsaid = not untapped and await desk.unsay(target)": "unsaid = False"},
        "tests/test_edits.py::test_an_answer_that_was_all_a_message_made_goes_with_it[!offres]",
    ),
    Breakage(
        "absences-aloud",
        "Nobody who reads along learns from the profile when its owner is away.",
        "commands/people/profile.py",
        {"absences=alone)": "absences=True)"},
        "tests/test_profile.py::test_where_others_read_along_nothing_is_said_of_absences",
    ),
    Breakage(
        "news-at-any-hour",
        "News in a room keeps to the posting hours.",
        "commands/kit/quiet.py",
        {"(hours.start, hours.end) if urgency in IN_A_ROOM else BY_DAY": "dt.time(0), dt.time(23, 59)"},
        "tests/test_quiet.py::test_news_in_a_room_waits_for_the_posting_hours[2021-04-14T18:30-2021-04-15T09:00]",
    ),
    Breakage(
        "talks-during-sanctuarised-time",
        "Nothing that nobody asked for is posted in a room during its îlot's sanctuarised time.",
        "commands/kit/quiet.py",
        {"earliest = max(now, place.quiet_until or now)": "earliest = now"},
        "tests/test_quiet_time.py::test_an_urgent_cover_arrives_after_it[sqlite]",
    ),
    Breakage(
        "end-after-what-waited",
        "That sanctuarised time ends is said before what waited for its end.",
        "storage/heads.py",
        {"for each in (due.urgency == _HOUR, due.kind != _TAP)]": "for each in (due.kind != _TAP,)]"},
        "tests/test_quiet_time.py::test_its_end_is_said_before_what_waited_for_it[sqlite]",
    ),
    Breakage(
        "quiet-ends-before-it-is-said",
        "A room is quiet until the end of its îlot's time is said, not only until its hour.",
        "storage/sessions.py",
        {"or_(ReflectionSession.ends_at > now, under_way)": "ReflectionSession.ends_at > now"},
        "tests/test_quiet_time.py::test_at_its_very_end_it_is_quiet_until_that_is_said_and_not_for_ever[sqlite]",
    ),
    Breakage(
        "budget-not-kept",
        "One piece of news a day in a room, four a week.",
        "commands/kit/quiet.py",
        {"if urgency is Urgency.NEWS and place.today >= place.per_day": "if False"},
        "tests/test_quiet.py::test_one_piece_of_news_a_day_and_four_a_week[2021-04-14T10:00-1-1-2021-04-15T09:00]",
    ),
    Breakage(
        "rings-before-it-listens",
        "What was said while the bot was down is heard before the clock's notes are.",
        "bot/intake.py",
        {"while not await self._is_even():": "while False:"},
        "tests/test_intake.py::test_the_clock_waits_until_what_was_said_while_the_bot_was_down_is_heard[sqlite]",
    ),
    Breakage(
        "stale-poll",
        "Who comes is not asked when it is too late to ask.",
        "commands/reflection/life.py",
        {"<= desk.visit.now <= asked_at + planning.POLL_USEFUL": "<= desk.visit.now"},
        "tests/test_sessions.py::test_down_over_a_poll_it_is_not_sent_and_a_reminder_is_caught_up_once",
    ),
    Breakage(
        "one-decides-for-an-ilot",
        "Nobody decides alone on an îlot's time.",
        "storage/agreements.py",
        {" and agreeing >= min(FEWEST, members)": ""},
        "tests/test_agreements.py::test_in_an_ilot_of_two_nobody_decides_alone",
    ),
    Breakage(
        "cards-carry-words-across",
        "What its îlot keeps is not reworded where others read along.",
        "commands/exchange/cards.py",
        {"if post.role in CARDS and await _is_out_of_reach(desk, listing, post):": "if False:"},
        "tests/test_urgent.py::test_words_of_health_that_an_edit_brings_do_not_follow_into_a_card_that_stands_elsewhere",
    ),
    Breakage(
        "a-tap-means-them",
        "Words of health or money cross no îlot because a tap was taken back.",
        "commands/exchange/taps.py",
        {"held_back = holds_back(listing)": "held_back = False"},
        "tests/test_urgent.py::test_opening_it_by_a_tap_taken_back_does_not_mean_them",
    ),
)
