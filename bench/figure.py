"""What a measurement brings: values for one kind of figure, or the reason why there are none."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any, Dict, Optional, Sequence, Union

from bench.catalogue import BY_KEY, Kind


@dataclass(frozen=True)
class Measured:
    """Values in the kind's unit. beside: another's figure for the same work, or what to know of this one."""

    key: str
    values: Sequence[float]
    beside: str = ""

    @property
    def kind(self) -> Kind:
        return BY_KEY[self.key]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def is_kept(self) -> Optional[bool]:
        """Whether the median is within the budget; None where there is no budget."""
        budget = self.kind.budget
        return None if budget is None else self.median <= budget

    def to_json(self) -> Dict[str, Any]:
        kind = self.kind
        return {
            "key": kind.key,
            "what": kind.what,
            "unit": kind.unit,
            "budget": kind.budget,
            "median": round(self.median, 3),
            "low": round(min(self.values), 3),
            "high": round(max(self.values), 3),
            "count": len(self.values),
            "kept": self.is_kept,
            "beside": self.beside or None,
        }


@dataclass(frozen=True)
class Skipped:
    """Why a figure, or a whole group, could not be measured here."""

    key: str
    reason: str

    def to_json(self) -> Dict[str, Any]:
        return {"key": self.key, "skipped": self.reason}


Finding = Union[Measured, Skipped]


class CannotMeasure(Exception):
    """What a measurement needs is not there; `str()` says what."""


def spread(values: Sequence[float], unit: str) -> str:
    """Median and range for a reader, as other programs' figures are shown beside ours."""
    return f"{shown(statistics.median(values))} {unit} ({shown(min(values))}–{shown(max(values))})"


def shown(value: float) -> str:
    """As many digits as mean something."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
