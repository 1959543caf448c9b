"""What stands on the screen: a prompt, the choice of a film, a sign-in, or a short word; one at a time.

Knows nothing of journals and Trakt. An answer goes to `answered`, with what was on the screen; `finished` is
called when all is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Callable, Optional, Protocol, Sequence, Tuple, Union

from verdict.core.choice import Choice, Outcome
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.prompt import Answer, Key, Prompt
from verdict.core.rating import Rated
from verdict.core.signing_in import SigningIn, SignInOutcome

Shown = Union[Prompt, Choice, SigningIn]
WORD_STAYS = 1.2  # seconds that the word after a choice can be read before the player goes on
HOLD_RENEWED = 60.0  # seconds between two calls that tell the player that the prompt is still wanted


class Screen(Protocol):
    """Where a prompt is shown. Calls return at once."""

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        """Draw the prompt, or what changed of it; its keys and the mouse are ours from now on."""

    def say(self, headline: str, detail: str) -> None:
        """Show a word in the place of the prompt."""

    def hide(self) -> None:
        """Take prompt or word away; the keys mean again what they meant before."""

    def hold(self, seconds: float) -> None:
        """Keep the last picture for so long at most."""

    def release(self) -> None:
        """The player may go on: nothing is wanted of the last picture any more."""


class ChoosingScreen(Screen, Protocol):
    """A screen that can also ask which film it was."""

    def show_choice(self, choice: Choice, seconds_left: Optional[int]) -> None:
        """Draw the choice, or what changed of it; its keys, and letters while it is typed in, are ours."""


class SigningScreen(Screen, Protocol):
    """A screen that can also show a sign-in."""

    def show_sign_in(self, signing: SigningIn, seconds_left: Optional[int]) -> None:
        """Draw the sign-in, or what changed of it; Enter, Escape and the mouse are ours."""


class Corner(Protocol):
    """A place beside the picture, where a word does not stand in the way. Calls return at once."""

    def offer(self, movie: Movie, key: str) -> None:
        """Say that the film can be rated with this key; the key, told as `Wanted`, is ours from now on."""

    def note(self, text: str) -> None:
        """Show one line."""

    def fade(self) -> None:
        """Take away what is shown; a key that was offered still counts."""

    def clear(self) -> None:
        """Take away what is shown, and give the key back."""


@dataclass(frozen=True)
class Typed:
    """Letters, while the choice of prompt number `prompt` was open."""

    at: float
    prompt: int
    text: str


@dataclass(frozen=True)
class SignInWanted:
    """The user called for the sign-in."""

    at: float


@dataclass(frozen=True)
class Pressed:
    """A key, while prompt number `prompt` was open."""

    at: float
    prompt: int
    key: Key


@dataclass(frozen=True)
class Pointed:
    """The mouse moved onto a target of the prompt (None: off them), or clicked it."""

    at: float
    prompt: int
    target: Optional[int]
    clicked: bool = False


class Conversation:
    """One prompt after another on one screen. due: when `tick` wants to be called, on `clock`."""

    def __init__(
        self,
        screen: Screen,
        clock: Callable[[], float],
        answered: Callable[[float, Shown, Any], None],
        finished: Callable[[], None],
        choosing: Optional[ChoosingScreen] = None,
        signing: Optional[SigningScreen] = None,
    ) -> None:
        self._screen = screen
        self._choosing = choosing
        self._signing = signing
        self._clock = clock
        self._answered = answered
        self._finished = finished
        self._prompt: Optional[Shown] = None
        self._word: Optional[str] = None
        self._topic: object = None
        self._invited: Optional[Callable[[], None]] = None
        self._is_drawn = False
        self.due = math.inf

    @property
    def is_open(self) -> bool:
        """Whether a prompt or a word is on the screen."""
        return self._prompt is not None or self._word is not None

    @property
    def asked(self) -> Optional[Tuple[int, Movie]]:
        """The number of the prompt or choice that is on the screen, and its film."""
        asked = self._prompt
        if asked is None or isinstance(asked, SigningIn):
            return None
        return asked.id, asked.movie if isinstance(asked, Prompt) else asked.named

    def ask(self, prompt: Prompt) -> None:
        """Open a prompt, in the place of whatever stood there."""
        self._prompt, self._word = prompt, None
        self._draw()

    def choose(self, choice: Choice) -> None:
        """Ask which film it was, in the place of whatever stood there."""
        self._prompt, self._word = choice, None
        self._draw()

    def sign_in(self, signing: SigningIn) -> None:
        """Show a sign-in, or what changed of it; while a film is asked about, that stays on the screen."""
        if self.asked is None:
            self._prompt, self._word = signing, None
            self._draw()

    def found(self, prompt: int, hits: Optional[Sequence[Movie]]) -> None:
        """Show what Trakt found for the choice of this prompt; None: it could not be asked."""
        choice = self._prompt
        if isinstance(choice, Choice) and choice.id == prompt:
            self._prompt = choice.found(hits)
            if self._prompt is not choice:
                self._draw()

    def type(self, message: Typed) -> None:
        """Take letters for the search that is being typed."""
        choice = self._prompt
        if isinstance(choice, Choice) and choice.id == message.prompt:
            self._prompt = choice.type(message.text)
            self._draw()

    def press(self, message: Pressed) -> None:
        """Take a key; one for a prompt that is gone means nothing, but for shortening a word."""
        prompt = self._prompt
        if prompt is None and self._word is not None:
            invited = self._invited if message.key is Key.ENTER else None
            self.close()
            (invited or self._finished)()
        elif prompt and prompt.id == message.prompt:
            self._prompt, answer = prompt.press(message.key)
            self._go_on(message.at, answer)

    def point(self, message: Pointed) -> None:
        prompt = self._prompt
        if prompt is None or prompt.id != message.prompt:
            return
        answer: Union[Answer, Outcome, SignInOutcome, None] = None
        self._prompt = prompt.point(message.target)
        if message.clicked and message.target is not None:
            self._prompt, answer = self._prompt.click(message.target)
        if answer is not None or self._prompt is not prompt:
            self._go_on(message.at, answer)

    def inform(self, movie: Movie, present: Rated) -> None:
        """Show the film's name and present rating, once they are known."""
        prompt = self._prompt
        if not isinstance(prompt, Prompt) or not prompt.movie.is_same_as(movie):
            return
        self._prompt = replace(prompt.knowing(present), movie=prompt.movie.completed_by(movie))
        if self._prompt != prompt:
            self._draw()

    def say(self, topic: object, headline: str, detail: str, stays: float = WORD_STAYS) -> None:
        """Show a word for some seconds. topic: what `amend` knows it by."""
        self._prompt, self._word, self._topic, self._invited = None, headline, topic, None
        self._is_drawn = True
        self._screen.say(headline, detail)
        self._screen.hold(stays + HOLD_RENEWED)
        self.due = self._clock() + stays

    def amend(self, detail: str, topic: object = None) -> None:
        """Say what became of it to the word on the screen that has this topic; without one, that has any."""
        if self._word is not None and self._topic is not None and topic in (None, self._topic):
            self._screen.say(self._word, detail)

    def invite(self, detail: str, accepted: Callable[[], None], stays: float) -> bool:
        """Say at the word on the screen what Enter does now; it stays so many seconds from now at least."""
        if self._word is None or self._topic is None:
            return False
        self._screen.say(self._word, detail)
        self._screen.hold(stays + HOLD_RENEWED)
        self._invited = accepted
        self.due = max(self.due, self._clock() + stays)
        return True

    def stay(self) -> None:
        """The film is over under an open prompt: its last picture is wanted."""
        self._draw()

    def close(self) -> None:
        """Take away what is on the screen."""
        self._prompt = self._word = self._topic = self._invited = None
        self.due = math.inf
        if self._is_drawn:
            self._is_drawn = False
            self._screen.hide()

    def tick(self) -> None:
        """Do what is due: the countdown's next second, its end, or the end of a word."""
        prompt = self._prompt
        if self._clock() < self.due:
            return
        if prompt is None:
            self.close()
            self._finished()
        elif prompt.deadline is not None and self._clock() >= prompt.deadline:
            self._go_on(self._clock(), Why.TIMEOUT)
        else:
            self._draw()

    def _go_on(self, at: float, answer: Union[Answer, Outcome, SignInOutcome, None]) -> None:
        """Hand on an answer before the screen changes: a rating is on disk while mpv still draws."""
        prompt = self._prompt
        if answer is None or prompt is None:
            self._draw()
            return
        self._prompt, self.due = None, math.inf
        self._answered(at, prompt, answer)
        if not self.is_open:
            self.close()

    def _show(self, prompt: Shown, seconds_left: Optional[int]) -> None:
        if isinstance(prompt, Prompt):
            self._screen.show(prompt, seconds_left)
        elif isinstance(prompt, SigningIn):
            if self._signing is not None:
                self._signing.show_sign_in(prompt, seconds_left)
        elif self._choosing is not None:
            self._choosing.show_choice(prompt, seconds_left)

    def _draw(self) -> None:
        """Draw the prompt, and come back for its next second, or to renew the hold."""
        prompt, now = self._prompt, self._clock()
        if prompt is None:
            return
        self._is_drawn = True
        if prompt.deadline is None:
            self._show(prompt, None)
            self._screen.hold(2 * HOLD_RENEWED)
            self.due = now + HOLD_RENEWED
            return
        left = max(0.0, prompt.deadline - now)
        self._show(prompt, math.ceil(left))
        self._screen.hold(left + HOLD_RENEWED)
        self.due = prompt.deadline - max(0, math.ceil(left) - 1)
