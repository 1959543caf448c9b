"""Which parts of a film were played: a union of stretches of it, in seconds."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import List, Tuple

Span = Tuple[float, float]


@dataclass(frozen=True)
class Spans:
    """Stretches (start, end) that neither touch nor overlap, in order."""

    spans: Tuple[Span, ...] = ()

    @property
    def total(self) -> float:
        """Seconds covered."""
        return sum(end - start for start, end in self.spans)

    def with_span(self, start: float, end: float) -> Spans:
        """These and one more stretch; one that runs backwards or stands still adds nothing."""
        if not end > start:
            return self
        spans = self.spans
        first = bisect_left(spans, (start,))
        if first and spans[first - 1][1] >= start:
            first -= 1
        behind = bisect_right(spans, (end, math.inf))
        joined = spans[first:behind]
        if joined:
            start, end = min(start, joined[0][0]), max(end, joined[-1][1])
        here: Tuple[Span, ...] = ((start, end),)
        return Spans(spans[:first] + here + spans[behind:])

    def union(self, other: Spans) -> Spans:
        return Spans(_merged([*self.spans, *other.spans]))

    def until(self, end: float) -> Spans:
        """What of these lies in a film of this length: from 0 to `end`."""
        return Spans(tuple((max(0.0, a), min(b, end)) for a, b in self.spans if a < end and b > 0))


def _merged(spans: List[Span]) -> Tuple[Span, ...]:
    merged: List[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
