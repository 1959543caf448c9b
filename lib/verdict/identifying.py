"""Which film it was: what Trakt's hits and the user say of it, and what follows from that."""

from __future__ import annotations

from typing import Callable, Optional, Union

from verdict.choosing import Choosing
from verdict.conversation import Conversation
from verdict.core.choice import Choice, Outcome, Turn
from verdict.core.events import Dismissed, Identified, Why
from verdict.core.movie import Movie
from verdict.courier import HitsArrived
from verdict.course import Course
from verdict.keeping import Keeping
from verdict.matching import Matching, found_out, judged
from verdict.offers import Aside, Offers, is_aside

SAID = "the user said which film it is"


class Identifying:
    """corrected: told the user's word on a file."""

    def __init__(
        self,
        course: Course,
        talk: Conversation,
        clock: Callable[[], float],
        matching: Matching,
        choosing: Choosing,
        offers: Offers,
        keeping: Keeping,
        corrected: Callable[[str, Movie], None],
    ) -> None:
        self._course = course
        self._talk = talk
        self._clock = clock
        self._matching = matching
        self._choosing = choosing
        self._offers = offers
        self._keeping = keeping
        self._corrected = corrected

    def found(self, report: HitsArrived) -> None:
        """Trakt's hits for a film that plays settle which one it is; those for an open choice are shown."""
        self._matching.arrived(report.movie)
        self._choosing.found(report.movie, report.hits)
        viewing = self._course.state.viewing
        opened = viewing.opened if viewing else None
        if opened and opened.movie == report.movie and report.hits is not None:
            known = found_out(opened, self._clock())
            judgement = judged(known, report.hits)
            if judgement != known:
                self._course.advance(judgement)

    def chosen(self, at: float, choice: Choice, outcome: Outcome) -> None:
        """The user's word, or nobody's, in the choice of a film."""
        end = self._choosing.end(choice, outcome)
        if end is None:
            return
        asked = self._offers.asked_by(choice.id)
        if not isinstance(end, Movie):
            self._none(at, choice.id, end, asked)
        elif asked is not None:
            self._film(at, choice.id, end, asked)

    def _film(self, at: float, prompt: int, movie: Movie, asked: Aside) -> None:
        was_kept = self._keeping.drop(asked.movie)
        if asked.source:
            self._corrected(asked.source, movie)
        self._matching.ask_news(movie)
        if not is_aside(prompt):
            self._course.advance(Identified(at, movie, certain=True, prompt=prompt))
            return
        self._offers.is_now(movie)
        if was_kept:
            self._keeping.keep(movie, SAID)

    def _none(self, at: float, prompt: int, end: Union[Turn, Why], asked: Optional[Aside]) -> None:
        """It is none of these, or nobody chose. A film that was put off before is put off once more."""
        is_answer = end is Turn.NONE or (end is Why.SKIP and not is_aside(prompt))
        if asked and is_answer:
            self._keeping.drop(asked.movie)
        self._talk.close()
        is_early = self._course.state.viewing is not None and not is_aside(prompt)
        self._course.advance(Dismissed(at, end if isinstance(end, Why) else Why.SKIP, prompt))
        if not is_answer:
            self._offers.clear()  # nobody is there, or has had enough
        if not is_early:
            self._course.rest()
