"""A QR code as a picture file: PNG in grey, as little of the standard as black and white squares need."""

from __future__ import annotations

import struct
import zlib
from typing import List

from verdict.core.qr import QUIET, Matrix

SCALE = 12  # pixels a square: about what the window shows, so that Kodi hardly has to scale it
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WHITE, _BLACK = b"\xff", b"\x00"


def png(squares: Matrix) -> bytes:
    """The code in black on white, with the quiet zone that a camera needs (PNG, third edition, 5 and 11)."""
    side = (len(squares) + 2 * QUIET) * SCALE
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)  # eight bits of grey, not interlaced
    rows = zlib.compress(b"".join(_rows(squares, side)), 9)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _rows(squares: Matrix, side: int) -> List[bytes]:
    """Each line of the picture, behind the byte that says that it is not filtered."""
    margin = [b"\x00" + _WHITE * side] * (QUIET * SCALE)
    lines = list(margin)
    for row in squares:
        dark = b"".join((_BLACK if is_dark else _WHITE) * SCALE for is_dark in row)
        lines += [b"\x00" + _WHITE * (QUIET * SCALE) + dark + _WHITE * (QUIET * SCALE)] * SCALE
    return lines + margin


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
