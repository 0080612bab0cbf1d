"""Solidarity: private requests to the Tisseuse, and how they travel with their author's consent."""

from pathlib import Path

from commands.kit.command import Feature, Occasion, Section, Things
from commands.solidarity import asking, clock, forgotten, keeping, office, own, todo, travel

FEATURE = Feature(
    name="solidarity",
    folder=Path(__file__).parent,
    commands=(asking.solidarity, own.cancel, office.requests, office.request),
    listeners={
        **dict.fromkeys((Occasion.LEAVE, Occasion.ENTERED, Occasion.UPGRADED), keeping.room_changed),
        Occasion.REQUEST: keeping.moved_elsewhere,
    },
    notes=clock.NOTES,
    answers={**asking.ANSWERS, **own.ANSWERS, **travel.ANSWERS},
    makes={"S": asking.made},
    things=(Things(letters=frozenset({"S"}), erase=own.erase_of, show="solidarite", line=travel.line_of, aside=True),),
    tidy=keeping.tidy,
    to_do=(todo.to_acknowledge,),
    plan=clock.plan_all,
    sections=(Section(travel.news),),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
