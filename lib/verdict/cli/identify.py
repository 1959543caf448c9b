"""`verdict identify`: which films files are, how that is known, and how sure it is."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path
from typing import Any, Dict, Iterator, List

from verdict.cli.films import DISK_ANSWERS_WITHIN, Films
from verdict.cli.house import House
from verdict.cli.progress import Bar
from verdict.cli.streams import complain, plain, say, say_json
from verdict.core.movie import MovieIds
from verdict.hosts.mpv.identify import Identity, is_folder, walk
from verdict.hosts.mpv.identify.bounded import Bounded
from verdict.hosts.mpv.identify.extensions import VIDEO
from verdict.hosts.mpv.identify.place import locate

DESCRIPTION = """\
Say which film each file is: by what you said of it before, by its tags (IMDB,
TMDB), by an NFO beside it, by an id in the name of the file or its folder
({imdb-tt0082971}, [tmdbid-85]), else by the title and year in it, which Trakt
is asked about where an account is linked. Folders are searched for videos. A
file does not have to exist: a name is enough.

--json prints {"files": [{"file", "kind", "title", "year", "ids": {"imdb",
"tmdb", "trakt"}, "source", "sureness"}]}; "file" is as given, "sureness" is
certain, likely or doubtful, "source" tells where the film was read."""
FEW = 30  # files for which no bar is shown
EXAMPLE = "verdict identify ~/films"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file, a folder or a URL")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--offline", action="store_true", help="ask nobody on the network")


def run(args: argparse.Namespace) -> int:
    search = Search()
    with contextlib.closing(House()) as house, Films(house, args.offline) as films:
        found = search.found(args.files, films)
    if args.json:
        say_json({"files": [as_json(name, identity) for name, identity in found]})
    else:
        for name, identity in found:
            say(_lines(name, identity))
    return 1 if search.has_failed else 0


class Search:
    """Goes through what was given. has_failed: whether something could not be read, which was said."""

    def __init__(self) -> None:
        self.has_failed = False

    def found(self, names: List[str], films: Films) -> "List[tuple[str, Identity]]":
        """Every file and its film, with a bar where that takes a while."""
        paths = list(self._paths(names))
        results = []
        with Bar(len(paths), quiet=len(paths) < FEW, what="Identifying") as bar:
            for path, is_given in paths:
                identity = films.identify(path)
                bar.advance()
                if is_given and not _is_name_enough(path, identity) and not _is_there(path):
                    self._failed(Path(path), "there is no such file")
                else:
                    results.append((path, identity))
        return results

    def _paths(self, names: List[str]) -> Iterator["tuple[str, bool]"]:
        """What there is to identify, and whether it was named itself."""
        for name in names:
            found = is_folder(Path(name)) if name and "://" not in name else False
            if found or (found is None and locate(name).extension not in VIDEO):
                yield from ((path, False) for path in self._below(name))
            else:
                yield name, True

    def _below(self, folder: str) -> Iterator[str]:
        is_empty = True
        for path in walk([folder], self._failed):
            is_empty = False
            yield str(path)
        if is_empty and not self.has_failed:
            complain(f"{plain(folder)}: no video in this folder")

    def _failed(self, path: Path, reason: str) -> None:
        self.has_failed = True
        complain(f"{plain(str(path))}: {reason}")


def as_json(name: str, identity: Identity) -> Dict[str, Any]:
    """One file as --json shows it. The keys are documented and stable."""
    movie = identity.movie
    return {
        "file": name,
        "kind": identity.kind,
        "title": movie.title or None if movie else None,
        "year": movie.year if movie else None,
        "ids": (movie.ids if movie else MovieIds()).to_json(),
        "source": identity.source,
        "sureness": identity.sureness,
    }


def _is_name_enough(name: str, identity: Identity) -> bool:
    """Whether this is the name of a video or of a film, though no such file is there."""
    return "://" in name or locate(name).extension in VIDEO or identity.sureness != "doubtful"


def _is_there(name: str) -> bool:
    """Whether there is such a file; one on a drive that does not answer may be there."""
    return Bounded[bool](DISK_ANSWERS_WITHIN)(lambda: os.path.lexists(name)) is not False


def _lines(name: str, identity: Identity) -> str:
    movie = identity.movie
    if movie is None:
        return f"{plain(name)}\n    no film ({identity.kind})"
    known = [
        f"{key}:{value}" if key != "imdb" else value for key, value in movie.ids.to_json().items() if value
    ]
    facts = [*known, *([identity.kind] if identity.kind != "movie" else []), identity.sureness]
    return f"{plain(name)}\n    {plain(movie.label)}  ({', '.join(facts)}, by {identity.source})"
