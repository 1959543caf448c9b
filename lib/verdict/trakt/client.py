"""What the house asks of a Trakt, whichever API it speaks: the protocol, its values, and `connect`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Protocol, Sequence, Tuple

from verdict.core.decisions import Action
from verdict.core.movie import Movie
from verdict.core.rating import BEST, WORST, Rated, Rating, RatingMode

V1, V2 = "v1", "v2"


@dataclass(frozen=True)
class TraktSettings:
    """Where Trakt is and who asks. Secrets stay out of `repr`.

    love, hate: the numbers that stand for them where only numbers are spoken (v2).
    """

    api: str = V2
    url: str = "https://api.trakt.tv"
    signin_url: str = "https://auth.trakt.tv"
    client_id: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    username: str = ""
    password_sha1: str = field(default="", repr=False)
    allow_http: bool = False
    love: int = BEST
    hate: int = WORST

    @property
    def secrets(self) -> Tuple[str, ...]:
        """All that no message may hold."""
        return (
            self.client_id,
            self.client_secret,
            self.api_key,
            self.password_sha1,
            self.password_sha1.lower(),
        )


@dataclass(frozen=True)
class Submission:
    """One answer on its way. rated_at: seconds since 1970, UTC, the moment of the answer."""

    movie: Movie
    rating: Rating
    rated_at: float


@dataclass(frozen=True)
class Playing:
    """What is being watched. at: seconds since 1970, UTC; progress: percent; duration: seconds.

    finished: whether this is the end of a film that was watched; player, player_date: the version of the
    player and when that was built, for v1's media_center_version and media_center_date.
    """

    movie: Movie
    action: Action
    progress: float
    at: float
    duration: float = 0.0
    finished: bool = False
    player: str = ""
    player_date: str = ""


@dataclass(frozen=True)
class Outcome:
    """What Trakt made of one submission.

    movie: the film as far as Trakt told us more of it (title, year, ids); refused: why not, or None.
    """

    movie: Movie
    refused: Optional[str] = None


@dataclass(frozen=True)
class Account:
    """Whose account this is and what it wants.

    mode: the account's own (v1), None where the API has no such thing (v2);
    show_rating_prompt: the account's wish to be asked; watch_after_rating: as Trakt words it (v2), or None.
    """

    username: str
    mode: Optional[RatingMode] = None
    show_rating_prompt: bool = True
    watch_after_rating: Optional[str] = None


@dataclass(frozen=True)
class RatedMovie:
    """A film and its rating on Trakt; rated_at: seconds since 1970, UTC, or None.

    mode: how the one who rated sees it (v1's use_rating_advanced), None where nothing says.
    """

    movie: Movie
    rated: Rated
    rated_at: Optional[float] = None
    mode: Optional[RatingMode] = None


@dataclass(frozen=True)
class Seen:
    """How fresh the local copy is: Trakt's own stamps, opaque to us, None where nothing was read yet."""

    ratings: Optional[str] = None
    account: Optional[str] = None


@dataclass(frozen=True)
class News:
    """What changed on Trakt since `Seen`.

    account: None where nothing changed; ratings: None where nothing changed, otherwise every rating of the
    account (`complete`) or only what was found on the film that was asked for; movie: more of that film.
    """

    seen: Seen
    account: Optional[Account] = None
    ratings: Optional[List[RatedMovie]] = None
    complete: bool = False
    movie: Optional[Movie] = None


class TraktClient(Protocol):
    """Both dialects. Every method raises `TraktError` only, and returns within the time-outs of transport."""

    batch_size: int
    keeps_moments: bool  # whether ratings and plays have their own moment there, and may be told of later

    def rate(self, submissions: Sequence[Submission]) -> List[Outcome]:
        """Submit up to `batch_size` answers; one outcome each, in their order.

        A film that Trakt does not take is refused in its outcome. `Refused` is raised only where a request
        that held several films was refused as a whole: send them one by one then.
        """

    def scrobble(self, playing: Playing) -> Movie:
        """Tell what is being watched; the film as far as Trakt told more of it. Told already is success.

        Refused where Trakt makes nothing of it: an unknown film, or hardly anything of it was played.
        """

    def add_play(self, movie: Movie, watched_at: float) -> Outcome:
        """Add a film to what was watched, at its moment (seconds since 1970, UTC); v1 has no such thing.

        Trakt counts the same play twice where it is told twice. An Unavailable that is `untouched` may be
        tried again, no other one.
        """

    def account(self) -> Account:
        """The account's own wishes, in one request."""

    def news(self, movie: Movie, seen: Seen) -> News:
        """What a prompt for this film should know: the account's wishes and the present rating.

        v1 asks for both each time; v2 asks `last_activities` and then only for what changed.
        """

    def recent(self, user: Optional[str] = None, limit: int = 10) -> List[RatedMovie]:
        """The latest ratings of this account or of another user, newest first."""

    def search(self, title: str, year: Optional[int] = None) -> List[Movie]:
        """Films of this name, best first."""

    def close(self) -> None:
        """Let go of the connection."""

    def hang_up(self) -> None:
        """Break off, from another thread, what is under way: Unavailable is raised there, now and later."""


def connect(settings: TraktSettings, token_file: Path) -> TraktClient:
    """A client for the API that the settings name. Opens no connection yet.

    SignInNeeded where no account is set up; ValueError for an address that is refused (plain http).
    """
    if settings.api == V1:
        from verdict.trakt.v1 import ClientV1

        return ClientV1(settings)
    from verdict.trakt.v2 import ClientV2

    return ClientV2(settings, token_file)
