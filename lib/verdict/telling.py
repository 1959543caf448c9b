"""What became of a rating, added to the word that is still on the screen."""

from __future__ import annotations

import logging
from typing import Union

from verdict.conversation import Conversation
from verdict.core.words import Words
from verdict.courier import Matched, RefusedReport, Sent, SignIn, Waits
from verdict.journal import Journal, guarded
from verdict.linking import Linking

log = logging.getLogger(__name__)

Outcome = Union[Sent, Matched, RefusedReport, Waits, SignIn]


class Telling:
    """Says it in words. A rating whose word is gone already is told of elsewhere: status, journal."""

    def __init__(self, talk: Conversation, journal: Journal, words: Words, linking: Linking) -> None:
        self._talk = talk
        self._journal = journal
        self._words = words
        self._linking = linking

    def tell(self, report: Outcome) -> None:
        if isinstance(report, SignIn):
            is_invited = self._linking.invite()
            log.warning("%s", report.reason)
            if is_invited:
                return
        topic = report.entry.id if isinstance(report, (Sent, Matched, RefusedReport)) else None
        self._talk.amend(self._detail(report), topic)
        if isinstance(report, Sent):
            self._linking.sent()

    def _detail(self, report: Outcome) -> str:
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
