"""The app carries out what the core decides: prompt, journal, courier; with a screen that only remembers."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator, List, Optional, Tuple

import pytest

from verdict.app import App
from verdict.conversation import WORD_STAYS, Corner, Pointed, Pressed, Screen
from verdict.core.decisions import Decision, Pass
from verdict.core.events import Ended, Event, Opened, Reason, Sought
from verdict.core.movie import Movie, MovieIds
from verdict.core.prompt import Key, Prompt
from verdict.core.rating import Rated, Rating
from verdict.courier import Courier, Matched, NewsArrived, RefusedReport, Sent, SignIn, Waits
from verdict.host import Host
from verdict.journal import Journal, JournalError
from verdict.offers import Rested
from verdict.saving import SAVE_AGAIN_AFTER
from verdict.settings import Settings
from verdict.telling import TRIED_FOR
from verdict.trakt.client import Account, News, Playing, RatedMovie, Seen

FILM = Movie("The Matrix", 1999, MovieIds("tt0133093"))
NEXT = Movie("Dune", 2021, MovieIds("tt1160419"))
HOUR = 3600.0


class RememberedScreen:
    """A screen that keeps what it was told, newest last."""

    def __init__(self) -> None:
        self.told: List[Tuple[Any, ...]] = []

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        self.told.append(("show", prompt, seconds_left))

    def say(self, headline: str, detail: str) -> None:
        self.told.append(("say", headline, detail))

    def hide(self) -> None:
        self.told.append(("hide",))

    def hold(self, seconds: float) -> None:
        self.told.append(("hold", seconds))

    def release(self) -> None:
        self.told.append(("release",))

    def all(self, what: str) -> List[Tuple[Any, ...]]:
        return [told[1:] for told in self.told if told[0] == what]


class RememberedCourier:
    """A courier that goes nowhere."""

    def __init__(self) -> None:
        self.woken = 0
        self.errands: List[Movie] = []
        self.searches: List[Movie] = []
        self.told: List[Playing] = []
        self.allowed: Tuple[bool, bool] = (False, False)

    def allow_scrobbles(self, allowed: bool, keeps_moments: bool) -> None:
        self.allowed = (allowed, keeps_moments)

    def scrobble(self, playing: Playing) -> None:
        self.told.append(playing)

    def wake(self) -> None:
        self.woken += 1

    def ask_news(self, movie: Movie) -> None:
        self.errands.append(movie)

    def ask_search(self, movie: Movie) -> None:
        self.searches.append(movie)


class Evening:
    """An app with a clock that only moves when it is told to."""

    def __init__(self, folder: Path, corner: Optional[Corner] = None, **settings: Any) -> None:
        self.now = 1000.0
        self.another_asks = False
        self.journal = Journal.open(folder / "journal.sqlite3")
        self.screen = RememberedScreen()
        self.courier = RememberedCourier()
        self.trace: List[Event | Decision] = []
        self.settings = Settings.from_mapping(settings, "test")[0]
        self.app = App(
            self.settings,
            self.journal,
            self.courier,  # type: ignore[arg-type]
            self.screen,
            clock=lambda: self.now,
            wall_clock=lambda: 5000.0 + self.now,
            host=Host(corner=corner, record=self.trace.append, another_asks=lambda: self.another_asks),
        )

    def watch(self, film: Movie = FILM, seconds: float = HOUR) -> None:
        self.open(film)
        self.now += seconds
        self.app.handle(Ended(self.now, Reason.EOF))

    def open(self, film: Movie) -> None:
        self.app.handle(opening(self, film))

    def press(self, *keys: Key, prompt: int = 1) -> None:
        for key in keys:
            self.app.handle(Pressed(self.now, prompt, key))

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while self.app.due <= end:
            self.now = max(self.now, self.app.due)
            self.app.tick()
        self.now = end

    @property
    def prompt(self) -> Prompt:
        return self.screen.all("show")[-1][0]


def opening(evening: Evening, film: Movie) -> Opened:
    return Opened(evening.now, "film.mkv", HOUR, movie=film, certain=True)


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path)
    yield evening
    evening.journal.close()


@pytest.mark.parametrize(
    ("fake", "real"), [(RememberedScreen, Screen), (RememberedCourier, Courier)], ids=["screen", "courier"]
)
def test_the_fakes_have_the_real_ones_signatures(fake: type, real: type) -> None:
    for name, method in inspect.getmembers(fake, inspect.isfunction):
        if not name.startswith("_") and name != "all":
            theirs = inspect.signature(getattr(real, name))
            assert list(inspect.signature(method).parameters) == list(theirs.parameters)


def test_a_finished_film_is_asked_about_with_the_countdown_of_the_settings(evening: Evening) -> None:
    evening.watch()
    prompt, seconds = evening.screen.all("show")[-1]
    assert (prompt.movie, seconds) == (FILM, 15)


def test_no_request_stands_between_the_end_and_the_prompt(evening: Evening) -> None:
    evening.open(FILM)
    errands = len(evening.courier.errands)
    evening.now += HOUR
    evening.app.handle(Ended(evening.now, Reason.EOF))
    assert evening.screen.all("show")
    assert (len(evening.courier.errands), evening.courier.woken) == (errands, 0)


def test_a_rating_is_in_the_journal_before_the_screen_says_saved(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_journal: List[int] = []
    say = evening.screen.say
    monkeypatch.setattr(
        evening.screen, "say", lambda *words: (in_journal.append(len(evening.journal.entries())), say(*words))
    )
    evening.watch()
    evening.press(Key.DIGIT_9)
    assert in_journal == [1]
    assert evening.screen.all("say")[-1][0] == "Saved: 9 · Superb"


def test_a_rating_is_in_the_journal_before_the_picture_changes(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_journal: List[int] = []
    for change in ("hide", "say"):
        monkeypatch.setattr(
            evening.screen, change, lambda *_: in_journal.append(len(evening.journal.entries()))
        )
    evening.watch()
    evening.press(Key.DIGIT_9)
    assert in_journal == [1]


def test_the_moment_of_the_answer_is_what_is_kept(evening: Evening) -> None:
    evening.watch()
    evening.wait(7)
    evening.press(Key.DIGIT_9)
    assert evening.journal.entries()[0].rated_at == 5000 + evening.now


def test_a_second_key_after_the_answer_rates_nothing(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.DIGIT_9, Key.DIGIT_3)
    assert [entry.rating for entry in evening.journal.entries()] == [Rating(9)]


def test_a_key_for_an_earlier_prompt_rates_nothing(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.SKIP)
    evening.watch(NEXT)
    evening.press(Key.DIGIT_9, prompt=1)
    assert evening.journal.entries() == []


def test_the_word_stays_a_moment_and_then_the_player_goes_on(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.DIGIT_9)
    assert not evening.screen.all("release")
    evening.wait(WORD_STAYS)
    assert evening.screen.told[-2:] == [("hide",), ("release",)]


def test_the_word_says_what_became_of_the_rating(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.DIGIT_9)
    evening.app.handle(Waits("offline", None))
    assert evening.screen.all("say")[-1][1] == "will be sent when Trakt answers"
    entry = evening.journal.entries()[0]
    evening.app.handle(RefusedReport(entry, "movie not found"))
    assert evening.screen.all("say")[-1][1] == "Trakt refused it: movie not found"
    evening.app.handle(Sent(entry, FILM))
    assert evening.screen.all("say")[-1][1] == "sent to Trakt"


def test_the_word_says_which_film_trakt_took_where_it_has_another_name(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.DIGIT_9)
    entry = replace(evening.journal.entries()[0], movie=NEXT, named=FILM)
    evening.app.handle(Matched(entry))
    assert evening.screen.all("say")[-1][1] == f"sent; Trakt took it as {NEXT.label}"


def test_news_of_another_rating_do_not_change_the_word(evening: Evening) -> None:
    older = evening.journal.add(NEXT, Rating(3), 1.0)
    evening.watch()
    evening.press(Key.DIGIT_9)
    said = len(evening.screen.all("say"))
    evening.app.handle(Sent(older, NEXT))
    assert len(evening.screen.all("say")) == said


def test_skipping_lets_the_player_go_on_at_once_and_keeps_nothing(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.SKIP)
    assert evening.screen.told[-1] == ("release",)
    assert evening.journal.unrated() == []


def test_a_prompt_that_timed_out_keeps_its_film_as_not_rated_yet(evening: Evening) -> None:
    evening.watch()
    evening.wait(16)
    assert evening.screen.told[-1] == ("release",)
    assert [kept.movie for kept in evening.journal.unrated()] == [FILM]


def test_a_film_is_kept_as_not_rated_yet_while_its_prompt_is_open(evening: Evening) -> None:
    evening.watch()
    assert [kept.movie for kept in evening.journal.unrated()] == [FILM]
    evening.press(Key.DIGIT_9)
    assert evening.journal.unrated() == []


def test_the_countdown_is_drawn_once_a_second(evening: Evening) -> None:
    evening.watch()
    evening.wait(3)
    assert [seconds for _, seconds in evening.screen.all("show")] == [15, 14, 13, 12]


def test_any_key_ends_the_countdown(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.OTHER)
    evening.wait(600)
    assert evening.screen.all("show")[-1][1] is None
    assert not evening.screen.all("release")


def test_without_a_countdown_the_prompt_stays(tmp_path: Path) -> None:
    evening = Evening(tmp_path, rating={"timeout_seconds": 0})
    evening.watch()
    evening.wait(3 * HOUR)
    assert not evening.screen.all("release")


def test_an_open_prompt_keeps_the_players_patience_alive(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.OTHER)
    held_until = evening.now + evening.screen.all("hold")[-1][0]
    evening.wait(3 * HOUR)
    assert evening.now + evening.screen.all("hold")[-1][0] > held_until + 2 * HOUR


def test_never_for_this_film_is_never_asked_again(evening: Evening) -> None:
    evening.watch()
    evening.press(Key.NEVER)
    evening.wait(WORD_STAYS)
    shown = len(evening.screen.all("show"))
    evening.watch()
    assert len(evening.screen.all("show")) == shown
    assert evening.screen.told[-1] == ("release",)


@pytest.mark.parametrize(
    "settings", [{"rating": {"ask": False}}, {"rating": {"already_rated": "skip"}}], ids=["ask", "rated"]
)
def test_who_does_not_want_to_be_asked_is_not(tmp_path: Path, settings: Any) -> None:
    evening = Evening(tmp_path, **settings)
    evening.journal.add(FILM, Rating(8), 1.0)
    evening.watch()
    assert not evening.screen.all("show")
    assert evening.screen.told[-1] == ("release",)


@pytest.mark.parametrize("more", [True, False], ids=["more", "replaced"])
def test_a_film_that_is_never_asked_about_is_not_kept_as_unrated_when_another_follows(
    evening: Evening, more: bool
) -> None:
    evening.journal.never_ask(FILM)
    evening.open(FILM)
    evening.now += HOUR
    evening.app.handle(Ended(evening.now, Reason.EOF, more=True) if more else opening(evening, NEXT))
    assert evening.journal.unrated() == []
    assert [one.because for one in evening.trace if isinstance(one, Pass)] == [
        "the user never wants to be asked about this film"
    ]


def test_a_film_that_is_rated_already_is_not_kept_as_unrated_where_those_are_skipped(tmp_path: Path) -> None:
    evening = Evening(tmp_path, rating={"already_rated": "skip"})
    evening.journal.add(FILM, Rating(8), 1.0)
    evening.open(FILM)
    evening.now += HOUR
    evening.open(NEXT)
    assert evening.journal.unrated() == []


def test_an_account_that_does_not_want_prompts_gets_none(evening: Evening) -> None:
    account = Account("somebody", show_rating_prompt=False)
    evening.journal.learn(News(Seen(), account=account), FILM)
    evening.watch()
    assert not evening.screen.all("show")


def test_a_rating_that_is_known_here_is_shown_at_once(evening: Evening) -> None:
    evening.journal.add(FILM, Rating(8), 1.0)
    evening.watch()
    assert evening.prompt.focus == 7


def test_a_rating_that_trakt_tells_later_is_filled_in(evening: Evening) -> None:
    evening.watch()
    told = RatedMovie(FILM, Rated("love", 7), 4000.0)
    evening.journal.learn(News(Seen(), ratings=[told]), FILM)
    evening.app.handle(NewsArrived(FILM, Rated("love", 7), None))
    assert evening.prompt.focus == 6


def test_a_film_known_by_its_id_alone_gets_its_name_from_trakt(evening: Evening) -> None:
    evening.watch(Movie(ids=FILM.ids))
    evening.app.handle(NewsArrived(FILM, Rated(), None))
    assert evening.prompt.movie == FILM
    evening.press(Key.DIGIT_9)
    assert evening.journal.entries()[0].movie == FILM


def test_the_next_film_closes_the_prompt_and_keeps_the_last_one(evening: Evening) -> None:
    evening.watch()
    evening.open(NEXT)
    assert evening.screen.told[-1] == ("hide",)
    assert [kept.movie for kept in evening.journal.unrated()] == [FILM]


def test_a_click_chooses_what_is_under_it(evening: Evening) -> None:
    evening.watch()
    evening.app.handle(Pointed(evening.now, 1, 6, clicked=True))
    assert [entry.rating for entry in evening.journal.entries()] == [Rating(7)]


def test_a_click_beside_everything_chooses_nothing(evening: Evening) -> None:
    evening.watch()
    evening.app.handle(Pointed(evening.now, 1, None, clicked=True))
    assert evening.journal.entries() == []


def test_a_journal_that_cannot_be_written_is_said_and_tried_again(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise JournalError("the journal is locked by another program")

    evening.watch()
    with monkeypatch.context() as lock:
        lock.setattr(evening.journal, "add", locked)
        evening.press(Key.DIGIT_9)
        headline, film = evening.screen.all("say")[-1]
        assert headline == "Not saved yet: the journal is locked by another program"
        assert film == FILM.label
    evening.wait(SAVE_AGAIN_AFTER)
    assert [entry.rating for entry in evening.journal.entries()] == [Rating(9)]
    assert evening.screen.all("say")[-1][0] == "Saved: 9 · Superb"


def test_what_could_not_be_saved_at_all_is_handed_back(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise JournalError("the disk is full")

    monkeypatch.setattr(evening.journal, "add", full)
    evening.watch()
    evening.press(Key.DIGIT_9)
    assert [(left.movie, left.rating) for left in evening.app.finish()] == [(FILM, Rating(9))]


def test_the_player_does_not_wait_for_ever_for_a_full_disk(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise JournalError("the disk is full")

    monkeypatch.setattr(evening.journal, "add", full)
    evening.watch()
    evening.press(Key.DIGIT_9)
    evening.wait(TRIED_FOR)
    assert evening.screen.all("release")
    assert len(evening.screen.all("say")) == 1


def test_where_a_film_was_left_counts_in_the_next_run(tmp_path: Path) -> None:
    first = Evening(tmp_path)
    first.watch(seconds=0.6 * HOUR)
    first.journal.close()
    second = Evening(tmp_path)
    second.open(FILM)
    second.app.handle(Sought(second.now, 0.6 * HOUR))
    second.now += 0.3 * HOUR
    second.app.handle(Ended(second.now, Reason.QUIT))
    assert second.prompt.movie == FILM


def test_a_film_that_plays_on_while_we_are_started_anew_is_asked_about_at_its_end(tmp_path: Path) -> None:
    first = Evening(tmp_path)
    first.open(FILM)
    first.now += 0.95 * HOUR
    first.app.finish()
    first.journal.close()
    second = Evening(tmp_path)
    second.app.handle(Opened(second.now, "/film.mkv", HOUR, 0.95 * HOUR, FILM, certain=True))
    second.now += 0.02 * HOUR
    second.app.handle(Ended(second.now, Reason.STOP))
    assert second.prompt.movie == FILM
    assert second.journal.left_off("/film.mkv", FILM) is None


@pytest.mark.parametrize(
    ("account", "word"),
    [
        (None, "will be sent when an account is linked"),
        (Account("somebody"), "will be sent when you have signed in again"),
    ],
)
def test_who_has_to_sign_in_is_told_so_in_words(
    evening: Evening, account: Optional[Account], word: str
) -> None:
    evening.journal.learn(News(Seen(), account=account), FILM)
    evening.watch()
    evening.press(Key.DIGIT_9)
    evening.app.handle(SignIn("whatever Trakt said"))
    assert evening.screen.all("say")[-1][1] == word


def test_a_film_that_somebody_else_asks_about_is_kept_as_not_rated_yet(evening: Evening) -> None:
    evening.another_asks = True
    evening.watch()
    evening.app.handle(Rested(evening.now))
    assert evening.screen.all("show") == []
    assert [kept.movie for kept in evening.journal.unrated()] == [FILM]


def test_a_film_that_was_left_to_somebody_else_is_asked_about_once_we_are_to_ask(evening: Evening) -> None:
    evening.another_asks = True
    evening.watch()
    evening.another_asks = False
    evening.app.handle(Rested(evening.now))
    assert evening.prompt.movie == FILM
