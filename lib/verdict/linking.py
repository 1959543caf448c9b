"""Linking an account on the screen: when that is offered, what is shown meanwhile, and what follows.

It is never opened but by a key of the user's. A prompt that comes meanwhile takes its place on the screen,
and it comes back after that; the code stays good all the while.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional

from verdict.conversation import Conversation, SignInWanted
from verdict.core.events import Why
from verdict.core.signing_in import FIRST_ID, Ending, SigningIn, SignInOutcome, Stage, Step
from verdict.core.words import Words
from verdict.courier import Courier
from verdict.journal import Journal, guarded
from verdict.signing_in import Attempt, Desk, Progress, can_sign_in
from verdict.trakt.client import V1, TraktSettings

INVITATION_STAYS = 8.0  # seconds, the first time; any other key shortens it
AGREED_STAYS = 6.0  # seconds; any key shortens it
END_STAYS = 60.0  # seconds that the word on a failed sign-in waits for another try
_LINKED = object()  # the topic of the word after it


class Linking:
    """One sign-in at a time, on one screen. rest: called when nothing of it is wanted there any more."""

    def __init__(
        self,
        settings: TraktSettings,
        desk: Optional[Desk],
        journal: Journal,
        courier: Courier,
        words: Words,
        clock: Callable[[], float],
        talk: Conversation,
        rest: Callable[[], None],
    ) -> None:
        self.settings = settings
        self._talk = talk
        self._desk = desk
        self._journal = journal
        self._courier = courier
        self._words = words
        self._clock = clock
        self._rest = rest
        self._attempt: Optional[Attempt] = None
        self._shown: Optional[SigningIn] = None
        self._has_invited = False

    @property
    def is_open(self) -> bool:
        """Whether somebody is signing in, on the screen or behind a prompt."""
        return self._shown is not None

    def invite(self) -> bool:
        """Say at the word on the screen that one key signs in; False where no code can be had here."""
        if self._desk is None or not can_sign_in(self.settings):
            return False
        stays = 0.0 if self._has_invited else INVITATION_STAYS
        if self._talk.invite(self._words("enter_signs_in"), self.open, stays):
            self._has_invited = True
        return True

    def open(self, _: Optional[SignInWanted] = None) -> None:
        """The user wants to sign in: ask for a code and show it; where none can be had, say so."""
        if self._shown is not None:
            return
        trakt = self.settings
        if self._desk is None or not can_sign_in(trakt):
            if not self._talk.is_open:
                headline = "classic_sign_in" if trakt.api == V1 else "no_client_id"
                self._talk.say(None, self._words(headline), self._words(f"{headline}_how"), AGREED_STAYS)
            return
        self._attempt = self._desk.begin(trakt)
        self._show(SigningIn(FIRST_ID - self._attempt.number))

    def resume(self) -> bool:
        """Nothing else is on the screen: show again what a prompt took the place of, if anything."""
        if self._shown is not None:
            self._show(self._shown)
        return self._shown is not None

    def heard(self, progress: Progress) -> None:
        """Take in what the attempt says; another player's, or an older one's, is passed over."""
        if self._attempt is None or progress.attempt != self._attempt.number:
            return
        if progress.stage is Stage.AGREED:
            self._agreed()
        elif self._shown is not None:
            self._show(self._with(self._shown, progress))

    def chosen(self, _at: float, signing: SigningIn, outcome: SignInOutcome) -> None:
        """A button or a key was chosen, or the time was over."""
        self._cancel()
        if outcome is Step.AGAIN:
            self.open()
        elif outcome is Why.TIMEOUT and signing.stage is not Stage.ENDED:
            self._show(self._ended(signing, Ending.EXPIRED))
        else:
            self._rest()

    def sent(self) -> None:
        """A rating has arrived at Trakt: say so, if that was the last that waited for the sign-in."""
        if not guarded(lambda: self._journal.counts().waiting, 1):
            self._talk.amend(self._words("kept_are_sent"), _LINKED)

    def leave(self) -> None:
        """The player is gone."""
        self._cancel()

    def _cancel(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()
        self._attempt = self._shown = None

    def _agreed(self) -> None:
        was_shown, self._shown = self._shown is not None, None
        guarded(self._journal.forget_account, None)  # it may be another one
        waiting = guarded(lambda: self._journal.counts().waiting, 0)
        if was_shown and not self._talk.asked:
            detail = self._words("sending_kept") if waiting else self._words("nothing_waits")
            self._talk.say(_LINKED, self._words("signed_in"), detail, AGREED_STAYS)
        self._courier.wake()

    def _show(self, signing: SigningIn) -> None:
        self._shown = signing
        self._talk.sign_in(signing)

    def _with(self, signing: SigningIn, progress: Progress) -> SigningIn:
        if progress.ending is not None:
            return self._ended(signing, progress.ending, progress.reason)
        if signing.stage is Stage.WAITING:
            return replace(signing, is_offline=progress.is_offline)
        return replace(
            signing,
            stage=Stage.WAITING,
            user_code=progress.user_code,
            url=progress.url,
            deadline=self._clock() + progress.expires_in,
            lives=progress.expires_in,
        )

    def _ended(self, signing: SigningIn, ending: Ending, reason: str = "") -> SigningIn:
        deadline = self._clock() + END_STAYS
        return SigningIn(
            signing.id, Stage.ENDED, deadline=deadline, lives=END_STAYS, ending=ending, reason=reason
        )
