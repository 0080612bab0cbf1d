"""The bourse du travail: offers, needs and covers, from posting to settling."""

from pathlib import Path

from commands.exchange.answers import ANSWERS
from commands.exchange.board import board, show
from commands.exchange.life import claim, done, extend, withdraw
from commands.exchange.notes import NOTES
from commands.exchange.posting import cover, need, offer
from commands.kit.command import Feature

FEATURE = Feature(
    name="exchange",
    folder=Path(__file__).parent,
    commands=(offer, need, cover, board, show, claim, done, withdraw, extend),
    notes=NOTES,
    answers=ANSWERS,
)
