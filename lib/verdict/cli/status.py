"""`verdict status`: what is linked, which mode is in effect, and what still waits."""

from __future__ import annotations

import argparse
import contextlib
import time
from typing import Any, Dict, Iterator, List, Optional

from verdict.cli.gate import upkeep
from verdict.cli.house import House
from verdict.cli.streams import plain, say, say_json
from verdict.cli.words import clock_time, films, ratings, what_to_do
from verdict.quiet import quiet_until
from verdict.settings import AUTO
from verdict.trakt.client import V1
from verdict.trakt.errors import SignInNeeded, TraktError

DESCRIPTION = """\
Say which account is linked, which rating mode is in effect, and how many
ratings wait or were refused. It works offline: the account is asked only where
its mode decides or nothing is known of it yet, and what was heard last counts
where it does not answer.

--check asks Trakt, and looks at all that Verdict needs: the way to Trakt,
clock, sign-in, journal, disk, rights of files, sockets, mpv, Kodi's add-on.
Each line that begins with ! says what to do. Exit code 1 where Trakt does not serve the account.

--json prints {"account", "signed_in", "mode", "api", "waiting", "refused",
"conflicts", "taken_otherwise", "unrated", "quiet_until", "scrobbling", "plays_waiting",
"watch_after_rating", "held_until", "problem", "config", "journal",
"mpv_scripts": [{"file", "state"}],
"checks": [{"name", "ok", "found", "todo"}]}; "account", "quiet_until" and "held_until" (seconds since
1970; until when you wanted no questions, and Trakt to be left alone), "problem" (why nothing can be sent),
"watch_after_rating" and, without --check, "checks" may be null."""
EXAMPLE = "verdict status --check"

_TOLD_FOR = 30 * 24 * 3600.0  # seconds; who has not put it right by then has seen that it is


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asking = parser.add_mutually_exclusive_group()
    asking.add_argument("--check", action="store_true", help="ask Trakt; exit code 1 where it does not agree")
    asking.add_argument("--offline", action="store_true", help="ask nobody")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        problem = _problem(house)
        if not problem and (args.check or (not args.offline and _is_worth_asking(house))):
            problem = _problem_of_asking(house)
        facts = _facts(house, problem)
        scripts = upkeep(house.places)
        facts["mpv_scripts"] = [{"file": str(script.file), "state": script.state} for script in scripts]
        facts["checks"] = _checks(house, problem) if args.check else None
    if args.json:
        say_json(facts)
    else:
        _tell(facts, [script.todo for script in scripts if script.todo])
    return 1 if args.check and problem else 0


def _problem(house: House) -> Optional[TraktError]:
    """Why nothing can be sent, as far as is known without asking; None where it can."""
    try:
        house.connect().close()
    except TraktError as problem:
        return problem
    return None


def _is_worth_asking(house: House) -> bool:
    settings = house.settings
    account_decides = settings.trakt.api == V1 and settings.rating.mode == AUTO
    return account_decides or house.journal().account() is None


def _problem_of_asking(house: House) -> Optional[TraktError]:
    try:
        house.learn_account()
    except TraktError as problem:
        return problem
    return None


def _checks(house: House, problem: Optional[TraktError]) -> List[Dict[str, Any]]:
    from verdict.cli.checks import findings

    return [finding.to_json() for finding in findings(house, problem)]


def _facts(house: House, problem: Optional[TraktError]) -> Dict[str, Any]:
    """What --json shows. The keys are documented and stable."""
    journal, trakt = house.journal(), house.settings.trakt
    counts, held, known = journal.counts(), journal.held_until(), journal.account()
    quiet = quiet_until(journal)
    is_signed_in = not isinstance(problem, SignInNeeded)
    name = (known.username if known else "") or (trakt.username if trakt.api == V1 else "")
    return {
        "account": name if is_signed_in and name else None,
        "signed_in": is_signed_in,
        "mode": house.mode.value,
        "api": trakt.api,
        "waiting": counts.waiting,
        "refused": counts.refused,
        "conflicts": len(journal.conflicts()),
        "taken_otherwise": len(journal.matched_otherwise(time.time() - _TOLD_FOR)),
        "unrated": len(journal.unrated()),
        "quiet_until": quiet if quiet > time.time() else None,
        "scrobbling": house.settings.scrobble.enabled,
        "plays_waiting": journal.plays_waiting(),
        "watch_after_rating": known.watch_after_rating if known else None,
        "held_until": held if held > time.time() else None,
        "problem": what_to_do(house, problem) if problem else None,
        "config": str(house.places.config_file),
        "journal": str(house.places.journal_file),
    }


def _tell(facts: Dict[str, Any], more: List[str]) -> None:
    account = facts["account"] or ("linked, its name is not known yet" if facts["signed_in"] else "none")
    shown = {**facts, "account": account, "trakt": facts["problem"]}
    if facts["held_until"]:
        shown["trakt"] = f"asked to wait until {clock_time(facts['held_until'])}"
    for name in ("account", "trakt", "mode", "api", "waiting", "refused", "unrated", "config", "journal"):
        if shown[name] is not None:
            say(f"{name:<8}  {plain(str(shown[name]))}")
    for line in (*_remarks(facts), *more):
        say(plain(line))
    for check in facts["checks"] or ():
        say(plain(f"{'+' if check['ok'] else '!'} {check['name']:<8}  {check['found']}"))
        if check["todo"]:
            say(plain(f"  {'':<8}  {check['todo']}"))


def _remarks(facts: Dict[str, Any]) -> Iterator[str]:
    """What is worth a sentence, and only then."""
    watched, conflicts = facts["plays_waiting"], facts["conflicts"]
    if not facts["scrobbling"]:
        yield "Trakt is not told what is being watched (scrobble.enabled = false)"
    if watched:
        yield f"{films(watched)} watched before, of which Trakt has to be told yet"
    if conflicts:
        yield f"{ratings(conflicts)} gave way to a later one on Trakt: verdict conflicts"
    if facts["taken_otherwise"]:
        count = ratings(facts["taken_otherwise"])
        yield f"{count} went to a film of another name: verdict journal tells which"
    if facts["quiet_until"]:
        day = time.strftime("%Y-%m-%d", time.localtime(facts["quiet_until"]))
        yield f"nothing is asked until {day}, as you wished; a rating in the player ends that"
    if facts["watch_after_rating"]:
        wish = facts["watch_after_rating"]
        yield f"Trakt itself may count a rating as a play: watch_after_rating is {wish} there"
