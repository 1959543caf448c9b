"""The classic API: what is sent is what the founding pages say, and every answer has one meaning."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Callable, Dict, List, Optional, Type, Union

import pytest
from marks import INDY, SECRETS, assert_no_secret, told_by
from raw_server import RawServer, http

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.trakt.client import Seen, Submission, TraktSettings, connect
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable
from verdict.trakt.v1 import ClientV1
from verdict.trakt.v1_answers import RateAnswer, Ratings

PAGE = {  # the answer on v1-rate-movie.txt
    "status": "success",
    "message": "rated Indiana Jones and the Raiders of the Lost Ark (1981)",
    "type": "movie",
    "rating": "love",
    "ratings": {"percentage": 100, "votes": 15, "loved": 15, "hated": 0},
    "facebook": True,
    "twitter": True,
    "tumblr": False,
}


def answer(movie: Movie, rating: Union[int, str]) -> Submission:
    return Submission(movie, Rating(rating), 1795291200.0)


def paths(box: Any) -> List[str]:
    return [request.path for request in box.requests]


@pytest.fixture
def talk(marked: Callable[[str], TraktSettings]) -> Callable[..., Any]:
    """Run one call against one answer; no error tells a secret."""

    def run(sent: bytes, call: Callable[[ClientV1], Any]) -> Any:
        with RawServer(sent) as server:
            client = ClientV1(marked(server.url))
            try:
                return call(client)
            except TraktError as error:
                assert_no_secret(told_by(error))
                raise
            finally:
                client.close()

    return run


def rate(client: ClientV1) -> RateAnswer:
    return client.rate_movie(INDY, Rating("love"))


def test_the_request_is_the_one_on_the_page(v1: ClientV1, box: Any, settings: TraktSettings):
    v1.rate_movie(replace(INDY, ids=MovieIds(imdb="tt0082971")), Rating("love"))
    request = box.requests[0]
    assert (request.method, request.path) == ("POST", f"/rate/movie/{settings.api_key}")
    assert request.json == {
        "username": settings.username,
        "password": settings.password_sha1,
        "imdb_id": "tt0082971",
        "title": "Indiana Jones and the Raiders of the Lost Ark",
        "year": 1981,
        "rating": "love",
    }


def test_the_tmdb_id_goes_along_where_it_is_known(v1: ClientV1, box: Any):
    v1.rate([answer(INDY, 9)])
    assert box.requests[0].json["tmdb_id"] == 85


@pytest.mark.parametrize("value", ["love", "hate", "unrate", *range(1, 11)])
def test_a_rating_is_sent_as_it_was_given(v1: ClientV1, box: Any, value: Union[int, str]):
    assert v1.rate([answer(INDY, value)])[0].refused is None
    sent = box.requests[0].json["rating"]
    assert (sent, type(sent)) == (value, type(value))


def test_the_whole_answer_is_read(talk: Callable[..., Any]):
    assert talk(http(body=json.dumps(PAGE).encode()), rate) == RateAnswer(
        "success",
        "rated Indiana Jones and the Raiders of the Lost Ark (1981)",
        "movie",
        Rating("love"),
        Ratings(100, 15, 15, 0),
        facebook=True,
        twitter=True,
        tumblr=False,
    )


@pytest.mark.parametrize(
    ("message", "film"),
    [
        ("rated Raiders! (1981) (1982)", Movie("Raiders! (1981)", 1982, INDY.ids)),
        ("rated (500) Days of Summer (2009)", Movie("(500) Days of Summer", 2009, INDY.ids)),
        ("unrated The Matrix (1999)", Movie("The Matrix", 1999, INDY.ids)),
        ("rated it", INDY),
        ("rated Raiders (n/a)", INDY),
        (None, INDY),
    ],
)
def test_the_film_of_an_outcome_is_the_one_that_the_message_names_if_it_names_one(
    talk: Callable[..., Any], message: Any, film: Movie
):
    body = json.dumps({**PAGE, "message": message}).encode()
    (outcome,) = talk(http(body=body), lambda client: client.rate([answer(INDY, 9)]))
    assert (outcome.movie, outcome.refused) == (film, None)


@pytest.mark.parametrize(
    "more",
    [{}, {"rating": None, "ratings": "many", "facebook": "perhaps", "type": 5}, {"a": [1], "rating": 77}],
)
def test_missing_and_strange_fields_of_an_answer_do_no_harm(talk: Callable[..., Any], more: Dict[str, Any]):
    read = talk(http(body=json.dumps({"status": "success", **more}).encode()), rate)
    assert read == RateAnswer("success")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("failed authentication", SignInNeeded), ("invalid API key", SignInNeeded),
        ("invalid development API permission (scrobble)", SignInNeeded),
        ("server is over capacity", Unavailable), ("movie not found", Refused),
        ("scrobbled Heat (1995) already", Refused), ("", Refused), (None, Refused), ({"a": 1}, Refused),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [200, 404])
def test_a_failure_is_decided_by_its_text_not_by_the_code(
    talk: Callable[..., Any], error: Any, kind: Type[TraktError], status: int
):
    body = json.dumps({"status": "failure", "error": error}).encode()
    with pytest.raises(kind) as caught:
        talk(http(status, body), rate)
    assert type(caught.value) is kind
    if error and isinstance(error, str):
        assert error in str(caught.value)


def test_success_is_success_whatever_the_code(talk: Callable[..., Any]):
    assert talk(http(500, json.dumps(PAGE).encode()), rate).message.startswith("rated")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (http(200, b"<html>sign in to the hotel</html>"), Unavailable),
        (http(200, b'{"status": "succ'), Unavailable), (http(200, b""), Unavailable),
        (http(200, b"[]"), Unavailable), (http(200, b"{}"), Unavailable),
        (http(201, b'{"added": {"movies": 1}}'), Unavailable),
        (http(503, b"<html>"), Unavailable), (http(500, b""), Unavailable), (http(429, b""), Unavailable),
        (http(500, b'{"status": "failure", "error": "oops"}'), Unavailable),
        (http(401, b""), SignInNeeded), (http(403, b"<html>"), SignInNeeded),
        (http(401, b'{"status": "failure", "error": "no"}'), SignInNeeded),
        (http(404, b"<html>"), Refused), (http(404, b"{}"), Refused),
    ],
)  # fmt: skip
def test_what_is_not_v1s_own_answer_is_decided_by_the_code(
    talk: Callable[..., Any], sent: bytes, kind: Type[TraktError]
):
    with pytest.raises(kind):
        talk(sent, rate)


@pytest.mark.parametrize("status", [404, 405, 410])
def test_a_server_that_speaks_no_v1_keeps_the_rating_and_the_user_is_told(
    talk: Callable[..., Any], status: int
):
    with pytest.raises(SignInNeeded, match="retired in 2014"):
        talk(http(status, b"<html>gone"), lambda client: client.rate([answer(INDY, 8)]))


def test_a_bare_404_for_one_film_refuses_that_film_alone(v1: ClientV1, box: Any):
    box.fail(404, path="/rate/movie", body=b"<html>")
    assert "404" in (v1.rate([answer(INDY, 8)])[0].refused or "")
    assert "account/test" in paths(box)[-1]


def test_a_summary_that_names_no_film_is_not_trakts(talk: Callable[..., Any]):
    with pytest.raises(Unavailable):
        talk(http(200, b"{}"), lambda client: client.rate([answer(Movie(ids=MovieIds(tmdb=85)), 8)]))


def test_a_server_that_echoes_the_key_does_not_make_us_tell_it(talk: Callable[..., Any]):
    error = f"unknown path /rate/movie/{SECRETS['api_key']} for {SECRETS['password_sha1']}"
    with pytest.raises(Refused, match="unknown path"):
        talk(http(404, json.dumps({"status": "failure", "error": error}).encode()), rate)


def test_over_capacity_keeps_the_time_to_wait(talk: Callable[..., Any]):
    body = b'{"status": "failure", "error": "server is over capacity"}'
    with pytest.raises(Unavailable) as caught:
        talk(http(503, body, "Retry-After: 11"), rate)
    assert caught.value.retry_after == 11


@pytest.mark.parametrize("ids", [MovieIds(imdb="tt0082971"), MovieIds(tmdb=85)])
def test_what_is_not_known_of_a_film_is_read_from_its_summary(v1: ClientV1, box: Any, ids: MovieIds):
    outcome = v1.rate([answer(Movie(ids=ids), 8)])[0]
    assert (outcome.refused, outcome.movie) == (None, INDY)
    assert "/movie/summary.json/" in paths(box)[0]
    assert box.ratings()[0]["rating_advanced"] == 8


@pytest.mark.parametrize("year", [1981, None])
def test_a_film_without_an_id_is_searched_by_its_title(v1: ClientV1, box: Any, year: Optional[int]):
    film = Movie("indiana jones & the: raiders of the lost ark".replace("& ", "and "), year)
    outcome = v1.rate([answer(film, "hate")])[0]
    assert outcome.refused is None
    assert outcome.movie.ids.imdb == "tt0082971"
    assert box.ratings()[0]["rating"] == "hate"


def test_the_only_hit_of_a_search_and_of_the_year_is_the_film(v1: ClientV1, box: Any):
    assert v1.rate([answer(Movie("Raiders of the Lost Ark", 1981), 8)])[0].refused is None
    assert v1.rate([answer(Movie("Raiders of the Lost Ark", 1982), 8)])[0].refused
    assert box.requests[1].json["title"] == INDY.title
    assert [rated["imdb"] for rated in box.ratings()] == ["tt0082971"]


def test_a_film_that_nobody_knows_is_refused_with_the_reason(v1: ClientV1, box: Any):
    assert "no film" in str(v1.rate([answer(Movie("Never Filmed", 1999), 8)])[0].refused)
    assert box.ratings() == []


def test_a_title_of_several_films_is_refused_and_they_are_named(v1: ClientV1, box: Any):
    box.add_movie("Twice Told", 1960, "tt7000001")
    box.add_movie("Twice Told", 1961, "tt7000002")
    refused = str(v1.rate([answer(Movie("Twice told"), 8)])[0].refused)
    assert "2 films" in refused
    assert "Twice Told (1960), Twice Told (1961)" in refused
    assert v1.rate([answer(Movie("Twice told", 1961), 8)])[0].refused is None


def test_a_film_known_by_neither_title_nor_a_v1_id_is_refused(v1: ClientV1, box: Any):
    assert v1.rate([answer(Movie(ids=MovieIds(trakt=5)), 8)])[0].refused
    assert box.requests == []


def test_one_refusal_does_not_stop_the_others(v1: ClientV1, box: Any):
    outcomes = v1.rate([answer(Movie("Never Filmed", 1999), 8), answer(INDY, 8)])
    assert [outcome.refused is None for outcome in outcomes] == [False, True]


def test_nothing_to_rate_asks_nothing(v1: ClientV1, box: Any):
    assert v1.rate([]) == []
    assert box.requests == []


@pytest.mark.parametrize("mode", ["simple", "advanced"])
def test_news_is_the_mode_of_this_moment_and_both_values(v1: ClientV1, box: Any, mode: str):
    v1.rate([answer(INDY, 9)])
    box.set_mode(mode)
    news = v1.news(Movie(ids=MovieIds(imdb="tt0082971")), Seen("a", "b"))
    assert news.account is not None
    assert news.account.mode is RatingMode(mode)
    assert news.ratings is not None
    assert [(r.movie, r.rated) for r in news.ratings] == [(INDY, Rated("love", 9))]
    assert (news.seen, news.complete) == (Seen("a", "b"), False)


@pytest.mark.parametrize(
    "film", [INDY, Movie(ids=MovieIds(imdb="tt9999999")), Movie("Never Filmed"), Movie(ids=MovieIds(trakt=1))]
)
def test_news_of_a_film_that_is_not_rated_is_empty(v1: ClientV1, film: Movie):
    assert v1.news(film, Seen()).ratings == []


def test_news_finds_a_film_by_its_title(v1: ClientV1):
    v1.rate([answer(INDY, 9)])
    ratings = v1.news(Movie(INDY.title, INDY.year), Seen()).ratings
    assert ratings is not None
    assert ratings[0].rated == Rated("love", 9)


def test_news_asks_two_questions(v1: ClientV1, box: Any, settings: TraktSettings):
    v1.news(INDY, Seen())
    assert paths(box) == [
        f"/account/settings/{settings.api_key}", f"/movie/summary.json/{settings.api_key}/tt0082971"
    ]  # fmt: skip
    assert all(request.json["password"] == settings.password_sha1 for request in box.requests)


@pytest.mark.parametrize("mode", ["stars", "", None, 5, {"a": 1}])
def test_a_mode_that_v1_does_not_have_is_unknown(talk: Callable[..., Any], mode: Any):
    body = json.dumps({"status": "success", "viewing": {"ratings": {"mode": mode}}}).encode()
    account = talk(http(body=body), lambda client: client.account())
    assert (account.mode, account.username) == (None, "someone")


@pytest.mark.parametrize("mode", ["simple", "advanced"])
def test_recent_ratings_are_shown_as_their_flag_says(v1: ClientV1, box: Any, mode: str):
    box.set_mode(mode)
    v1.rate([answer(INDY, 4), answer(Movie("The Matrix", 1999, MovieIds("tt0133093", 603)), "love")])
    recent = v1.recent()
    assert [(r.movie.ids.imdb, r.rated) for r in recent] == [
        ("tt0133093", Rated("love", 10)), ("tt0082971", Rated("hate", 4))
    ]  # fmt: skip
    assert {r.mode for r in recent} == {RatingMode(mode)}
    assert all(r.rated_at for r in recent)
    assert len(v1.recent(limit=1)) == 1


def test_recent_ratings_of_another_user_are_asked_for_by_name(v1: ClientV1, box: Any):
    with pytest.raises(TraktError):
        v1.recent("no/body")
    assert paths(box)[0].endswith("/no%2Fbody/movie/rating")


def test_an_activity_without_a_flag_or_a_rating_is_read_as_far_as_it_goes(talk: Callable[..., Any]):
    movie = {"title": "Heat", "year": 1995}
    items = [
        {"type": "movie", "action": "rating", "rating": "love", "rating_advanced": "9", "movie": movie},
        {"type": "movie", "action": "rating", "rating": "false", "rating_advanced": 0, "movie": movie},
        {"type": "episode", "action": "rating", "rating": "love", "movie": movie},
        {"type": "movie", "action": "scrobble", "movie": movie},
        "nonsense",
    ]
    recent = talk(http(body=json.dumps({"activity": items}).encode()), lambda client: client.recent())
    assert [(r.rated, r.mode) for r in recent] == [(Rated("love", 9), None)]


def test_search_puts_the_year_first_and_shows_no_password(v1: ClientV1, box: Any):
    box.add_movie("Twice Told", 1960, "tt7000001")
    box.add_movie("Twice Told", 1961, "tt7000002")
    assert [movie.year for movie in v1.search("Twice Told", 1961)] == [1961, 1960]
    assert box.requests[0].body == b""


def test_the_account_is_tested(v1: ClientV1, box: Any, settings: TraktSettings):
    assert v1.account_test() == "all good!"
    assert paths(box) == [f"/account/test/{settings.api_key}"]


def test_a_wrong_password_is_told_to_the_user(settings: TraktSettings):
    with pytest.raises(SignInNeeded):
        ClientV1(replace(settings, password_sha1="0" * 40)).account_test()


def test_a_wrong_key_is_told_to_the_user(settings: TraktSettings):
    with pytest.raises(SignInNeeded):
        ClientV1(replace(settings, api_key="0" * 32)).account_test()


@pytest.mark.parametrize("missing", ["api_key", "username", "password_sha1"])
def test_an_account_that_is_not_set_up_is_told_with_the_name_of_the_setting(
    marked: Callable[[str], TraktSettings], missing: str
):
    settings = replace(marked("https://api.trakt.tv"), api="v1", **{missing: ""})
    with pytest.raises(SignInNeeded, match=f"trakt.{missing}"):
        connect(settings, None)  # type: ignore[arg-type]  # v1 has no token


def test_a_password_in_place_of_its_hash_goes_nowhere(marked: Callable[[str], TraktSettings]):
    with pytest.raises(SignInNeeded, match="SHA-1") as caught:
        ClientV1(replace(marked("https://api.trakt.tv"), password_sha1="my secret"))
    assert "my secret" not in told_by(caught.value)


def test_the_hash_is_sent_in_small_letters(marked: Callable[[str], TraktSettings]):
    with RawServer(http(body=json.dumps(PAGE).encode())) as server:
        rate(ClientV1(replace(marked(server.url), password_sha1=SECRETS["password_sha1"].upper())))
    assert SECRETS["password_sha1"].encode() in server.requests[0]


def test_the_client_shows_no_secret(marked: Callable[[str], TraktSettings]):
    client = ClientV1(marked("https://api.trakt.tv"))
    assert_no_secret(repr(client) + repr(marked("https://api.trakt.tv")))


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_the_sandboxes_faults_become_typed_errors(v1: ClientV1, box: Any, status: int):
    box.fail(status, path="/rate")
    if status in (400, 404):
        assert v1.rate([answer(INDY, 9)])[0].refused
    else:
        with pytest.raises(Unavailable):
            v1.rate([answer(INDY, 9)])
    assert v1.rate([answer(INDY, 9)])[0].refused is None
