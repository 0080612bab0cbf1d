"""What keeps things held in common with whom they concern, and links between îlots free of solidarity."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

COMMONS = (
    Breakage(
        "anybody-moves-a-common",
        "Only its holder says what becomes of something held in common.",
        "commands/commons/life.py",
        {"common.must_be_held_by(desk.visit.someone, or_tisseuse=or_tisseuse and in_office)": "pass"},
        "tests/test_commons.py::test_nobody_else_says_what_becomes_of_it_but_the_tisseuse_in_her_room[fini]",
    ),
    Breakage(
        "strangers-join-a-common",
        "Who is of no îlot any more takes part in nothing new.",
        "commands/commons/life.py",
        {"if not in_office and not await desk.my_ilots():": "if False:"},
        "tests/test_commons.py::test_who_is_in_no_ilot_any_more_joins_nothing[sqlite]",
    ),
    Breakage(
        "common-without-its-holder",
        "What somebody proposed in an îlot they left asks nobody new.",
        "storage/commons.py",
        {"if common.suspended and not everything and person.id not in takes_part:": "if False:"},
        "tests/test_links.py::test_whose_holder_left_shows_to_whoever_is_in_and_comes_back_with_them[sqlite]",
    ),
    Breakage(
        "rest-of-a-courrier-is-lost",
        "What goes with an erased line of a courrier is told again.",
        "storage/desk.py",
        {"if post.role == Role.EDITION:": "if False:"},
        "tests/test_links.py::test_a_listing_that_is_erased_leaves_the_line_of_what_is_in_common",
    ),
    Breakage(
        "common-proposed-is-a-link",
        "Two îlots are linked by what began, not by what somebody proposed.",
        "storage/links.py",
        {
            "query.where(Common.state.in_([CommonState.RUNNING, CommonState.FINISHED]))": (
                "query.where(Common.state != CommonState.DROPPED)"
            )
        },
        "tests/test_links.py::test_a_new_link_comes_with_the_beginning_not_with_the_proposal",
    ),
    Breakage(
        "link-of-solidarity",
        "No link between îlots comes from a request for solidarity.",
        "storage/common_entries.py",
        {'origin: str = Field(pattern=r"^[OBIC][1-9][0-9]{0,8}$")': "origin: str"},
        "tests/test_links.py::test_a_document_with_a_fault_in_them_is_refused[links-fields9-links.0.origin]",
    ),
)
