"""What the user answers to a prompt, and what follows: a rating, another film, less of it, or nothing."""

from __future__ import annotations

from verdict.choosing import Choosing
from verdict.conversation import Conversation
from verdict.core.decisions import Record
from verdict.core.events import Chosen, Dismissed, Why
from verdict.core.prompt import Answer, Prompt, Wrong
from verdict.core.rating import Rating
from verdict.core.words import Words
from verdict.course import Course
from verdict.keeping import Keeping
from verdict.offers import Offers, is_aside
from verdict.quiet import Quiet

ADVICE_STAYS = 5.0  # seconds; any key shortens it


class Answering:
    """Takes the answers of prompts, the state machine's and ours."""

    def __init__(
        self,
        course: Course,
        talk: Conversation,
        words: Words,
        choosing: Choosing,
        offers: Offers,
        keeping: Keeping,
        quiet: Quiet,
    ) -> None:
        self._course = course
        self._talk = talk
        self._words = words
        self._choosing = choosing
        self._offers = offers
        self._keeping = keeping
        self._quiet = quiet

    def answered(self, at: float, prompt: Prompt, answer: Answer) -> None:
        if isinstance(answer, Rating):
            self._rated(at, prompt, answer)
        elif isinstance(answer, Wrong):
            self._choosing.correct(prompt)
        else:
            self._dismissed(at, prompt, answer)

    def _rated(self, at: float, prompt: Prompt, rating: Rating) -> None:
        if is_aside(prompt.id):
            self._course.record(Record(at, prompt.movie, rating))
        else:
            self._course.advance(Chosen(at, rating, prompt.id))

    def _dismissed(self, at: float, prompt: Prompt, why: Why) -> None:
        is_at_an_end = self._course.state.viewing is None and not is_aside(prompt.id)
        self._talk.close()
        self._course.advance(Dismissed(at, why, prompt.id))
        if why is Why.TIMEOUT or (is_aside(prompt.id) and why is Why.SKIP):
            self._offers.clear()  # nobody is there, or has had enough
        else:
            self._keeping.drop(prompt.movie)
        if why is Why.NEVER:
            self._keeping.never_ask(prompt.movie)
            self._talk.say(None, self._words("never_again"), prompt.movie.label)
        elif why is Why.SKIP and is_at_an_end and self._quiet.is_due():
            self._talk.say(self._quiet, self._words("too_often"), "")
            self._talk.invite(self._words("ask_less"), self._ask_less, ADVICE_STAYS)
        else:
            self._course.rest()

    def _ask_less(self) -> None:
        if self._quiet.begin():
            self._talk.say(None, self._words("asked_less"), self._words("asked_less_how"), ADVICE_STAYS)
        else:
            self._course.rest()
