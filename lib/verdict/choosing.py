"""Asking which film it was: the choice on the screen, Trakt's hits for it, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, List, Optional, Union

from verdict.conversation import Conversation
from verdict.core.choice import Choice, Find, Outcome, Turn, is_id
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.matching import Matching


class Choosing:
    """One choice at a time. film, none: called with what came of it, by the number of the prompt."""

    talk: Conversation

    def __init__(
        self,
        matching: Matching,
        film: Callable[[float, int, Movie], None],
        none: Callable[[float, int, Union[Turn, Why]], None],
    ) -> None:
        self._matching = matching
        self._film = film
        self._none = none
        self._before: Optional[Prompt] = None
        self._query = Movie()

    def open(self, prompt: int, named: Movie, deadline: Optional[float]) -> None:
        """Ask about a film in doubt."""
        self._before = None
        self._search(Choice(prompt, named, deadline=deadline), named)

    def correct(self, prompt: Prompt) -> None:
        """Ask instead of a prompt whose film is the wrong one; its year is not looked at."""
        self._before = replace(prompt, deadline=None, hover=None)
        self._search(Choice(prompt.id, prompt.movie, was_taken=True), Movie(prompt.movie.title))

    def found(self, query: Movie, hits: Optional[List[Movie]]) -> None:
        """What Trakt found; None where it could not be asked."""
        if query == self._query:
            self.talk.found(self._prompt, hits)

    def chosen(self, at: float, choice: Choice, outcome: Outcome) -> None:
        """What the user chose."""
        if isinstance(outcome, Find) and not is_id(outcome.movie):
            self._search(replace(choice, deadline=None), outcome.movie)
        elif isinstance(outcome, Find):
            self._film(at, choice.id, outcome.movie)
        elif isinstance(outcome, Movie):
            self._film(at, choice.id, outcome)
        elif self._before is not None and outcome is Why.SKIP:
            self.talk.ask(self._before)
        else:
            self._none(at, choice.id, outcome)

    def _search(self, choice: Choice, query: Movie) -> None:
        self._prompt, self._query = choice.id, query
        choice = choice.searching()
        if query.title:
            hits = self._matching.hits(query)
            self.talk.choose(choice if hits is None else choice.found(hits))
        else:
            self.talk.choose(choice.found(None))
