"""How moments, ratings and problems are put into words in a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from verdict.cli.secrets import told
from verdict.cli.streams import plain
from verdict.core.rating import HATE, LOVE, UNRATE, Rating, word_for

if TYPE_CHECKING:
    from verdict.cli.house import House
    from verdict.journal import Entry
    from verdict.trakt.errors import TraktError

_NAMES = {LOVE: "Love", HATE: "Hate", UNRATE: "un-rating"}


def rating_words(rating: Rating) -> str:
    """A rating as it was given: ``9 (Superb)``, ``Love``, ``un-rating``."""
    if isinstance(rating.value, int):
        return f"{rating.value} ({word_for(rating.value)})"
    return _NAMES[rating.value]


def day_and_time(moment: float) -> str:
    """Local date and time, to the minute."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(moment))


def clock_time(moment: float) -> str:
    """Local time to the second, with the date where that is not today."""
    there, here = time.localtime(moment), time.localtime()
    is_today = there[:3] == here[:3]
    return time.strftime("%H:%M:%S" if is_today else "%Y-%m-%d %H:%M:%S", there)


def taken_as(entry: Entry) -> str:
    """Which film Trakt made of a name, and how that is put right."""
    named = entry.named.label if entry.named else ""
    return plain(
        f"Trakt took {named} as {entry.movie.label}. If that is another film: "
        f'verdict correct "{named}" "TITLE (YEAR)"'
    )


def ratings(count: int) -> str:
    return "1 rating" if count == 1 else f"{count} ratings"


def films(count: int) -> str:
    return "1 film" if count == 1 else f"{count} films"


def what_to_do(house: House, problem: TraktError) -> str:
    """The problem, and what its user can do about it."""
    from verdict.trakt.client import V2
    from verdict.trakt.errors import SignInNeeded

    held = house.journal().held_until()
    if held > time.time():
        return f"Trakt asked to wait until {clock_time(held)}"
    said = told(str(problem), house.places)
    if isinstance(problem, SignInNeeded):
        if house.settings.trakt.api == V2 and said.endswith(("sign in", "sign in again")):
            return f"{said} (verdict login)"
        config = plain(str(house.places.config_file))
        return said.replace("verdict.toml", config).replace("the settings", config)
    return said
