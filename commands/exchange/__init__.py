"""The bourse du travail: offers, needs and covers, from posting to settling."""

from pathlib import Path

from commands.exchange import keeping, matching, notes, urgent
from commands.exchange.answers import ANSWERS
from commands.exchange.board import board, show
from commands.exchange.life import claim, done, extend, withdraw
from commands.exchange.news import news
from commands.exchange.posting import cover, need, offer
from commands.exchange.presence import LISTENERS
from commands.exchange.sheets import SHEETS
from commands.exchange.taps import THINGS
from commands.kit.command import Feature, Section

FEATURE = Feature(
    name="exchange",
    folder=Path(__file__).parent,
    commands=(offer, need, cover, board, show, claim, done, withdraw, extend),
    notes={**notes.NOTES, **urgent.NOTES, **matching.NOTES},
    answers=ANSWERS,
    listeners=LISTENERS,
    things=(THINGS,),
    sections=(Section(news, board="offres"),),
    plan=notes.plan_ends,
    sheets=SHEETS,
    forget=keeping.forget,
    mine=keeping.mine,
    tidy=keeping.tidy,
)
