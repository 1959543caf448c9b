"""The prompt for a film: whether its user wants one, in which mode, and with what is known of the film."""

from __future__ import annotations

from typing import Callable, Optional, Union

from verdict.conversation import Conversation
from verdict.core.decisions import Ask, Later, Pass
from verdict.core.movie import Movie
from verdict.core.prompt import open_prompt
from verdict.core.rating import Rated, RatingMode
from verdict.courier import NewsArrived
from verdict.journal import Journal, guarded
from verdict.quiet import Quiet
from verdict.settings import Settings, mode_in_effect


class Asking:
    """Opens prompts. mode: as of the last prompt; can_choose: whether a wrong film can be named.

    another_asks: whether somebody else opens a prompt of his own for the film that ends now.
    """

    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        clock: Callable[[], float],
        talk: Conversation,
        quiet: Quiet,
        can_choose: bool,
        another_asks: Callable[[], bool],
    ) -> None:
        self.settings = settings
        self.can_choose = can_choose
        self._talk = talk
        self._another_asks = another_asks
        self._quiet = quiet
        self.mode = RatingMode.ADVANCED
        self._journal = journal
        self._clock = clock
        self._told = Movie()

    def deadline(self) -> Optional[float]:
        """When a prompt that opens now closes by itself, on the clock; None for never."""
        timeout = self.settings.rating.timeout_seconds
        return self._clock() + timeout if timeout else None

    def open(self, number: int, movie: Movie, deadline: Optional[float]) -> None:
        movie = self.completed(movie)
        self.mode = guarded(lambda: mode_in_effect(self.settings, self._journal.account()), self.mode)
        present = guarded(lambda: self._journal.present(movie), Rated())
        self._talk.ask(open_prompt(number, movie, self.mode, present, deadline, self.can_choose))

    def refusal(self, movie: Movie) -> Optional[str]:
        """Why the user does not want to be asked about this film, or None."""
        return guarded(lambda: self._refusal(movie), None)

    def reason_to_wait(self, doubtful: bool, was_called: bool = False) -> Optional[str]:
        """Why a film cannot be asked about just now, though its user wants that; None where it can.

        was_called: the user asked for this prompt.
        """
        if doubtful and not self.can_choose:
            return "which film it is was not said"
        if self._quiet.is_wanted and not was_called:
            return "the user wants no questions for some time"
        return "another add-on asks about it" if self._another_asks() else None

    def wanted(self, ask: Ask, source: str, was_called: bool) -> Union[Ask, Pass, Later]:
        """The decision itself; a `Pass` or `Later` where the user does not want to be asked, or not now.

        source: the file that it was; was_called: as for `reason_to_wait`.
        """
        refusal = self.refusal(ask.movie)
        if refusal:
            return Pass(ask.at, refusal)
        because = self.reason_to_wait(ask.doubtful, was_called)
        return Later(ask.at, ask.movie, because, source, ask.doubtful) if because else ask

    def inform(self, news: NewsArrived) -> None:
        """Trakt told this of a film."""
        self._told = news.movie
        self._talk.inform(news.movie, news.present)

    def completed(self, movie: Movie) -> Movie:
        """The film with what Trakt told of it meanwhile."""
        return movie.completed_by(self._told) if movie.is_same_as(self._told) else movie

    def _refusal(self, movie: Movie) -> Optional[str]:
        account = self._journal.account()
        rating = self.settings.rating
        if not rating.ask:
            return "the settings say not to ask"
        if self._journal.is_never_asked(movie):
            return "the user never wants to be asked about this film"
        if account and not account.show_rating_prompt:
            return "the Trakt account says not to ask"
        if rating.already_rated == "skip" and self._journal.present(movie):
            return "the film is rated already, and the settings say to skip those"
        return None
