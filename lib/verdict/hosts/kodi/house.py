"""All of Verdict inside Kodi, wired together: what the player, the ear and our own threads say comes here.

What our own threads say (the courier's reports, the alarm) comes as a notification of Kodi's, so that nothing
has to look whether something has come.
"""

from __future__ import annotations

import logging
import queue
import time
from typing import Any, Callable, Dict, Optional

import xbmc
import xbmcgui

from verdict.app import Adjusted, App
from verdict.conversation import Pressed, SignInWanted, Typed
from verdict.core.events import Opened
from verdict.core.movie import Movie
from verdict.core.prompt import Key
from verdict.core.rating import Rating
from verdict.courier import Courier, SignIn
from verdict.host import Host
from verdict.hosts.kodi import neighbour, profile, rpc, texts
from verdict.hosts.kodi.alarm import Alarm
from verdict.hosts.kodi.collected import key_of, note
from verdict.hosts.kodi.complaints import Complaints
from verdict.hosts.kodi.films import HOME, Playing, corrected, what_plays
from verdict.hosts.kodi.library import write_rating
from verdict.hosts.kodi.listener import Listener
from verdict.hosts.kodi.log import log_to_kodi
from verdict.hosts.kodi.requested import read_wish
from verdict.hosts.kodi.screen import KodiScreen
from verdict.hosts.kodi.settings import read_settings
from verdict.hosts.kodi.signing import remove_pictures
from verdict.hosts.kodi.tracing import Tracing
from verdict.journal import Entry, Journal, JournalError, Mark, guarded
from verdict.offers import ByHand, Given
from verdict.settings import mode_in_effect
from verdict.signing_in import Desk, can_sign_in
from verdict.trakt.client import TraktClient, connect

log = logging.getLogger(__name__)

ENDS_WITHIN = 0.4  # seconds that each thread has to end: Kodi's exit waits for it
TWO_ASK_SAID = "kodi_two_ask_said"  # in the journal
LAST_PROPERTY = "service.verdict.last"  # the last rating, in words: documented for skins


class House:
    """One run of Kodi."""

    def __init__(self, journal: Journal) -> None:
        self._kodi = read_settings()
        self._journal = journal
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._posters: Dict[str, str] = {}
        self._playing: Optional[Movie] = None
        self._is_closed = False
        self._complaints = Complaints()
        self._words = texts.words()
        self._tracing = Tracing(profile.trace_file())
        self._courier = Courier(journal, self._connect, self._report)
        self._desk = Desk(profile.token_file(), self._report)
        self._alarm = Alarm(lambda: rpc.send("tick"))
        self._screen = KodiScreen(self._words, self._hear, lambda movie: self._posters.get(movie.label, ""))
        self._app = App(
            self._kodi.settings,
            journal,
            self._courier,
            self._screen,
            time.monotonic,
            time.time,
            Host(
                self._words,
                choosing=self._screen,
                signing=self._screen,
                desk=self._desk,
                player=("Kodi", xbmc.getInfoLabel("System.BuildVersionShort")),
                record=self._tracing.write,
                corrected=self._corrected,
                saved=self._saved,
                another_asks=lambda: self._kodi.two_ask,
            ),
        )
        self._listener = Listener(self._identify, self._hear)
        self._heed_settings()

    def open(self) -> None:
        self._alarm.start()
        self._courier.start()
        self._settle()
        self._listener.join()
        self._meet_neighbour()
        self.collect()

    def close(self, is_quitting: Callable[[], bool]) -> None:
        """We end; is_quitting: whether Kodi does, too."""
        self._listener.leave()
        self._alarm.stop(ENDS_WITHIN)
        for unsaved in self._app.finish():
            log.error("%s was not saved: %s", unsaved.movie.label, unsaved.rating)
        self._desk.close(ENDS_WITHIN)
        if not self._courier.stop(ENDS_WITHIN):
            log.info("a request was under way; what it carried is sent again next time")
        remove_pictures()
        self._tracing.close()
        self._journal.close()
        self._is_closed = True
        self._screen.leave(is_quitting)

    def _hear(self, message: Any) -> None:
        """The app hears of everything here, and the screen follows."""
        if self._is_closed:  # what Kodi still says while we leave
            return
        signing_in = self._screen.signing_in
        if isinstance(message, Opened) and signing_in is not None:  # it would stand over the film
            self._app.handle(Pressed(message.at, signing_in, Key.SKIP))
        self._app.handle(message)
        self._settle()

    def _settle(self) -> None:
        self._app.tick()
        self._screen.settle()
        self._alarm.set(min(self._app.due, self._listener.due, self._screen.due))

    def queued(self) -> None:
        """The playlist, or the order in which it is played, has changed."""
        self._listener.look_ahead()

    def told(self, message: str, data: Dict[str, Any]) -> None:
        """Another part of the add-on, the alarm or the courier said something."""
        work = _MESSAGES.get(message)
        if work is not None:
            work(self, data)
        self._settle()

    def _take_reports(self, _: Dict[str, Any]) -> None:
        while not self._queue.empty():
            self._reported(self._queue.get())

    def _tick(self, _: Dict[str, Any]) -> None:
        self._listener.tick()

    def _send(self, _: Dict[str, Any]) -> None:
        self._courier.wake()

    def _sign_in(self, _: Dict[str, Any]) -> None:
        self._app.handle(SignInWanted(time.monotonic()))

    def _signed_out(self, _: Dict[str, Any]) -> None:
        guarded(self._journal.forget_account, None)

    def _report(self, report: Any) -> None:
        """In the courier's thread: hand it on."""
        self._queue.put(report)
        rpc.send("reports")

    def _reported(self, report: Any) -> None:
        self._complaints.hear(report)
        self._app.handle(report)
        if isinstance(report, SignIn):
            trakt = self._kodi.settings.trakt
            is_offered = can_sign_in(trakt) and self._screen.is_shown
            self._complaints.sign_in(report, trakt, is_offered, self._words)

    def _requested(self, data: Dict[str, Any]) -> None:
        """A film is to be rated by hand, with a prompt or without."""
        try:
            wish = read_wish(data, self._playing)
        except ValueError as error:
            texts.notify(self._words("not_rated"), str(error), is_bad=True)
            return
        self._remember_poster(wish.movie, wish.poster)
        now = time.monotonic()
        if wish.rating is None:
            self._app.handle(ByHand(now, wish.movie))
        else:
            self._app.handle(Given(now, wish.movie, wish.rating))

    def _typed(self, data: Dict[str, Any]) -> None:
        """The keyboard was closed; without a text nothing is searched for."""
        now, prompt, text = time.monotonic(), _number(data.get("prompt")), str(data.get("text") or "")
        self._app.handle(Typed(now, prompt, text))
        self._app.handle(Pressed(now, prompt, Key.ENTER if text.strip() else Key.SKIP))

    def _identify(self, path: str) -> Playing:
        if neighbour.is_enabled() != self._kodi.has_neighbour:
            self.adjusted()
        playing = corrected(self._journal, what_plays(path, self._kodi.exclusions))
        self._playing = playing.movie
        if playing.movie:
            self._remember_poster(playing.movie, playing.poster)
        return playing

    def _corrected(self, source: str, movie: Movie) -> None:
        guarded(lambda: self._journal.correct(Mark(source), movie), None)

    def _remember_poster(self, movie: Movie, poster: str) -> None:
        if poster:
            self._posters[movie.label] = poster

    def _saved(self, entry: Entry) -> None:
        """A rating is in the journal: Kodi's library and the skin may know of it."""
        settings = self._kodi.settings
        mode = mode_in_effect(settings, self._journal.account())
        said = self._words.rating(entry.rating, mode)
        xbmcgui.Window(HOME).setProperty(LAST_PROPERTY, f"{entry.movie.label} · {said}")
        if self._kodi.writes_library:
            number = self._number(entry.rating)
            written = write_rating(entry.movie, number)
            guarded(lambda: note(self._journal, {key_of(movie): number for movie in written}), None)

    def _number(self, rating: Rating) -> int:
        trakt = self._kodi.settings.trakt
        return rating.as_number(trakt.love, trakt.hate)

    def _meet_neighbour(self) -> None:
        """Say once that two add-ons ask; it is said anew when that was settled, and is so again."""
        if not self._kodi.two_ask:
            guarded(lambda: self._journal.set(TWO_ASK_SAID, None), None)
        elif guarded(lambda: self._journal.get(TWO_ASK_SAID), None) is None:
            guarded(lambda: self._journal.set(TWO_ASK_SAID, "yes"), None)
            rpc.run_ourselves("who_asks")

    def collect(self) -> None:
        """Look for ratings that were given in Kodi itself, in a script of its own, where that is wanted."""
        if self._kodi.collects:
            rpc.run_ourselves("collect")

    def adjusted(self) -> None:
        """Settings were changed, here or by Kodi."""
        self._kodi = read_settings()
        self._complaints.forget()
        self._heed_settings()
        self._hear(Adjusted(self._kodi.settings))
        self._courier.wake()

    def _heed_settings(self) -> None:
        self._complaints.settings(self._kodi.problems, self._words)
        try:
            self._journal.bind(self._kodi.settings.account_key)
            self._tracing.turn(self._kodi.is_tracing)
        except (JournalError, OSError) as error:
            log.error("%s", error)

    def _connect(self) -> TraktClient:
        return connect(self._kodi.settings.trakt, profile.token_file())


_MESSAGES: Dict[str, Callable[[House, Dict[str, Any]], None]] = {
    "reports": House._take_reports,
    "tick": House._tick,
    "send": House._send,
    "rate": House._requested,
    "typed": House._typed,
    "login": House._sign_in,
    "logout": House._signed_out,
}


def _number(value: Any) -> int:
    """A number as a script hands it on; 0 for anything else."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def open_house() -> Optional[House]:
    """The house, begun. Without a journal nothing can be kept, so nothing is asked: None, and it was said."""
    log_to_kodi()
    try:
        journal = Journal.open(profile.journal_file())
    except JournalError as error:
        log.error("%s", error)
        texts.notify(texts.words()("no_journal"), str(error), is_bad=True)
        return None
    for notice in journal.notices:
        texts.notify(texts.words()("journal_damaged"), notice, is_bad=True)
    house = House(journal)
    house.open()
    return house
