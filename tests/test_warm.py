"""What is made once is made beside the loop when the bot begins, and not in it when the first message comes."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
from bot.live import warm_up
from commands.distress import reader
from commands.kit import holidays
before = reader._reader.cache_info().currsize, holidays._calendar.cache_info().currsize
warm_up()
print(before, (reader._reader.cache_info().currsize, holidays._calendar.cache_info().currsize))
"""


def test_the_list_of_distress_and_the_holidays_are_there_before_anybody_types() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0) (1, 2)"
