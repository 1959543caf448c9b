"""Asking which film it was: the choice on the screen, Trakt's hits for it, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Union

from verdict.conversation import Conversation
from verdict.core.choice import Choice, Find, Outcome, Turn, is_id
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.matching import Matching


class Choosing:
    """One choice at a time."""

    def __init__(self, matching: Matching, talk: Conversation) -> None:
        self._matching = matching
        self._talk = talk
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
            self._talk.found(self._prompt, hits)

    def end(self, choice: Choice, outcome: Outcome) -> Optional[Union[Movie, Turn, Why]]:
        """What the choice came to; None where it goes on, or where the prompt before it is back."""
        if isinstance(outcome, Find):
            if is_id(outcome.movie):
                return outcome.movie
            self._search(replace(choice, deadline=None), outcome.movie)
            return None
        if self._before is not None and outcome is Why.SKIP:
            self._talk.ask(self._before)
            return None
        return outcome

    def _search(self, choice: Choice, query: Movie) -> None:
        self._prompt, self._query = choice.id, query
        choice = choice.searching()
        if query.title:
            hits = self._matching.hits(query)
            self._talk.choose(choice if hits is None else choice.found(hits))
        else:
            self._talk.choose(choice.found(None))
