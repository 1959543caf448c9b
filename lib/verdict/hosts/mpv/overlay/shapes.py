"""Hearts, stars and rounded boxes as ASS vector paths, so that no font has to have them."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import Iterable, List, Sequence, Tuple

Point = Tuple[float, float]
Step = Tuple[str, Tuple[Point, ...]]  # "m", "l" or "b", and where to

_ROUND = 0.5523  # how far a Bézier's handles reach for a quarter of a circle
_STAR_ROUND, _STAR_ROUND_WITHIN = 0.045, 0.012  # how far from outer and inner corners the rounding begins
_STAR_WAIST = 0.49  # the inner corners of a star, as a share of its outer ones
# The right half of a heart in a square of 1, from the cleft over the lobe to the tip.
_CLEFT, _TIP = (0.5, 0.27), (0.5, 0.94)
_LOBE: Tuple[Step, ...] = (
    ("b", ((0.55, 0.14), (0.64, 0.07), (0.75, 0.07))),
    ("b", ((0.90, 0.07), (1.0, 0.19), (1.0, 0.34))),
    ("b", ((1.0, 0.58), (0.76, 0.73), _TIP)),
)
_LOBE_BACK: Tuple[Step, ...] = (  # the same on the left, from the tip to the cleft
    ("b", ((0.24, 0.73), (0.0, 0.58), (0.0, 0.34))),
    ("b", ((0.0, 0.19), (0.10, 0.07), (0.25, 0.07))),
    ("b", ((0.36, 0.07), (0.45, 0.14), _CLEFT)),
)
_CRACK: Tuple[Point, ...] = ((0.41, 0.73), (0.56, 0.58), (0.42, 0.42), _CLEFT)  # from the tip to the cleft
_CRACK_WIDTH = 0.08
_TICK = ((0.20, 0.53), (0.29, 0.44), (0.43, 0.58), (0.72, 0.28), (0.81, 0.37), (0.43, 0.76))


@lru_cache(maxsize=512)
def rounded(width: float, height: float, radius: float) -> str:
    """A box with round corners, its top left at 0, 0."""
    return _path(_rounded(width, height, radius))


@lru_cache(maxsize=128)
def frame(width: float, height: float, radius: float, rim: float) -> str:
    """The rim of a rounded box, inside its edge."""
    inner_width, inner_height = width - 2 * rim, height - 2 * rim
    hole = _rounded(inner_width, inner_height, radius - rim)
    mirrored = _placed(_mirrored(hole, inner_width), 1, rim, rim)  # runs the other way round: a hole
    return _path((*_rounded(width, height, radius), *mirrored))


@lru_cache(maxsize=64)
def star(size: float) -> str:
    """A star of five points, as wide as `size`, centred in a square of it."""
    outer = size / 2 / math.sin(math.radians(72))
    lowered = outer * (1 - math.cos(math.radians(36))) / 2  # its middle is not the circle's
    corners = [_corner(number, size / 2, outer, lowered) for number in range(10)]
    return _path(_softened(corners, (size * _STAR_ROUND, size * _STAR_ROUND_WITHIN)))


@lru_cache(maxsize=64)
def heart(size: float) -> str:
    """A whole heart in a square of `size`."""
    return _path(_placed((("m", (_CLEFT,)), *_LOBE, *_LOBE_BACK), size))


@lru_cache(maxsize=64)
def broken_heart(size: float) -> str:
    """A heart cracked from top to bottom, in a square of `size`."""
    crack = tuple(("l", (point,)) for point in _CRACK)
    start: Step = ("m", (_CLEFT,))
    right = _placed((start, *_LOBE, *crack), size, _CRACK_WIDTH / 2 * size)
    left = _placed((start, *_mirrored(_LOBE, 1), *crack), size, -_CRACK_WIDTH / 2 * size)
    return _path((*right, *left))


@lru_cache(maxsize=64)
def tick(size: float) -> str:
    """A check mark in a square of `size`."""
    return _path(_placed(_polygon(_TICK), size))


@lru_cache(maxsize=8)
def squares(matrix: Tuple[Tuple[bool, ...], ...], side: float) -> str:
    """The dark squares of a QR code, each `side` wide; those beside each other are one piece."""
    pieces: List[Step] = []
    for y, row in enumerate(matrix):
        for is_dark, run in itertools.groupby(enumerate(row), key=lambda square: square[1]):
            if is_dark:
                columns = [x for x, _ in run]
                left, right = columns[0] * side, (columns[-1] + 1) * side
                top, bottom = y * side, (y + 1) * side
                pieces += _polygon(((left, top), (right, top), (right, bottom), (left, bottom)))
    return _path(pieces)


def _rounded(width: float, height: float, radius: float) -> Tuple[Step, ...]:
    w, h = width, height
    r = max(0.0, min(radius, w / 2, h / 2))
    k = r * (1 - _ROUND)
    return (
        ("m", ((r, 0),)),
        ("l", ((w - r, 0),)),
        ("b", ((w - k, 0), (w, k), (w, r))),
        ("l", ((w, h - r),)),
        ("b", ((w, h - k), (w - k, h), (w - r, h))),
        ("l", ((r, h),)),
        ("b", ((k, h), (0, h - k), (0, h - r))),
        ("l", ((0, r),)),
        ("b", ((0, k), (k, 0), (r, 0))),
    )


def _corner(number: int, middle: float, outer: float, lowered: float) -> Point:
    reach = outer * (_STAR_WAIST if number % 2 else 1)
    angle = math.radians(36 * number)
    return middle + reach * math.sin(angle), middle + lowered - reach * math.cos(angle)


def _polygon(points: Sequence[Point]) -> Tuple[Step, ...]:
    return (("m", (points[0],)), *(("l", (point,)) for point in points[1:]))


def _softened(points: Sequence[Point], reaches: Tuple[float, float]) -> Tuple[Step, ...]:
    """A polygon whose corners are rounded from so far before to so far behind them, in turns."""
    steps: List[Step] = []
    for number, corner in enumerate(points):
        before, after, reach = points[number - 1], points[(number + 1) % len(points)], reaches[number % 2]
        enter, leave = _towards(corner, before, reach), _towards(corner, after, reach)
        steps.append(("l" if steps else "m", (enter,)))
        steps.append(("b", (_towards(enter, corner, reach / 2), _towards(leave, corner, reach / 2), leave)))
    return tuple(steps)


def _towards(start: Point, end: Point, distance: float) -> Point:
    share = distance / max(distance, math.dist(start, end))
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _mirrored(steps: Iterable[Step], width: float) -> Tuple[Step, ...]:
    return tuple((kind, tuple((width - x, y) for x, y in points)) for kind, points in steps)


def _placed(steps: Iterable[Step], scale: float, dx: float = 0, dy: float = 0) -> Tuple[Step, ...]:
    return tuple((kind, tuple((x * scale + dx, y * scale + dy) for x, y in points)) for kind, points in steps)


def _path(steps: Iterable[Step]) -> str:
    return " ".join(
        kind + "".join(f" {round(x, 2):g} {round(y, 2):g}" for x, y in points) for kind, points in steps
    )
