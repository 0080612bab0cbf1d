"""One breakage: where a mechanism stands, what the line becomes without it, and the test that must notice."""

from __future__ import annotations

from dataclasses import dataclass


class Drifted(Exception):
    """The source is no longer what the breakage was written for; the message says where."""


@dataclass(frozen=True)
class Breakage:
    """`swap` holds what stands once in `file` and what it becomes; `test` is a pytest id that must turn red."""

    name: str
    mechanism: str
    file: str
    swap: dict[str, str]
    test: str

    def broken(self, source: str) -> str:
        """The source without its mechanism. Raises Drifted."""
        for old, new in self.swap.items():
            found = source.count(old)
            if found != 1:
                raise Drifted(f"{self.name}: {self.file} holds this {found} times, not once: {old!r}")
            source = source.replace(old, new)
        return source
