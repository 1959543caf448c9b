"""The picture of a QR code: its squares, its quiet zone, and a file that is a PNG."""

from __future__ import annotations

import struct
import zlib
from typing import Dict, List

from verdict.core import qr
from verdict.hosts.kodi.png import SCALE, png


def chunks(data: bytes) -> Dict[bytes, bytes]:
    """The parts of a PNG by their names, each with the right check sum."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        found[kind], at = body, at + 12 + length
    return found


def pixels(data: bytes) -> List[bytes]:
    parts = chunks(data)
    width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (depth, colour) == (8, 0)
    raw = zlib.decompress(parts[b"IDAT"])
    assert len(raw) == height * (width + 1)
    return [raw[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def test_every_square_is_drawn_black_on_white_within_its_quiet_zone():
    squares = qr.matrix("https://trakt.tv/activate/ABCD1234")
    picture = pixels(png(squares))
    side = len(squares) + 2 * qr.QUIET
    assert len(picture) == side * SCALE
    for row in range(side):
        for column in range(side):
            y, x = row - qr.QUIET, column - qr.QUIET
            inside = 0 <= y < len(squares) and 0 <= x < len(squares)
            expected = 0 if inside and squares[y][x] else 255
            for edge in (0, SCALE - 1):
                assert picture[row * SCALE + edge][column * SCALE + edge] == expected
