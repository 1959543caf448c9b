"""The classic API, against v1-rate-movie.txt, v1-advanced-ratings.txt and v1-facts.md."""

from __future__ import annotations

import base64
import json

import pytest

LOST_ARK = "Indiana Jones and the Raiders of the Lost Ark"


def test_the_example_of_the_founding_page_gets_the_answer_of_the_founding_page(v1):
    assert v1.rate("love").json() == {
        "status": "success",
        "message": "rated Indiana Jones and the Raiders of the Lost Ark (1981)",
        "type": "movie",
        "rating": "love",
        "ratings": {"percentage": 100, "votes": 15, "loved": 15, "hated": 0},
        "facebook": True,
        "twitter": True,
        "tumblr": False,
    }


@pytest.mark.parametrize("rating", ["love", "hate", 7, "7", 10, "unrate", 0, "0"])
def test_a_rating_is_echoed_as_it_was_sent(v1, rating):
    assert v1.rate(rating).json()["rating"] == rating


@pytest.mark.parametrize("rating", [11, -1, "great", 7.5, True, ["love"]])
def test_what_is_no_rating_is_refused_and_changes_nothing(v1, box, rating):
    assert v1.rate(rating).json() == {"status": "failure", "error": "invalid rating"}
    assert box.ratings() == []


@pytest.mark.parametrize("name", ["title", "year", "rating"])
def test_a_missing_required_parameter_is_named(v1, box, name):
    answer = v1.rate(**{"rating": "love", name: None}).json()
    assert answer == {"status": "failure", "error": f"missing required parameter {name}"}
    assert box.ratings() == []


@pytest.mark.parametrize("name", ["username", "password"])
def test_a_missing_credential_fails_authentication(v1, name):
    answer = v1.rate("love", **{name: None})
    assert (answer.status_code, answer.json()["error"]) == (401, "failed authentication")


def test_the_password_is_only_taken_as_its_sha1(v1, box):
    assert v1.post("account/test").json() == {"status": "success", "message": "all good!"}
    assert v1.post("account/test", password=box.password).status_code == 401


def test_a_wrong_key_is_told_apart_from_wrong_credentials(v1, box):
    answer = v1.session.post(f"{box.url}/account/test/0123", json=v1.credentials)
    assert (answer.status_code, answer.json()) == (401, {"status": "failure", "error": "invalid API key"})


def test_http_basic_does_as_well_as_fields(v1):
    pair = f"{v1.trakt['username']}:{v1.trakt['password_sha1']}".encode()
    basic = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    assert v1.session.post(v1.url("account/test"), headers=basic).status_code == 200


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_the_content_type_of_a_json_body_does_not_matter(v1, kind):
    body = json.dumps(v1.credentials)
    answer = v1.session.post(v1.url("account/test"), data=body, headers={"Content-Type": kind})
    assert answer.status_code == 200


def test_a_form_is_read_too(v1):
    assert v1.session.post(v1.url("account/test"), data=v1.credentials).status_code == 200


@pytest.mark.parametrize(
    ("fields", "film"),
    [
        ({"imdb_id": "tt0133093", "tmdb_id": 841, "title": "Dune", "year": 1984}, "The Matrix"),
        ({"imdb_id": "tt9999999", "tmdb_id": "841", "title": "Dune", "year": 2021}, "Dune"),
        ({"imdb_id": "", "tmdb_id": None, "title": "Сталкер", "year": "1979"}, "Сталкер"),
    ],
)
def test_a_film_is_matched_by_imdb_then_tmdb_then_exact_title_and_year(v1, box, fields, film):
    v1.rate("love", **fields)
    assert [rated["title"] for rated in box.ratings()] == [film]


def test_the_year_decides_between_two_films_of_one_title(v1, box):
    v1.rate(8, imdb_id=None, title="Dune", year=2021)
    assert [rated["imdb"] for rated in box.ratings()] == ["tt1160419"]


@pytest.mark.parametrize("status", [404, 200])
def test_an_unknown_film_is_a_failure_under_either_status(v1, box, status):
    box.set(unknown_status=status)
    answer = v1.rate("love", imdb_id="tt9999999", title="No Such Film")
    assert (answer.status_code, answer.json()["error"]) == (status, "movie not found")


def test_both_forms_are_kept_and_a_switch_of_mode_loses_neither(v1, box):
    v1.rate(9)
    box.set_mode("simple")
    assert v1.post("account/settings").json()["viewing"]["ratings"]["mode"] == "simple"
    box.set_mode("advanced")
    rated = v1.get("user/ratings/movies.json", "sandbox").json()[0]
    assert (rated["rating"], rated["rating_advanced"]) == ("love", 9)


@pytest.mark.parametrize(
    ("sent", "simple", "advanced"),
    [("love", "love", 10), ("hate", "hate", 1), (6, "love", 6), (5, "hate", 5)],
)
def test_each_form_is_shown_in_the_other(v1, box, sent, simple, advanced):
    v1.rate(sent)
    rated = box.ratings()[0]
    assert (rated["rating"], rated["rating_advanced"]) == (simple, advanced)


@pytest.mark.parametrize("sent", ["unrate", 0, "0"])
def test_an_unrating_takes_the_rating_back(v1, box, sent):
    v1.rate("love")
    assert v1.rate(sent).json()["ratings"]["votes"] == 14
    assert box.ratings() == []


def test_many_are_rated_at_once(v1, box):
    films = [{"tmdb_id": 603, "rating": 9}, {"tmdb_id": 85, "rating": "hate"}, {"tmdb_id": 1, "rating": 5}]
    assert v1.post("rate/movies", movies=films).json()["rated"] == 2
    assert {rated["title"] for rated in box.ratings()} == {"The Matrix", LOST_ARK}


def test_ratings_can_be_asked_for_by_their_value(v1):
    v1.rate(9)
    v1.rate("hate", imdb_id="tt0133093")
    asked = {
        value: len(v1.get("user/ratings/movies.json", "sandbox", value).json())
        for value in ("love", "1", "5")
    }
    assert asked == {"love": 1, "1": 1, "5": 0}


def test_the_activity_says_which_form_the_user_sees(v1, box):
    v1.rate(9)
    box.set_mode("simple")
    told = v1.get("activity/user.json", "sandbox", "movie", "rating").json()["activity"][0]
    assert (told["rating"], told["rating_advanced"], told["use_rating_advanced"]) == ("love", 9, False)
    assert told["movie"]["imdb_id"] == "tt0082971"


def test_a_film_is_told_by_get_and_by_post_and_only_credentials_bring_the_users_own(v1):
    v1.rate(9)
    by_get = v1.get("movie/summary.json", "tt0082971").json()
    by_post = v1.post("movie/summary.json", "85").json()
    assert (by_get["title"], "rating" in by_get) == (LOST_ARK, False)
    assert (by_post["rating"], by_post["rating_advanced"], by_post["watched"]) == ("love", 9, False)


def test_a_film_that_is_not_rated_is_rated_false_and_0(v1):
    told = v1.post("movie/summary.json", "the-matrix-1999").json()
    assert (told["rating"], told["rating_advanced"]) == (False, 0)


def test_a_read_with_wrong_credentials_is_refused(v1):
    assert v1.post("movie/summary.json", "85", password="0").status_code == 401


def test_the_search_takes_its_words_from_the_path_or_from_the_query(v1):
    in_path = v1.get("search/movies.json", "dune", 1).json()
    in_query = v1.get("search/movies.json", query="dune").json()
    assert ([film["year"] for film in in_path], [film["year"] for film in in_query]) == ([1984], [1984, 2021])


def test_a_scrobble_is_a_play_and_a_second_one_at_once_is_refused(v1, box):
    film = {"title": "Batman Begins", "year": 2005, "duration": 140, "progress": 95}
    first, second = v1.post("movie/scrobble", **film).json(), v1.post("movie/scrobble", **film).json()
    assert (first["message"], first["movie"]["imdb_id"]) == ("scrobbled Batman Begins (2005)", "tt0372784")
    assert second == {"status": "failure", "error": "scrobbled Batman Begins (2005) already"}
    assert box.plays() == ["Batman Begins (2005)"]


@pytest.mark.parametrize("progress", [None, 101, "95.5", "much"])
def test_progress_is_a_whole_number_of_percent(v1, progress):
    film = {"title": "Batman Begins", "year": 2005, "duration": 140, "progress": progress}
    assert v1.post("movie/watching", **film).json()["status"] == "failure"


def test_watching_can_be_cancelled(v1):
    v1.post("movie/watching", title="Batman Begins", year=2005, progress=3)
    assert v1.post("movie/cancelwatching").json()["message"] == "cancelled watching"


def test_methods_that_write_have_no_json_in_the_path_and_no_get(v1):
    assert v1.post("rate/movie.json", rating="love").status_code == 404
    assert v1.get("rate/movie").status_code == 405


def test_a_dead_application_and_a_locked_account_cannot_come_in(v1, box):
    box.set(locked=True)
    assert v1.post("account/test").json()["error"] == "failed authentication"
    box.set(client_dead=True)
    assert v1.post("account/test").json()["error"] == "invalid API key"
