"""`verdict play`: films in a window, each asked about when it has finished."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
from pathlib import Path
from typing import List, Optional, Sequence

from verdict.cli import values
from verdict.cli.failure import Problem, WrongUsage
from verdict.cli.house import House
from verdict.cli.mpv_options import mpv_options
from verdict.cli.streams import complain, plain
from verdict.cli.words import ratings
from verdict.core.movie import Movie

DESCRIPTION = """\
Play films in an mpv window. When one has finished you are asked how it was,
over its last picture, and your answer goes to Trakt. Your mpv.conf and
input.conf apply; several files are a playlist; options after -- go to mpv.

A film is known by an id in the name of its file or folder ({imdb-tt0082971},
[tmdbid-85]), by the options below, or by the title and year in its name."""
EXAMPLE = 'verdict play "Raiders of the Lost Ark (1981).mkv" -- --fullscreen'
REST = "mpv"  # words after -- are not this command's own
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "verdict play [options] FILE... [-- mpv options]"
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file, a URL, or - for standard input")
    which = parser.add_argument_group("which film it is (for one file)")
    which.add_argument("--imdb", metavar="ID", type=values.imdb_id, help="its IMDb id, as in tt0082971")
    which.add_argument("--tmdb", metavar="ID", type=values.tmdb_id, help="its TMDb id, as in 85")
    which.add_argument("--title", help="its title")
    which.add_argument("--year", type=values.year, help="its year")
    parser.add_argument(
        "--record",
        metavar="TRACE",
        type=Path,
        help='write all that happens into this file, for "verdict replay"',
    )


def run(args: argparse.Namespace) -> int:
    options = mpv_options(args.rest)
    by_hand = _by_hand(args)
    files = _playable(args.files)
    _check_record(args.record)
    with contextlib.closing(House()) as house:
        code = _play(house, files, options, by_hand, args.record)
        _send_the_rest(house)
    return code if len(files) == len(args.files) else 1


def _play(
    house: House,
    files: List[str],
    options: "Sequence[tuple[str, str]]",
    by_hand: Optional[Movie],
    record: Optional[Path],
) -> int:
    from verdict.hosts.mpv.embedded import NoPlayer
    from verdict.hosts.mpv.play import Playlist, play

    playlist = Playlist(files, options, by_hand, record, house.settings_file)
    try:
        player = play(playlist, house.settings, house.journal(), house.connect, house.token_file)
    except NoPlayer as problem:
        raise Problem(str(problem)) from None
    for answer in player.unsaved:
        movie = plain(answer.movie.label)
        complain(f"not saved: {answer.rating} for {movie}; once it works again: verdict rate MOVIE RATING")
    return 1 if player.unsaved or player.unplayable else 0


def _by_hand(args: argparse.Namespace) -> Optional[Movie]:
    """The film as the user named it, or None."""
    named = {"title": args.title, "year": args.year, "ids": {"imdb": args.imdb, "tmdb": args.tmdb}}
    if not any((args.title, args.year, args.imdb, args.tmdb)):
        return None
    if len(args.files) > 1:
        raise WrongUsage("--imdb, --tmdb, --title and --year say which film one file is; several were given")
    return Movie.from_json(named)


def _playable(files: List[str]) -> List[str]:
    """Those that are there. What is missing is named; Problem where nothing is left to play."""
    missing = {file: reason for file in files for reason in [_missing(file)] if reason}
    for file, reason in missing.items():
        complain(f"{plain(file)}: {reason}")
    playable = [file for file in files if file not in missing]
    if not playable:
        raise Problem("nothing to play")
    return playable


def _missing(file: str) -> Optional[str]:
    if file == "-" or _URL.match(file):
        return None
    if not os.path.exists(file):  # noqa: PTH110 (any text is taken, also one that is no path)
        return "there is no such file"
    return None if os.access(file, os.R_OK) else "it cannot be read"


def _check_record(record: Optional[Path]) -> None:
    from verdict.recording import check

    try:
        if record is not None:
            check(record)
    except OSError as problem:
        raise Problem(f"{record}: {problem.strerror}") from None


def _send_the_rest(house: House) -> None:
    """What could not be sent yet goes without anyone waiting for it, where an account is linked."""
    from verdict.cli.detached import send_detached
    from verdict.trakt.errors import TraktError

    journal = house.journal()
    waiting = journal.counts().waiting
    watched = house.settings.scrobble.enabled and (journal.has_parting() or journal.plays_waiting())
    if not (waiting or watched):
        return
    try:
        house.connect().close()
    except TraktError:
        if waiting:
            complain(f"{ratings(waiting)} kept until an account is linked: verdict login")
        return
    send_detached()
