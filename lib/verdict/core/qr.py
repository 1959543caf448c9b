"""A short text as a QR code: dark and light squares, nothing drawn.

ISO/IEC 18004, as little of it as an address needs: byte mode, versions 1 to 6, error level M, or L where M is
too small. All blocks of these versions are equally long, and none carries version information.
"""

from functools import lru_cache
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

Matrix = Tuple[Tuple[bool, ...], ...]
Grid = List[List[Optional[bool]]]

QUIET = 4
"""Light squares that have to stay free on each side, or no camera finds the code (ISO/IEC 18004, 5.3.8)."""

# version: (blocks, data bytes in a block, correction bytes in a block), ISO/IEC 18004 table 9
_BLOCKS_M = {1: (1, 16, 10), 2: (1, 28, 16), 3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24), 6: (4, 27, 16)}
_BLOCKS_L = {1: (1, 19, 7), 2: (1, 34, 10), 3: (1, 55, 15), 4: (1, 80, 20), 5: (1, 108, 26), 6: (2, 68, 18)}
# The two bits that say the level in the format information, and its blocks; the stronger level first.
_LEVELS: Tuple[Tuple[int, Dict[int, Tuple[int, int, int]]], ...] = ((0b00, _BLOCKS_M), (0b01, _BLOCKS_L))

_OVERHEAD = 2  # bytes: four bits for the mode, eight for the length, four for the terminator
_FORMAT_GENERATOR, _FORMAT_MASK = 0b10100110111, 0b101010000010010
_FINDER_LIKE = (True, False, True, True, True, False, True)
_MARGIN = (False,) * QUIET


@lru_cache(maxsize=8)
def matrix(text: str) -> Matrix:
    """The code for `text` by rows from the top; true is dark. The quiet zone is not part of it.

    Raises ValueError if `text` is longer than 134 bytes of UTF-8.
    """
    data = text.encode()
    level, version, blocks = _smallest(len(data))
    bits = _bits(_interleaved(_codewords(data, blocks), blocks))
    candidates = [_masked(version, level, bits, mask) for mask in range(8)]
    return min(candidates, key=_penalty)


def _smallest(length: int) -> Tuple[int, int, Tuple[int, int, int]]:
    for level, versions in _LEVELS:
        for version, blocks in versions.items():
            if length + _OVERHEAD <= blocks[0] * blocks[1]:
                return level, version, blocks
    raise ValueError(f"{length} bytes are too many for a QR code of version 6")


def _codewords(data: bytes, blocks: Tuple[int, int, int]) -> List[int]:
    """Mode, length, data and terminator as bytes, filled up with the two bytes of the standard."""
    shifted = int.from_bytes(bytes([len(data)]) + data, "big") << 4
    words = list(((0b0100 << (8 * len(data) + 12)) | shifted).to_bytes(len(data) + _OVERHEAD, "big"))
    padding = blocks[0] * blocks[1] - len(words)
    return words + [(0xEC, 0x11)[n % 2] for n in range(padding)]


# -- Reed and Solomon ----------------------------------------------------------------------------------------


def _product(a: int, b: int) -> int:
    """In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1."""
    result = 0
    while b:
        result ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return result


def _generator(degree: int) -> List[int]:
    """(x - 1)(x - 2)(x - 4)..., without its leading 1."""
    polynomial, root = [1], 1
    for _ in range(degree):
        shifted = [*polynomial, 0]
        scaled = [0, *(_product(c, root) for c in polynomial)]
        polynomial = [a ^ b for a, b in zip(shifted, scaled)]
        root = _product(root, 2)
    return polynomial[1:]


def _correction(block: Sequence[int], generator: Sequence[int]) -> List[int]:
    rest = [0] * len(generator)
    for word in block:
        factor = word ^ rest[0]
        rest = [a ^ _product(b, factor) for a, b in zip([*rest[1:], 0], generator)]
    return rest


def _interleaved(words: Sequence[int], blocks: Tuple[int, int, int]) -> List[int]:
    """The first byte of every block, then the second of every block..., data before correction."""
    count, length, correction = blocks
    generator = _generator(correction)
    parts = [words[n * length : (n + 1) * length] for n in range(count)]
    checks = [_correction(part, generator) for part in parts]
    return [word for columns in (zip(*parts), zip(*checks)) for column in columns for word in column]


def _bits(words: Iterable[int]) -> List[bool]:
    return [bool(word >> bit & 1) for word in words for bit in range(7, -1, -1)]


# -- where everything stands ---------------------------------------------------------------------------------


def _frame(version: int) -> Grid:
    """Finders, timing and alignment; None where the format information and the data go."""
    size = 17 + 4 * version
    grid: Grid = [[None] * size for _ in range(size)]
    for n in range(8, size - 8):
        grid[6][n] = grid[n][6] = n % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        _rings(grid, top + 3, left + 3, 4)
    if version > 1:
        _rings(grid, size - 7, size - 7, 2)
    return grid


def _rings(grid: Grid, row: int, column: int, radius: int) -> None:
    """A finder (radius 4, its light border included) or an alignment pattern (radius 2) around its centre."""
    for y in range(max(0, row - radius), min(len(grid), row + radius + 1)):
        for x in range(max(0, column - radius), min(len(grid), column + radius + 1)):
            distance = max(abs(y - row), abs(x - column))
            grid[y][x] = distance in ((0, 1, 3) if radius == 4 else (0, 2))


def _put_format(grid: Grid, level: int, mask: int) -> None:
    """Level and mask, fifteen bits with their own correction, written twice."""
    rest = value = level << 3 | mask
    for _ in range(10):
        rest = rest << 1 ^ (_FORMAT_GENERATOR if rest >> 9 else 0)
    word = (value << 10 | rest) ^ _FORMAT_MASK
    size = len(grid)
    around = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    beside = [(size - 1 - n, 8) for n in range(7)] + [(8, size - 8 + n) for n in range(8)]
    for place in (around, beside):
        for n, (y, x) in enumerate(place):
            grid[y][x] = bool(word >> (14 - n) & 1)
    grid[size - 8][8] = True


def _free(grid: Grid) -> List[Tuple[int, int]]:
    """The places of the data, in its order: pairs of columns from the right, up and down in turn."""
    size = len(grid)
    rights = [*range(size - 1, 6, -2), 5, 3, 1]
    places = []
    for n, right in enumerate(rights):
        rows = range(size) if n % 2 else range(size - 1, -1, -1)
        places += [(y, x) for y in rows for x in (right, right - 1) if grid[y][x] is None]
    return places


def _inverted(mask: int, y: int, x: int) -> bool:
    """Whether mask 0 to 7 turns this square over (ISO/IEC 18004 table 10)."""
    return (
        (y + x) % 2,
        y % 2,
        x % 3,
        (y + x) % 3,
        (y // 2 + x // 3) % 2,
        y * x % 2 + y * x % 3,
        (y * x % 2 + y * x % 3) % 2,
        ((y + x) % 2 + y * x % 3) % 2,
    )[mask] == 0


def _masked(version: int, level: int, bits: Sequence[bool], mask: int) -> Matrix:
    grid = _frame(version)
    _put_format(grid, level, mask)
    places = _free(grid)
    padded = [*bits, *[False] * (len(places) - len(bits))]
    for (y, x), bit in zip(places, padded):
        grid[y][x] = bit != _inverted(mask, y, x)
    return tuple(tuple(bool(square) for square in row) for row in grid)


# -- which mask reads best -----------------------------------------------------------------------------------


def _penalty(code: Matrix) -> int:
    """How hard the code is to read: the four rules of ISO/IEC 18004, 7.8.3.1."""
    lines = [*code, *zip(*code)]
    return sum(_runs(line) + _finder_likes(line) for line in lines) + _squares(code) + _imbalance(code)


def _runs(line: Sequence[bool]) -> int:
    total, run = 0, 1
    for before, now in zip(line, [*line[1:], None]):
        if before == now:
            run += 1
            continue
        total += run - 2 if run >= 5 else 0
        run = 1
    return total


def _finder_likes(line: Sequence[bool]) -> int:
    """What could be taken for a finder: its dark and light, four light squares (or the margin) on a side."""
    wide = (*_MARGIN, *line, *_MARGIN)
    places = (n for n in range(4, len(wide) - 10) if wide[n : n + 7] == _FINDER_LIKE)
    return 40 * sum(_MARGIN in (wide[n - 4 : n], wide[n + 7 : n + 11]) for n in places)


def _squares(code: Matrix) -> int:
    """Three for each two by two of one colour."""
    return 3 * sum(
        above[x] == above[x + 1] == below[x] == below[x + 1]
        for above, below in zip(code, code[1:])
        for x in range(len(code) - 1)
    )


def _imbalance(code: Matrix) -> int:
    dark, total = sum(map(sum, code)), len(code) ** 2
    return 10 * (abs(20 * dark - 10 * total) // total)
