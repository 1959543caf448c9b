"""One rating from the command line: into the journal, said to be saved, and only then to Trakt."""

from __future__ import annotations

import contextlib
import time
from typing import Optional

from verdict.cli.house import House
from verdict.cli.progress import Bar
from verdict.cli.secrets import told
from verdict.cli.streams import complain, plain, say
from verdict.cli.waiting import Patience
from verdict.cli.words import rating_words, ratings, taken_as, what_to_do
from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.courier import deliver
from verdict.journal import Entry, Journal, JournalError, State
from verdict.trakt.errors import TraktError

PATIENCE = 5.0  # seconds, all in all, that are waited where Trakt asks for it: nobody else sends it later
SENT_LATER = "it goes with the next rating, or with: verdict send"


def submit(house: House, movie: Movie, rating: Rating) -> int:
    """Save and send. Exit code 0 where Trakt has it or it is kept for later, 1 where Trakt refused it."""
    journal = house.journal()
    entry = journal.add(movie, rating, time.time())
    with contextlib.suppress(BrokenPipeError):  # nobody listens, and still it has to be sent
        say(f"Saved {rating_words(rating)} for {plain(movie.label)}")
    return bring(house, entry)


def bring(house: House, entry: Entry) -> int:
    """Send what waits, and say what became of this one; exit codes as `submit` has them."""
    journal = house.journal()
    problem: Optional[str] = None
    try:
        problem = _sent(house, journal)
        return _tell(house, entry, problem)
    except JournalError as error:  # it is saved all the same
        complain(f"kept for later: {plain(str(error))}")
        return 0


def _sent(house: House, journal: Journal) -> Optional[str]:
    """Send what waits, and wait for a moment where Trakt asks for it; why not all of it went, or None."""
    patience = Patience(PATIENCE, Bar(0).waits)
    try:
        with contextlib.closing(house.connect()) as client:
            problem = deliver(journal, client).problem
            while problem and patience.reaches(journal.held_until()):
                patience.wait_until(journal.held_until())
                problem = deliver(journal, client).problem
    except TraktError as error:
        problem = error
    return what_to_do(house, problem) if problem else None


def _tell(house: House, entry: Entry, problem: Optional[str]) -> int:
    """Say what became of this rating, and of others where the user has to know."""
    journal = house.journal()
    now = journal.entry(entry.id) or entry
    if now.state is State.REFUSED:
        complain(f"Trakt refused it: {told(now.reason or '', house.places)}")
        return 1
    if now.state is State.WAITING:
        complain(f"kept for later: {problem or 'Trakt did not take it yet'}; {SENT_LATER}")
        return 0
    is_sent = now.state is State.SENT
    with contextlib.suppress(BrokenPipeError):
        say("Sent to Trakt" if is_sent else "A newer rating of the film has taken its place")
        if now.named:
            say(taken_as(now))
    waiting = journal.counts().waiting
    if waiting:
        complain(f"{ratings(waiting)} of other films not sent yet: {problem or 'verdict send does it'}")
    return 0
