"""How often a file's name is read right, and how fast, beside plain guessit: identify.py as rows."""

from __future__ import annotations

from typing import Iterator, List

from guessit import guessit

from bench import identify
from bench.figure import Finding, Measured, shown, spread
from bench.workshop import Workshop
from tests.identify.identify_corpus import cases
from verdict.hosts.mpv.identify.guess import forget

SHARES = ("kind", "title", "year", "ids")


def measure(workshop: Workshop) -> Iterator[Finding]:
    corpus = list(cases())
    guessit("Warm.Up.1999.mkv")
    our_rates: List[float] = []
    their_rates: List[float] = []
    for _ in range(workshop.times(3, 1)):
        theirs, their_rate = identify.timed(identify.plain, corpus)
        forget()
        ours, our_rate = identify.timed(identify.ours, corpus)
        our_rates.append(our_rate)
        their_rates.append(their_rate)
    for name in SHARES:
        yield Measured(f"names.{name}", [ours[name]], f"guessit alone: {shown(theirs[name])} %")
    rates = f"guessit alone: {spread(their_rates, 'names/s')}; corpus of {len(corpus)} names"
    yield Measured("names.rate", our_rates, rates)
