"""The rehearsal as processes of their own on one database, in one folder: fed lines, killed where it is asked for."""

from __future__ import annotations

import json
from typing import Any

from tests.playing import full
from tests.test_command_line import Navette

__all__ = ["Navette", "collective", "rehearse", "says"]


def says(who: str, room: str, body: str, **more: Any) -> dict[str, Any]:
    """One line."""
    return {"sender": full(who), "room": room, "body": body, **more}


def rehearse(navette: Navette, *lines: dict[str, Any], database: str, **variables: str) -> list[dict[str, Any]]:
    """What came out; killed at a named point, as far as it came."""
    given = "".join(json.dumps(line) + "\n" for line in lines)
    done = navette("rehearse", "--database", database, given=given, **variables)
    assert done.code == (-9 if "NAVETTE_CRASH_AT" in variables else 0), done.err
    return [json.loads(line) for line in done.out.splitlines()]


def collective(navette: Navette, database: str) -> dict[str, Any]:
    """As a rehearsal exports it."""
    lines = rehearse(navette, {"export": True}, database=database)
    export: dict[str, Any] = next(line["export"] for line in lines if "export" in line)
    return export
