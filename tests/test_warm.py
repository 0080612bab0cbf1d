"""What is made once is made beside the loop when the bot begins, and not in it when the first message comes."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
from bot.app import all_words
from bot.live import warm_up
from commands.distress import reader
from commands.kit import holidays, sensitive
def made():
    caches = reader._reader, sensitive._reader, holidays._calendar
    return [*(each.cache_info().currsize for each in caches), len(all_words()._dictionaries)]
before = made()
warm_up()
print(before, made())
"""


def test_the_words_both_lists_of_expressions_and_the_holidays_are_there_before_anybody_types() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[0, 0, 0, 0] [1, 1, 2, 2]"
