"""Which of a search's hits is the film that a name speaks of."""

from __future__ import annotations

from typing import Optional, Sequence

from verdict.core.movie import Movie


def the_one(named: Movie, hits: Sequence[Movie]) -> Optional[Movie]:
    """The only hit of this title and this year; None where there is none, or no year, or more than one.

    Where no film has the title itself, one that is called so in another language counts.
    """
    of_year = [hit for hit in hits if hit.year == named.year]
    fitting = [hit for hit in of_year if hit.title_key == named.title_key]
    fitting = fitting or [hit for hit in of_year if hit.is_called(named.title_key)]
    different = [hit for n, hit in enumerate(fitting) if not any(hit.is_same_as(o) for o in fitting[:n])]
    return different[0] if named.year and len(different) == 1 else None
