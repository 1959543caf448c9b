"""Prompts outside the state machine: what a person asks for by hand, and films of this run that have to wait.

A prompt of the state machine has a number from 1 on, one of ours a number below 0, so that neither takes the
other's keys.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional

from verdict.asking import Asking
from verdict.choosing import Choosing
from verdict.conversation import Conversation
from verdict.core.decisions import Later
from verdict.core.events import Dismissed, Why
from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.course import Course
from verdict.keeping import Keeping


@dataclass(frozen=True)
class Rested:
    """Playback has come to rest: no film follows. Only a player that cannot wait says so."""

    at: float


@dataclass(frozen=True)
class ByHand:
    """Somebody wants to rate this film now, whether it was played or not."""

    at: float
    movie: Movie


@dataclass(frozen=True)
class Given:
    """A rating that was given without a prompt."""

    at: float
    movie: Movie
    rating: Rating


@dataclass(frozen=True)
class Aside:
    """A film that is asked about outside the state machine.

    source: the file that it was, "" where none was played; doubtful: which film it is has to be asked first.
    """

    movie: Movie
    source: str = ""
    doubtful: bool = False


def is_aside(prompt: int) -> bool:
    """Whether a prompt is one of ours, and not the state machine's."""
    return prompt < 0


class Offers:
    """Films that finished and could not be asked about.

    is_resting: whether there is room for them now.
    """

    def __init__(
        self, course: Course, talk: Conversation, asking: Asking, choosing: Choosing, keeping: Keeping
    ) -> None:
        self.is_resting = False
        self._course = course
        self._talk = talk
        self._asking = asking
        self._choosing = choosing
        self._keeping = keeping
        self._asked = Aside(Movie())
        self._films: List[Aside] = []
        self._prompts = 0

    def put_off(self, later: Later) -> None:
        """A film cannot be asked about now, or was not answered: it waits, and is kept as not rated yet."""
        self.drop(later.movie)
        if later.movie.is_known and (self._asking.can_choose or not later.doubtful):
            self._films.append(Aside(later.movie, later.source, later.doubtful))
        self._keeping.keep(later.movie, later.because)

    def drop(self, movie: Movie) -> None:
        self._films = [film for film in self._films if not film.movie.is_same_as(movie)]

    def clear(self) -> None:
        self._films = []

    def ask(self, film: Aside, deadline: Optional[float] = None) -> None:
        """Open a prompt of ours; where the film is in doubt, the choice of one before it."""
        self._prompts += 1
        self._asked = film
        if film.doubtful and self._asking.can_choose:
            self._choosing.open(-self._prompts, film.movie, deadline)
        else:
            self._asking.open(-self._prompts, film.movie, deadline)

    def is_now(self, movie: Movie) -> None:
        """Somebody said which film the one that is asked about is: ask for the rating of that one."""
        self._asked = replace(self._asked, movie=movie, doubtful=False)
        self._asking.open(-self._prompts, movie, None)

    def asked_by(self, prompt: int) -> Optional[Aside]:
        """What this prompt, ours or the state machine's, asks about; None for one that is gone."""
        if is_aside(prompt):
            return self._asked
        asking = self._course.state.asking
        if asking is None or asking.prompt != prompt:
            return None
        return Aside(asking.movie, asking.source, asking.doubtful)

    def make_way(self, at: float, asides_only: bool = False) -> None:
        """Close what is asked, for another prompt or for a film; the film that it was about is put off."""
        asked = self._talk.asked
        if asked is None or (asides_only and not is_aside(asked[0])):
            return
        number, movie = asked
        film = self.asked_by(number) or Aside(movie)
        self._talk.close()
        if not is_aside(number):
            self._course.advance(Dismissed(at, Why.SKIP, number))
        because = "something else came before it was answered"
        self.put_off(Later(at, movie, because, film.source, film.doubtful))

    def ask_next(self) -> bool:
        """Ask about the film that finished last; False where none is wanted, or while a film plays."""
        while self.is_resting and self._films and self._asking.reason_to_wait(doubtful=False) is None:
            film = self._films.pop()
            if self._asking.refusal(film.movie) is None:
                self.ask(film, self._asking.deadline())
                return True
        return False
