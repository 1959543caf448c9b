"""Today's API: one request for many films, one cheap question for news, every answer with one meaning."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Type, Union

import pytest
from marks import INDY, assert_no_secret, told_by
from raw_server import RawServer, http

from verdict.core.matching import the_one
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, Rating
from verdict.trakt.client import Outcome, Seen, Submission, TraktSettings, connect
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable
from verdict.trakt.v2 import ClientV2

MATRIX = Movie("The Matrix", 1999, MovieIds("tt0133093", 603))
NEVER = Movie("Never Filmed", 1999)
NO_SUCH_ID = Movie(ids=MovieIds(imdb="tt9999999"))


def answer(movie: Movie, rating: Union[int, str], at: float = 1795291200.0) -> Submission:
    return Submission(movie, Rating(rating), at)


def asked(box: Any) -> List[str]:
    return [f"{request.method} {request.path}" for request in box.requests]


@pytest.fixture
def talk(marked: Callable[[str], TraktSettings], marked_token: Path) -> Callable[..., Any]:
    """Run one call against these answers; no error tells a secret. What was asked is in `talk.requests`."""

    def run(call: Callable[[ClientV2], Any], *sent: bytes) -> Any:
        with RawServer(*sent) as server:
            client = ClientV2(marked(server.url), marked_token)
            try:
                return call(client)
            except TraktError as error:
                assert_no_secret(told_by(error))
                raise
            finally:
                client.close()
                run.requests = server.requests  # type: ignore[attr-defined]

    return run


def rate(client: ClientV2) -> List[Outcome]:
    return client.rate([answer(INDY, 9)])


def test_a_rating_is_sent_with_known_ids_and_the_moment_of_the_answer(v2: ClientV2, box: Any, settings: Any):
    assert v2.rate([answer(INDY, 9, 1795291200.1234)])[0].refused is None
    request = box.requests[0]
    assert (request.method, request.path) == ("POST", "/sync/ratings")
    assert request.json == {
        "movies": [
            {"ids": {"imdb": "tt0082971", "tmdb": 85}, "rating": 9, "rated_at": "2026-11-21T20:00:00.123Z"}
        ]
    }
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert headers["trakt-api-version"] == "2"
    assert headers["trakt-api-key"] == settings.client_id
    assert headers["authorization"] == f"Bearer {box.settings()['token']['access_token']}"


def test_title_and_year_are_sent_only_where_no_id_is_known(v2: ClientV2, box: Any):
    v2.rate([answer(Movie(INDY.title, INDY.year), 9)])
    (item,) = box.requests[0].json["movies"]
    assert {key: item[key] for key in item if key != "rated_at"} == {
        "title": INDY.title, "year": 1981, "rating": 9
    }  # fmt: skip


def test_an_unrating_names_the_film_by_an_id_that_is_searched_for(v2: ClientV2, box: Any):
    v2.rate([answer(Movie(INDY.title, INDY.year), "unrate")])
    assert asked(box) == ["GET /search/movie", "POST /sync/ratings/remove"]
    (item,) = box.requests[1].json["movies"]
    assert item["ids"]["imdb"] == "tt0082971"


def test_an_unrating_of_a_film_that_no_search_finds_goes_by_title_and_year(v2: ClientV2, box: Any):
    assert v2.rate([answer(NEVER, "unrate")])[0].refused
    assert box.requests[-1].json == {"movies": [{"title": "Never Filmed", "year": 1999}]}


def test_love_and_hate_are_the_numbers_of_the_settings(settings: TraktSettings, signed_in: Path, box: Any):
    client = ClientV2(replace(settings, love=8, hate=3), signed_in)
    client.rate([answer(INDY, "love"), answer(MATRIX, "hate")])
    client.close()
    assert [item["rating"] for item in box.requests[0].json["movies"]] == [8, 3]


def test_a_batch_of_both_kinds_is_two_requests_and_keeps_its_order(v2: ClientV2, box: Any):
    v2.rate([answer(MATRIX, 5)])
    box.clear()
    batch = [answer(NEVER, 3), answer(MATRIX, "unrate"), answer(INDY, 9), answer(NO_SUCH_ID, "unrate")]
    outcomes = v2.rate(batch)
    assert asked(box) == ["POST /sync/ratings", "POST /sync/ratings/remove"]
    assert [outcome.movie for outcome in outcomes] == [s.movie for s in batch]
    assert [outcome.refused is None for outcome in outcomes] == [False, True, True, False]
    assert [rating["imdb"] for rating in box.ratings()] == ["tt0082971"]


@pytest.mark.parametrize(("first", "last", "left"), [("unrate", 7, [7]), (7, "unrate", []), (7, 3, [3])])
def test_the_last_answer_for_a_film_wins_whatever_request_it_goes_in(
    v2: ClientV2, box: Any, first: Any, last: Any, left: List[int]
):
    v2.rate([answer(INDY, 5)])
    outcomes = v2.rate([answer(INDY, first), answer(Movie(ids=MovieIds(imdb="tt0082971")), last)])
    assert [outcome.refused for outcome in outcomes] == [None, None]
    assert [rating["rating_advanced"] for rating in box.ratings()] == left


def test_an_answer_that_another_replaced_shares_its_outcome(v2: ClientV2):
    outcomes = v2.rate([answer(NEVER, 3), answer(INDY, 9), answer(NEVER, 4)])
    assert [outcome.refused is None for outcome in outcomes] == [False, True, False]


def test_a_hundred_films_are_one_request(v2: ClientV2, box: Any):
    films = [box.add_movie(f"Film {n}", 2000, f"tt7{n:06}") for n in range(v2.batch_size)]
    outcomes = v2.rate(
        [answer(Movie(ids=MovieIds(imdb=film.imdb)), 1 + n % 10) for n, film in enumerate(films)]
    )
    assert not any(outcome.refused for outcome in outcomes)
    assert len(box.requests) == 1
    assert len(box.ratings()) == v2.batch_size


def test_nothing_to_rate_asks_nothing(v2: ClientV2, box: Any):
    assert v2.rate([]) == []
    assert box.requests == []


def test_a_film_without_id_or_title_is_refused_without_a_request(v2: ClientV2, box: Any):
    assert v2.rate([answer(Movie(), 9)])[0].refused
    assert box.requests == []


def test_an_unrating_of_what_was_not_rated_is_done(v2: ClientV2):
    assert v2.rate([answer(INDY, "unrate")])[0].refused is None


@pytest.mark.parametrize(
    ("film", "entry"),
    [
        (INDY, {"ids": {"imdb": "tt0082971", "tmdb": None, "trakt": None}, "rating": 9}),
        (INDY, {"ids": {"tmdb": "85"}}),
        (NEVER, {"title": "Never Filmed", "year": "1999", "ids": {"imdb": None}}),
    ],
)
def test_an_entry_of_not_found_refuses_its_film(talk: Callable[..., Any], film: Movie, entry: Dict[str, Any]):
    body = json.dumps({"added": {"movies": 1}, "not_found": {"movies": [entry]}}).encode()
    outcomes = talk(lambda client: client.rate([answer(film, 9), answer(MATRIX, 9)]), http(201, body))
    assert [outcome.refused is None for outcome in outcomes] == [False, True]


@pytest.mark.parametrize(
    "not_found",
    [None, [], "x", {}, {"movies": None}, {"movies": ["x", None, {}, {"ids": []}, {"ids": {"imdb": "tt1"}}]}],
)
def test_a_not_found_of_nobody_refuses_nobody(talk: Callable[..., Any], not_found: Any):
    body = json.dumps({"added": {"movies": 1}, "not_found": not_found}).encode()
    assert talk(rate, http(201, body))[0].refused is None


@pytest.mark.parametrize("entry", [{"ids": {"imdb": None}}, {"ids": {"slug": "raiders"}, "rating": 9}, {}])
def test_where_trakt_took_none_of_them_all_are_refused_however_it_names_them(
    talk: Callable[..., Any], entry: Dict[str, Any]
):
    body = json.dumps({"added": {"movies": 0}, "not_found": {"movies": [entry]}}).encode()
    assert talk(rate, http(201, body))[0].refused


@pytest.mark.parametrize("status", [400, 404, 412, 422])
def test_a_request_with_one_film_that_is_refused_is_the_films_outcome(talk: Callable[..., Any], status: int):
    assert str(status) in talk(rate, http(status, b""))[0].refused


def test_a_request_with_several_films_that_is_refused_is_raised(talk: Callable[..., Any]):
    with pytest.raises(Refused, match="too many"):
        talk(lambda client: client.rate([answer(INDY, 9), answer(MATRIX, 9)]), http(422, b"too many"))


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"expires_at": "2026-11-21T20:00:00Z"}'])
def test_done_already_is_done(talk: Callable[..., Any], body: bytes):
    assert talk(rate, http(409, body))[0].refused is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, SignInNeeded), (420, SignInNeeded), (423, SignInNeeded), (426, SignInNeeded),
     (429, Unavailable), (500, Unavailable), (503, Unavailable), (520, Unavailable), (522, Unavailable)],
)  # fmt: skip
def test_every_other_status_is_raised_and_nothing_is_lost(
    v2: ClientV2, box: Any, status: int, kind: Type[TraktError]
):
    box.fail(status)
    with pytest.raises(kind):
        rate(v2)
    assert rate(v2)[0].refused is None


def test_the_time_to_wait_is_handed_on(v2: ClientV2, box: Any):
    box.fail(429, retry_after=17)
    with pytest.raises(Unavailable) as caught:
        rate(v2)
    assert caught.value.retry_after == 17


@pytest.mark.parametrize("fault", [
    {"html": True, "status": 200}, {"truncate": 20}, {"body": ""}, {"body": "{}"}, {"body": "[]"},
    {"body": "null"}, {"huge": 2 << 20}, {"cut": "before_work"}, {"cut": "before_answer"},
    {"cut": "during_answer"}, {"cut": "connect"}, {"cut": "before_reading"}, {"redirect": "https://example.org/"},
])  # fmt: skip
def test_an_answer_that_tells_nothing_keeps_the_rating(v2: ClientV2, box: Any, fault: Dict[str, Any]):
    box.fail(**fault)
    with pytest.raises(Unavailable):
        rate(v2)
    assert rate(v2)[0].refused is None


def test_a_server_that_is_down_is_unavailable_until_it_is_up(v2: ClientV2, box: Any):
    box.stop()
    with pytest.raises(Unavailable):
        rate(v2)
    box.start()
    assert rate(v2)[0].refused is None


def test_news_asks_once_where_nothing_changed(v2: ClientV2, box: Any):
    first = v2.news(INDY, Seen())
    assert first.complete
    box.clear()
    second = v2.news(INDY, first.seen)
    assert asked(box) == ["GET /sync/last_activities"]
    assert (second.account, second.ratings, second.complete, second.seen) == (None, None, False, first.seen)


def test_news_reads_all_ratings_where_they_changed(v2: ClientV2, box: Any):
    seen = v2.news(INDY, Seen()).seen
    v2.rate([answer(INDY, 9), answer(MATRIX, 4)])
    box.clear()
    news = v2.news(INDY, seen)
    assert asked(box) == ["GET /sync/last_activities", "GET /sync/ratings/movies"]
    assert news.complete
    assert {(r.movie.ids.imdb, r.rated, r.rated_at) for r in news.ratings or []} == {
        ("tt0082971", Rated(advanced=9), 1795291200.0), ("tt0133093", Rated(advanced=4), 1795291200.0)
    }  # fmt: skip
    assert all(r.movie.ids.trakt for r in news.ratings or [])


def test_news_reads_the_settings_where_they_changed(v2: ClientV2, box: Any):
    seen = v2.news(INDY, Seen()).seen
    box.set(show_rating_prompt=False)
    box.clear()
    account = v2.news(INDY, seen).account
    assert asked(box) == ["GET /sync/last_activities", "GET /users/settings"]
    assert account is not None
    assert account.show_rating_prompt is False


@pytest.mark.parametrize(
    ("browsing", "wish"),
    [({"show_rating_prompt": False}, False), ({"show_rating_prompt": True}, True),
     ({"show_rating_prompt": None}, True), ({}, True), (None, True), ("x", True)],
)  # fmt: skip
def test_only_a_clear_no_means_that_the_account_does_not_want_to_be_asked(
    talk: Callable[..., Any], browsing: Any, wish: bool
):
    body = json.dumps({"user": {"username": "sean"}, "browsing": browsing}).encode()
    account = talk(lambda client: client.account(), http(body=body))
    assert (account.username, account.mode, account.show_rating_prompt) == ("sean", None, wish)
    assert b"GET /users/settings?extended=browsing " in talk.requests[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize("body", [b'{"movies": null}', b'{"movies": {"rated_at": 5}}', b"{}"])
def test_where_trakt_does_not_tell_what_changed_everything_is_read(talk: Callable[..., Any], body: bytes):
    news = talk(lambda client: client.news(INDY, Seen("a", "b")), http(body=body), http(), http(body=b"[]"))
    assert (news.seen, news.complete, news.ratings) == (Seen(), True, [])
    assert news.account is not None


def pages(*bodies: Any, count: Any = None) -> List[bytes]:
    header = f"X-Pagination-Page-Count: {len(bodies) if count is None else count}"
    return [http(200, json.dumps(body).encode(), header, "X-Pagination-Limit: 1") for body in bodies]


def entry(number: int, rating: Any = 5) -> Dict[str, Any]:
    movie = {"title": f"Film {number}", "year": 2000, "ids": {"imdb": f"tt700000{number}"}}
    return {"rating": rating, "rated_at": f"2026-11-2{number}T00:00:00.000Z", "type": "movie", "movie": movie}


def test_all_pages_of_the_ratings_are_read(talk: Callable[..., Any]):
    recent = talk(lambda client: client.recent(), *pages([entry(1)], [entry(2)], [entry(3)]))
    assert [r.movie.title for r in recent] == ["Film 3", "Film 2", "Film 1"]
    assert [request.split(b" ")[1] for request in talk.requests] == [  # type: ignore[attr-defined]
        b"/sync/ratings/movies?page=1&limit=2500", b"/sync/ratings/movies?page=2&limit=1",
        b"/sync/ratings/movies?page=3&limit=1"
    ]  # fmt: skip


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", ""])
def test_a_count_of_pages_that_is_none_means_one(talk: Callable[..., Any], count: str):
    assert len(talk(lambda client: client.recent(), *pages([entry(1)], count=count))) == 1


def test_a_list_that_does_not_end_is_given_up(talk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("verdict.trakt.v2.MOST_PAGES", 5)
    with pytest.raises(Unavailable, match="does not end"):
        talk(lambda client: client.recent(), *pages([entry(1)], count=10**18))
    assert len(talk.requests) <= 6  # type: ignore[attr-defined]


def test_entries_that_are_no_ratings_are_left_out(talk: Callable[..., Any]):
    items = [entry(1, 11), entry(2, None), entry(3, "7"), {"rating": 5}, None, "x", []]
    recent = talk(lambda client: client.recent(), *pages(items))
    assert [(r.movie.title, r.rated.advanced) for r in recent] == [("Film 3", 7)]


def test_recent_ratings_come_newest_first_and_no_more_than_asked_for(v2: ClientV2):
    v2.rate([answer(INDY, 9, 1000.0), answer(MATRIX, 8, 2000.0)])
    assert [r.movie.title for r in v2.recent()] == [MATRIX.title, INDY.title]
    assert len(v2.recent(limit=1)) == 1


def test_recent_ratings_of_another_user_are_asked_for_by_name(talk: Callable[..., Any]):
    talk(lambda client: client.recent("a b/c"), http(body=b"[]"))
    assert b"GET /users/a%20b%2Fc/ratings/movies?" in talk.requests[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Heat", "Heat"),
        ("M*A*S*H: (1970)?", r"M\*A\*S\*H\: \(1970\)\?"),
        ("Face/Off", r"Face\/Off"),
        ('a+b-c!{d}[e]^"f"~\\', r"a\+b\-c\!\{d\}\[e\]\^\"f\"\~" + "\\\\"),
        ("Me & You && a | b || c", r"Me & You \&& a | b \|| c"),
    ],
)
def test_a_search_escapes_what_has_a_meaning_in_it(v2: ClientV2, box: Any, title: str, query: str):
    v2.search(title, 1970)
    assert box.requests[0].path == "/search/movie"
    titles = "title,original_title,translations,aliases"
    assert box.requests[0].query == {"query": query, "fields": titles, "years": "1970", "extended": "full"}


def test_a_search_finds_films_with_their_ids(v2: ClientV2):
    found = v2.search("The Matrix", 1999)
    assert found[0].ids.imdb == "tt0133093"
    assert found[0].ids.trakt


def test_a_token_that_is_rejected_is_refreshed_once_and_the_request_repeated(v2: ClientV2, box: Any):
    box.expire_tokens()
    assert rate(v2)[0].refused is None
    assert asked(box) == ["POST /sync/ratings", "POST /oauth/token", "POST /sync/ratings"]


def test_a_fresh_token_that_is_rejected_too_is_for_the_user(v2: ClientV2, box: Any):
    box.fail(401, path="/sync", times=None)
    with pytest.raises(SignInNeeded):
        rate(v2)
    assert asked(box) == ["POST /sync/ratings", "POST /oauth/token", "POST /sync/ratings"]


def test_a_server_that_echoes_the_token_does_not_make_us_tell_it(talk: Callable[..., Any]):
    echo = http(400, b"token marked-access-token of marked-refresh-token is odd")
    with pytest.raises(Refused, match=r"token .* is odd"):
        talk(lambda client: client.search("x"), echo)


def test_where_nothing_was_ever_rated_or_told_the_first_look_reads_and_so_does_the_next(
    talk: Callable[..., Any],
):
    news = talk(lambda client: client.news(INDY, Seen()), http(body=b"{}"), http(), http(body=b"[]"))
    assert news.complete
    assert news.account is not None


def test_an_application_that_is_dead_is_told_as_such(v2: ClientV2, box: Any):
    box.set(client_dead=True)
    with pytest.raises(SignInNeeded, match="client id"):
        v2.search("Heat")


@pytest.mark.parametrize("client_id", ["", "a\nb", "é"])
def test_a_client_id_that_is_none_is_told_with_the_place_where_it_belongs(
    settings: TraktSettings, signed_in: Path, client_id: str
):
    with pytest.raises(SignInNeeded, match=r"trakt\.client_id"):
        connect(replace(settings, client_id=client_id), signed_in)


def test_an_account_that_is_not_linked_is_told_at_once_without_a_request(
    settings: TraktSettings, token_file: Path, box: Any
):
    with pytest.raises(SignInNeeded, match="sign in"):
        connect(settings, token_file)
    assert box.requests == []


def test_plain_http_to_elsewhere_is_refused_before_anything_else(tmp_path: Path):
    with pytest.raises(ValueError, match="plain http"):
        connect(TraktSettings(url="http://api.trakt.tv"), tmp_path / "none")
    with pytest.raises(ValueError, match="plain http"):
        connect(TraktSettings(signin_url="http://auth.trakt.tv"), tmp_path / "none")


def test_both_clients_come_from_connect(settings: TraktSettings, signed_in: Path):
    v1, v2 = connect(replace(settings, api="v1"), signed_in), connect(settings, signed_in)
    assert (v1.batch_size, v2.batch_size) == (1, 100)
    assert v1.account().username == v2.account().username


def test_the_client_shows_no_secret(marked: Callable[[str], TraktSettings], marked_token: Path):
    assert_no_secret(repr(ClientV2(marked("https://api.trakt.tv"), marked_token)))


@pytest.mark.parametrize("year", [None, 1999])
def test_a_film_without_ids_that_is_found_is_rated(v2: ClientV2, box: Any, year: Optional[int]):
    outcome = v2.rate([answer(Movie("The Matrix", year), 9)])[0]
    assert (outcome.refused is None) is (year is not None)


@pytest.mark.parametrize(
    ("title", "year", "film"),
    [
        ("Das Leben der Anderen", 2006, "The Lives of Others"),
        ("千と千尋の神隠し", 2001, "Spirited Away"),
        ("Chihiros Reise ins Zauberland", 2001, "Spirited Away"),
    ],
)
def test_a_film_is_found_by_its_title_in_another_language(v2: ClientV2, title: str, year: int, film: str):
    (hit,) = v2.search(title, year)
    assert (hit.title, the_one(Movie(title, year), [hit])) == (film, hit)


def test_aliases_are_asked_for_only_where_they_decide(v2: ClientV2, box: Any):
    v2.search("Das Leben der Anderen", 2006)  # its own language's title comes with the hit
    v2.search("Dune", 2021)
    assert [request.path for request in box.requests] == ["/search/movie", "/search/movie"]


def test_a_part_of_a_title_is_none(v2: ClientV2):
    hits = v2.search("Chihiros Reise", 2001)
    assert the_one(Movie("Chihiros Reise", 2001), hits) is None


def test_aliases_that_cannot_be_had_leave_a_film_in_doubt(v2: ClientV2, box: Any):
    box.fail(500, path="/movies", times=None)
    (hit,) = v2.search("Chihiros Reise ins Zauberland", 2001)
    assert hit.other_titles == ("千と千尋の神隠し",)
