"""A home with an account of the sandbox's, and what has to hold in it however a process in it has died."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any, Dict, List, Optional

from tests.proof.nursery import Nursery, Ran
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.journal import Entry, Journal, State
from verdict.sandbox import Sandbox

INDY = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds("tt0082971"))
MATRIX = Movie("The Matrix", 1999, MovieIds("tt0133093"))
AT = 1_763_755_200.0  # seconds since 1970: the moment of the ratings that are in a home from the start
FULL = bool(os.environ.get("VERDICT_PROOF_FULL"))  # every point there is, however long that takes


def make_home(folder: Path, box: Sandbox, api: str, url: Optional[str] = None) -> Path:
    """A configuration and a token; url: in the place of the sandbox's own."""
    given = box.settings()
    trakt = {**given["trakt"], "api": api, **({"url": url, "signin_url": url} if url else {})}
    folder.mkdir(mode=0o700)
    lines = [f"{key} = {json.dumps(value)}" for key, value in trakt.items()]
    write_private(folder / "verdict.toml", "\n".join(["[trakt]", *lines, ""]))
    write_private(folder / "token.json", json.dumps(given["token"]))
    return folder


def write_private(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o600)


def rate(home: Path, *answers: "tuple[Movie, int]") -> None:
    """Put ratings into the journal that wait from now on."""
    journal = Journal.open(home / "journal.sqlite3")
    for movie, rating in answers:
        journal.add(movie, Rating(rating), AT)
    journal.close()


class Place:
    """Homes made anew from one, since each death leaves one spoilt."""

    def __init__(self, nursery: Nursery, box: Sandbox, template: Path) -> None:
        self.nursery, self.box, self.template = nursery, box, template
        self.home = template.with_name(template.name + "-in-use")

    def renew(self) -> Path:
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.template, self.home)
        self.box.reset()
        return self.home

    def run(self, deed: str, *words: str, **how: Any) -> Ran:
        return self.nursery.run(self.home, deed, *words, **how)

    def entries(self) -> List[Entry]:
        journal = Journal.open(self.home / "journal.sqlite3")
        assert journal.notices == []
        found = journal.entries()
        journal.close()
        return found

    def assert_recovers(self, saved: Dict[str, int], unsaved: Dict[str, int], given: int) -> None:
        """Start again: all is at Trakt, as it was called saved.

        saved: by IMDb id, what the screen called saved; unsaved: what it did not come to, which may be there;
        given: how many answers were given in this home, all in all.
        """
        ran = self.run("cli", "send", "--quiet")
        assert (ran.code, ran.err) == (0, "")
        there = {rating["imdb"]: rating["rating_advanced"] for rating in self.box.ratings()}
        for film, rating in saved.items():
            wanted = {rating, unsaved.get(film, rating)}
            assert there.get(film) in wanted, (there, wanted, self.entries(), self.box.requests)
        assert set(there) <= {*saved, *unsaved}
        entries = self.entries()
        assert len(entries) <= given
        assert {entry.state for entry in entries} <= {State.SENT, State.SUPERSEDED}
        latest = {e.movie.ids.imdb: e.rating.value for e in entries if e.state is State.SENT}
        assert latest == there, entries
        assert integrity(self.home / "journal.sqlite3") == ["ok"]


def integrity(path: Path) -> List[str]:
    """What SQLite says of the file: ["ok"]."""
    db = sqlite3.connect(str(path))
    try:
        return [row[0] for row in db.execute("PRAGMA integrity_check")]
    finally:
        db.close()
