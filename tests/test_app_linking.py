"""Signing in on the screen, as the app goes about it: when it is offered, what stands there, what follows."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional

import pytest

from tests.test_app import FILM, HOUR, NEXT, Evening, RememberedScreen
from verdict.app import Adjusted, App
from verdict.conversation import WORD_STAYS, Pointed, Pressed, SigningScreen, SignInWanted
from verdict.core.events import Opened
from verdict.core.prompt import Key
from verdict.core.rating import Rated, Rating
from verdict.core.signing_in import Ending, SigningIn, Stage
from verdict.courier import Sent, SignIn, Waits
from verdict.host import Host
from verdict.linking import END_STAYS, INVITATION_STAYS
from verdict.settings import Settings
from verdict.signing_in import Attempt, Desk, Progress
from verdict.trakt.client import Account, News, Outcome, RatedMovie, Seen, TraktSettings

LINKABLE = {"trakt": {"client_id": "an-id", "client_secret": "a-secret"}}
CODE = ("5055CC52", "https://trakt.tv/activate", 600.0)


class SigningRememberedScreen(RememberedScreen):
    """Keeps sign-ins, too."""

    def show_sign_in(self, signing: SigningIn, seconds_left: Optional[int]) -> None:
        self.told.append(("sign_in", signing, seconds_left))


class RememberedAttempt:
    """A sign-in that nobody makes."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


class RememberedDesk:
    """Keeps what was begun."""

    def __init__(self) -> None:
        self.begun: List[RememberedAttempt] = []

    def begin(self, settings: TraktSettings) -> RememberedAttempt:
        self.begun.append(RememberedAttempt(len(self.begun) + 1))
        return self.begun[-1]


class LinkingEvening(Evening):
    """An app whose screen can show a sign-in."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(folder, **settings)
        self.screen: SigningRememberedScreen = SigningRememberedScreen()
        self.desk = RememberedDesk()
        self.app = App(
            Settings.from_mapping(settings, "test")[0],
            self.journal,
            self.courier,  # type: ignore[arg-type]
            self.screen,
            clock=lambda: self.now,
            wall_clock=lambda: 5000.0 + self.now,
            host=Host(signing=self.screen, desk=self.desk),  # type: ignore[arg-type]
        )

    def rate(self) -> None:
        """A film is watched and rated, and nobody is signed in."""
        self.watch()
        self.press(Key.DIGIT_9)
        self.app.handle(SignIn("not signed in"))

    def hear(self, stage: Stage, *code: Any, attempt: Optional[int] = None, **more: Any) -> None:
        self.app.handle(Progress(attempt or len(self.desk.begun), stage, *code, **more))

    def open_sign_in(self) -> None:
        self.app.handle(SignInWanted(self.now))
        self.hear(Stage.WAITING, *CODE)

    def act(self, key: Key) -> None:
        self.app.handle(Pressed(self.now, self.signing.id, key))

    @property
    def signing(self) -> SigningIn:
        shown: SigningIn = self.screen.all("sign_in")[-1][0]
        return shown

    @property
    def word(self) -> Any:
        return self.screen.all("say")[-1]

    @property
    def last(self) -> str:
        """What the screen was told last, but for holding."""
        return str([told[0] for told in self.screen.told if told[0] != "hold"][-1])


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., LinkingEvening]]:
    evenings: List[LinkingEvening] = []

    def start(**settings: Any) -> LinkingEvening:
        evenings.append(LinkingEvening(tmp_path, **settings))
        return evenings[-1]

    yield start
    for evening in evenings:
        evening.journal.close()


@pytest.fixture
def evening(make: Callable[..., LinkingEvening]) -> LinkingEvening:
    return make(**LINKABLE)


@pytest.mark.parametrize(
    ("fake", "real"),
    [(SigningRememberedScreen, SigningScreen), (RememberedDesk, Desk), (RememberedAttempt, Attempt)],
)
def test_the_fakes_have_the_real_ones_signatures(fake: type, real: type) -> None:
    for name, method in vars(fake).items():
        if inspect.isfunction(method) and not name.startswith("_"):
            theirs = inspect.signature(getattr(real, name))
            assert list(inspect.signature(method).parameters) == list(theirs.parameters)


def test_a_rating_without_an_account_says_that_enter_signs_in(evening: LinkingEvening) -> None:
    evening.rate()
    assert evening.word == ("Saved: 9 · Superb", "Press Enter to sign in to Trakt, so that it is sent")
    assert not evening.desk.begun


def test_the_word_stays_long_enough_to_be_read_the_first_time_only(evening: LinkingEvening) -> None:
    evening.rate()
    evening.wait(INVITATION_STAYS - 1)
    assert evening.last == "say"
    evening.wait(1)
    assert evening.last in ("hide", "release")
    evening.watch(NEXT)
    evening.press(Key.DIGIT_9, prompt=2)
    evening.app.handle(SignIn("not signed in"))
    evening.wait(WORD_STAYS)
    assert evening.last in ("hide", "release")


def test_enter_opens_the_sign_in_and_holds_the_picture(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    assert evening.signing.stage is Stage.ASKING
    evening.hear(Stage.WAITING, *CODE)
    assert (evening.signing.user_code, evening.signing.url) == CODE[:2]
    assert evening.screen.all("sign_in")[-1][1] == 600
    assert not evening.screen.all("release")


def test_any_other_key_goes_on_without_it(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.OTHER, prompt=0)
    assert not evening.desk.begun
    assert evening.screen.all("release")


def test_the_hold_is_renewed_before_the_gate_loses_patience(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.hear(Stage.WAITING, *CODE)
    before = len(evening.screen.all("hold"))
    evening.wait(120.0)
    assert len(evening.screen.all("hold")) >= before + 2
    assert not evening.screen.all("release")


def test_escape_cancels_and_lets_the_player_go(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.act(Key.SKIP)
    assert evening.desk.begun[0].is_cancelled
    assert evening.screen.all("release")
    evening.hear(Stage.WAITING, *CODE)
    assert evening.signing.stage is Stage.ASKING


def test_once_the_person_agreed_the_kept_ratings_go_and_the_screen_says_so(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.hear(Stage.WAITING, *CODE)
    woken = evening.courier.woken
    evening.hear(Stage.AGREED)
    assert evening.courier.woken == woken + 1
    assert evening.word == ("Signed in to Trakt", "sending the ratings that were kept …")
    entry = evening.journal.waiting(1)[0]
    evening.journal.settle(entry, Outcome(FILM))
    evening.app.handle(Sent(entry, FILM))
    assert evening.word == ("Signed in to Trakt", "all ratings that were kept are sent")
    evening.wait(10.0)
    assert evening.screen.all("release")


def test_with_trakt_gone_after_that_the_screen_says_that_they_go_later(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.hear(Stage.AGREED)
    evening.app.handle(Waits("away"))
    assert evening.word == ("Signed in to Trakt", "will be sent when Trakt answers")


def test_what_was_learnt_of_another_account_is_forgotten_and_no_rating_is(evening: LinkingEvening) -> None:
    evening.journal.learn(
        News(Seen("1", "1"), Account("other"), [RatedMovie(NEXT, Rated(advanced=7), 1.0)], complete=True),
        NEXT,
    )
    evening.rate()
    evening.open_sign_in()
    evening.hear(Stage.AGREED)
    assert evening.journal.account() is None
    assert not evening.journal.present(NEXT)
    assert evening.journal.waiting(1)[0].rating == Rating(9)


@pytest.mark.parametrize("ending", list(Ending))
def test_an_end_without_a_token_offers_another_try(evening: LinkingEvening, ending: Ending) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.hear(Stage.ENDED, ending=ending, reason="because")
    assert (evening.signing.ending, evening.signing.reason) == (ending, "because")
    evening.act(Key.ENTER)
    assert len(evening.desk.begun) == 2
    assert evening.signing.stage is Stage.ASKING


def test_the_word_on_an_end_leaves_by_itself(evening: LinkingEvening) -> None:
    evening.rate()
    evening.press(Key.ENTER, prompt=0)
    evening.hear(Stage.ENDED, ending=Ending.DENIED)
    evening.wait(END_STAYS)
    assert evening.screen.all("release")
    assert evening.last == "hide"


def test_a_code_that_ends_on_the_screen_has_expired(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    evening.wait(600.0)
    assert evening.signing.ending is Ending.EXPIRED
    assert evening.desk.begun[0].is_cancelled


def test_that_trakt_does_not_answer_is_shown_and_taken_back(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    deadline = evening.signing.deadline
    evening.hear(Stage.WAITING, *CODE, is_offline=True)
    assert evening.signing.is_offline
    evening.hear(Stage.WAITING, *CODE)
    assert not evening.signing.is_offline
    assert evening.signing.deadline == deadline


def test_a_key_of_the_users_opens_it_over_a_film_that_plays(evening: LinkingEvening) -> None:
    evening.open(FILM)
    evening.open_sign_in()
    assert evening.signing.user_code == "5055CC52"
    evening.act(Key.SKIP)
    assert evening.last in ("hide", "release")


def test_a_second_call_for_it_begins_nothing_more(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    evening.open_sign_in()
    assert len(evening.desk.begun) == 1


def test_a_prompt_takes_its_place_and_gives_it_back(evening: LinkingEvening) -> None:
    evening.open(FILM)
    evening.open_sign_in()
    evening.watch()
    assert evening.last == "show"
    evening.hear(Stage.WAITING, *CODE, is_offline=True)
    assert evening.last == "show"
    evening.press(Key.SKIP, prompt=evening.prompt.id)
    assert evening.signing.is_offline
    assert not evening.screen.all("release")


def test_when_the_next_film_begins_under_a_prompt_it_does_not_come_back_over_it(
    evening: LinkingEvening,
) -> None:
    evening.watch()
    evening.open_sign_in()
    evening.app.handle(Opened(evening.now, "next.mkv", HOUR, movie=NEXT, certain=True))
    evening.hear(Stage.ENDED, ending=Ending.DENIED)
    assert not evening.screen.all("sign_in")
    assert evening.desk.begun[0].is_cancelled


def test_a_film_that_ends_unasked_under_it_is_held_as_long(evening: LinkingEvening) -> None:
    evening.open(FILM)
    evening.open_sign_in()
    holds = len(evening.screen.all("hold"))
    evening.watch(seconds=10.0)
    assert len(evening.screen.all("hold")) > holds
    assert not evening.screen.all("release")


def test_a_click_on_cancel_cancels(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    evening.app.handle(Pointed(evening.now, evening.signing.id, 0, clicked=True))
    assert evening.desk.begun[0].is_cancelled


def test_another_players_sign_in_is_not_this_ones(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    evening.hear(Stage.AGREED, attempt=99)
    assert not evening.screen.all("say")


@pytest.mark.parametrize(
    ("trakt", "headline"),
    [({"api": "v1"}, "Trakt's classic API has no sign-in on the screen"),
     ({"api": "v2"}, "No client id for Trakt is set, so nobody can sign in")],
)  # fmt: skip
def test_where_no_code_can_be_had_it_is_said(
    make: Callable[..., LinkingEvening], trakt: Any, headline: str
) -> None:
    evening = make(trakt=trakt)
    evening.app.handle(SignInWanted(evening.now))
    assert evening.word[0] == headline
    assert not evening.desk.begun


def test_where_no_code_can_be_had_a_rating_offers_none(make: Callable[..., LinkingEvening]) -> None:
    evening = make(trakt={"api": "v1"})
    evening.rate()
    assert evening.word[1] == "will be sent when an account is linked"


def test_settings_that_change_meanwhile_count(make: Callable[..., LinkingEvening]) -> None:
    evening = make(trakt={"api": "v1"})
    evening.app.handle(Adjusted(Settings.from_mapping(LINKABLE, "test")[0]))
    evening.open_sign_in()
    assert len(evening.desk.begun) == 1


def test_a_player_that_leaves_waits_for_no_code(evening: LinkingEvening) -> None:
    evening.open_sign_in()
    evening.app.finish()
    assert evening.desk.begun[0].is_cancelled
