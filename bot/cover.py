"""The picture of the anthology's feed: three islands and a thread between them. Pure, and the same bytes each time."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator

SIDE = 1400  # pixels: the least that podcast directories take
_SEA, _THREAD, _LAND = 0, 1, 2
_PALETTE = bytes([0x1F, 0x4E, 0x5F, 0xE9, 0xC4, 0x6A, 0xF4, 0xF1, 0xE6])
_ISLANDS = ((420, 480, 190), (1010, 560, 140), (640, 1010, 230))  # x, y, radius
_HALF_A_THREAD = 9


def cover() -> bytes:
    """The file, a PNG."""
    rows = b"".join(b"\0" + _row(y) for y in range(SIDE))  # each begins with its filter: none
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int) -> bytes:
    row = bytearray([_SEA]) * SIDE
    for start, end, colour in (*_threads(y), *_lands(y)):
        row[start:end] = bytes([colour]) * (end - start)
    return bytes(row)


def _lands(y: int) -> Iterator[tuple[int, int, int]]:
    for x, middle, radius in _ISLANDS:
        if abs(y - middle) < radius:
            half = math.isqrt(radius**2 - (y - middle) ** 2)
            yield x - half, x + half, _LAND


def _threads(y: int) -> Iterator[tuple[int, int, int]]:
    """From each island to the next, as wide as it is on a slope."""
    for (x1, y1, _), (x2, y2, _) in zip(_ISLANDS, (*_ISLANDS[1:], _ISLANDS[0]), strict=True):
        if min(y1, y2) <= y <= max(y1, y2):
            at = x1 + (x2 - x1) * (y - y1) / (y2 - y1)
            half = _HALF_A_THREAD * math.hypot(x2 - x1, y2 - y1) / abs(y2 - y1)
            yield round(max(at - half, min(x1, x2))), round(min(at + half, max(x1, x2))), _THREAD
