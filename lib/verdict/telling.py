"""What became of a rating, in words: that it is on disk and, while that can be read, what Trakt said."""

from __future__ import annotations

import logging
from typing import Union

from verdict.conversation import Conversation
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.courier import Matched, RefusedReport, Sent, SignIn, Waits
from verdict.journal import Entry, Journal, JournalError, guarded
from verdict.linking import Linking
from verdict.saving import Unsaved

log = logging.getLogger(__name__)

TRIED_FOR = 30.0  # seconds that the player waits for a rating that could not be saved yet

Tellable = Union[Sent, Matched, RefusedReport, Waits, SignIn]


class Telling:
    """Says it in words. A rating whose word is gone already is told of elsewhere: status, journal."""

    def __init__(self, talk: Conversation, journal: Journal, words: Words, linking: Linking) -> None:
        self._talk = talk
        self._journal = journal
        self._words = words
        self._linking = linking

    def saved(self, entry: Entry, mode: RatingMode) -> None:
        """The rating is on disk. mode: as it was asked for."""
        said = self._words.rating(entry.rating, mode)
        headline = self._words("unrated") if entry.rating.is_unrate else self._words("saved", rating=said)
        self._talk.say(entry.id, headline, self._words("sending"))

    def not_saved(self, answer: Unsaved, error: JournalError) -> None:
        self._talk.say(None, self._words("not_saved", reason=error), answer.movie.label, TRIED_FOR)

    def tell(self, report: Tellable) -> None:
        if isinstance(report, SignIn):
            is_invited = self._linking.invite()
            log.warning("%s", report.reason)
            if is_invited:
                return
        topic = report.entry.id if isinstance(report, (Sent, Matched, RefusedReport)) else None
        self._talk.amend(self._detail(report), topic)
        if isinstance(report, Sent):
            self._linking.sent()

    def _detail(self, report: Tellable) -> str:
        if isinstance(report, (Sent, Matched)):
            is_another = report.entry.named is not None
            return (
                self._words("sent_as", film=report.entry.movie.label) if is_another else self._words("sent")
            )
        if isinstance(report, RefusedReport):
            return self._words("refused", reason=report.reason)
        if isinstance(report, Waits):
            return self._words("sent_later")
        was_linked = guarded(self._journal.account, None) is not None
        return self._words("sent_after_sign_in" if was_linked else "sent_when_linked")
