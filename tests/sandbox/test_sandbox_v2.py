"""Today's API: the door, ratings, scrobbles, look-up, against v2-facts.md."""

from __future__ import annotations

import json

import pytest

from verdict.sandbox.account import Account
from verdict.sandbox.clock import Clock, stamp

LOST_ARK = "Indiana Jones and the Raiders of the Lost Ark"
MATRIX = {"title": "The Matrix", "year": 1999, "ids": {"imdb": "tt0133093"}}


def scrobble(v2, action, progress, movie=MATRIX):
    return v2.post(f"/scrobble/{action}", {"movie": movie, "progress": progress})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"User-Agent": ""}, 403),
        ({"trakt-api-key": None}, 403),
        ({"trakt-api-key": "0123"}, 403),
        ({"trakt-api-version": None}, 412),
        ({"trakt-api-version": "1"}, 412),
        ({"Authorization": None}, 401),
        ({"Authorization": "Bearer 0123"}, 401),
    ],
)
def test_every_header_is_checked(v2, headers, status):
    assert v2.get("/sync/ratings/movies", headers).status_code == status


def test_public_routes_need_no_token(v2):
    assert v2.get("/movies/the-matrix-1999", {"Authorization": None}).json()["ids"]["tmdb"] == 603


def test_a_body_that_is_not_called_json_or_is_none_is_refused(v2, box):
    url = f"{box.url}/sync/ratings"
    assert v2.session.post(url, data="{}").status_code == 412
    assert v2.session.post(url, data="{", headers={"Content-Type": "application/json"}).status_code == 400


def test_no_such_route_and_no_such_method_are_told_apart(v2):
    assert (v2.get("/sync/nothing").status_code, v2.get("/sync/ratings/remove/x/y").status_code) == (404, 404)
    assert v2.post("/sync/last_activities", {}).status_code == 405


def test_a_dead_client_id_is_answered_in_plain_text_even_on_public_routes(v2, box):
    box.set(client_dead=True)
    answer = v2.get("/movies/481")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert v2.sign("device/code").status_code == 403


@pytest.mark.parametrize(
    ("condition", "status", "header"),
    [
        ("locked", 423, "X-Account-Locked"),
        ("vip_only", 426, "X-Upgrade-URL"),
        ("limit_reached", 420, "X-Account-Limit"),
    ],
)
def test_the_standing_of_the_account_meets_a_write(v2, box, condition, status, header):
    box.set(**{condition: True})
    answer = v2.rate(9)
    assert (answer.status_code, header in answer.headers, box.ratings()) == (status, True, [])


def test_two_writes_in_one_second_meet_the_limit_where_it_is_on(v2, box):
    box.set(write_limit=True)
    first, second = v2.rate(9), v2.rate(8)
    assert (first.status_code, second.status_code, second.headers["Retry-After"]) == (201, 429, "1")
    assert json.loads(second.headers["X-Ratelimit"])["limit"] == 1
    box.advance(1)
    assert v2.rate(8).status_code == 201


def test_a_rating_is_kept_with_its_time_and_in_both_forms(v2, box):
    item = {"ids": {"imdb": "tt0082971"}, "rating": 9, "rated_at": "2026-11-21T20:00:00.000Z"}
    answer = v2.post("/sync/ratings", {"movies": [item]})
    assert (answer.status_code, answer.json()["added"]["movies"]) == (201, 1)
    rated = box.ratings()[0]
    assert (rated["rating"], rated["rating_advanced"], rated["rated_at"]) == (
        "love",
        9,
        "2026-11-21T20:00:00.000Z",
    )


def test_an_unknown_film_is_still_201_and_comes_back_under_not_found(v2, box):
    answer = v2.rate(9, imdb="tt9999999")
    assert (answer.status_code, answer.json()["added"]["movies"]) == (201, 0)
    assert answer.json()["not_found"]["movies"] == [{"ids": {"imdb": "tt9999999"}, "rating": 9}]
    assert box.ratings() == []


@pytest.mark.parametrize("ids", [{"imdb": "tt0087182"}, {"tmdb": 841}, {"slug": "dune-1984"}])
def test_any_id_finds_the_film(v2, box, ids):
    v2.rate(7, **ids)
    assert [(rated["title"], rated["year"]) for rated in box.ratings()] == [("Dune", 1984)]


def test_title_and_year_do_where_there_are_no_ids(v2, box):
    v2.post("/sync/ratings", {"movies": [{"title": "Dune", "year": 2021, "rating": 8}]})
    assert [rated["imdb"] for rated in box.ratings()] == ["tt1160419"]


@pytest.mark.parametrize(
    "item",
    [
        {"ids": {"imdb": "tt0082971"}},
        {"ids": {"imdb": "tt0082971"}, "rating": "9"},
        {"ids": {"imdb": "tt0082971"}, "rating": 0},
        {"ids": {"imdb": "tt0082971"}, "rating": 11},
        {"ids": {"imdb": "tt0082971"}, "rating": True},
        {"ids": {"imdb": "tt0082971"}, "rating": 9.5},
        {"ids": {"tmdb": "85"}, "rating": 9},
        {"ids": {"imdb": 82971}, "rating": 9},
        {"ids": "tt0082971", "rating": 9},
        {"ids": {}, "rating": 9},
        {"ids": {"imdb": None}, "title": "Dune", "rating": 9},
        {"title": "Dune", "year": "2021", "rating": 9},
        {"ids": {"imdb": "tt0082971"}, "rating": 9, "rated_at": "yesterday"},
        {"ids": {"imdb": "tt0082971"}, "rating": 9, "rated_at": "2026-11-21T20:00:00"},
    ],
)
def test_a_rating_of_the_wrong_form_is_refused_and_changes_nothing(v2, box, item):
    right = {"ids": {"imdb": "tt0133093"}, "rating": 9}
    assert v2.post("/sync/ratings", {"movies": [right, item]}).status_code == 422
    assert box.ratings() == []


@pytest.mark.parametrize("body", [{}, {"films": []}, {"movies": {}}, {"movies": ["tt0082971"]}])
def test_a_body_without_lists_of_things_is_refused(v2, body):
    assert v2.post("/sync/ratings", body).status_code == 422


def test_a_rating_is_removed_and_one_that_is_not_there_is_not_counted(v2, box):
    v2.rate(9)
    body = {"movies": [{"ids": {"imdb": "tt0082971"}}, {"ids": {"tmdb": 603}}, {"ids": {"tmdb": 1}}]}
    answer = v2.post("/sync/ratings/remove", body)
    assert (answer.status_code, answer.json()["deleted"]["movies"]) == (200, 1)
    assert answer.json()["not_found"]["movies"] == [{"ids": {"tmdb": 1}}]
    assert box.ratings() == []


def test_ratings_are_read_back_by_kind_and_by_value(v2):
    v2.rate(9)
    v2.rate(4, tmdb=603)
    assert [told["rating"] for told in v2.get("/sync/ratings/movies").json()] == [4, 9]
    assert [told["movie"]["ids"]["imdb"] for told in v2.get("/sync/ratings/movies/9").json()] == ["tt0082971"]
    assert v2.get("/sync/ratings/shows").json() == []
    assert v2.get("/sync/ratings/movies/11").status_code == 404


def test_pages_are_counted_where_they_are_asked_for(v2):
    for tmdb in (85, 603, 841):
        v2.rate(9, tmdb=tmdb)
    page = v2.get("/sync/ratings/movies", page=2, limit=2)
    counted = {k[13:]: v for k, v in page.headers.items() if k.startswith("X-Pagination-")}
    assert (len(page.json()), counted) == (
        1,
        {"Page": "2", "Limit": "2", "Page-Count": "2", "Item-Count": "3"},
    )
    assert "X-Pagination-Page" not in v2.get("/sync/ratings/movies").headers


def test_every_change_of_a_rating_moves_rated_at(v2):
    seen = []
    for rating in (9, 9, 3):
        v2.rate(rating)
        seen.append(v2.get("/sync/last_activities").json()["movies"]["rated_at"])
    v2.post("/sync/ratings/remove", {"movies": [{"ids": {"imdb": "tt0082971"}}]})
    seen.append(v2.get("/sync/last_activities").json()["movies"]["rated_at"])
    assert sorted(set(seen)) == seen


def test_two_changes_at_one_moment_have_two_times():
    class Still(Clock):
        def now(self):
            return 1_800_000_000.0

    account = Account(Still())
    times = [account.touch("rated_at") for _ in range(3)]
    assert len({stamp(at) for at in times}) == 3


def test_the_wish_about_prompts_is_told_only_where_it_is_asked_for(v2, box):
    box.set(show_rating_prompt=False)
    assert "browsing" not in v2.get("/users/settings").json()
    assert v2.get("/users/settings", extended="browsing").json()["browsing"]["show_rating_prompt"] is False


def test_the_wish_about_prompts_can_be_changed_and_nothing_but_a_wish_is_taken(v2, box):
    url = f"{box.url}/users/settings"
    wished = [
        v2.session.put(url, json={"browsing": {"show_rating_prompt": w}}).status_code for w in (False, "no")
    ]
    assert (wished, box.conditions.show_rating_prompt) == ([201, 422], False)


def test_a_rating_adds_a_play_where_the_account_wishes_so(v2, box):
    v2.rate(9)
    assert box.plays() == []
    box.set(watch_after_rating="now")
    v2.rate(8)
    v2.rate(7)
    assert len(box.plays()) == 1


@pytest.mark.parametrize(
    ("action", "progress", "status", "told"),
    [
        ("start", 0, 201, "start"),
        ("pause", 40, 201, "pause"),
        ("stop", 79.9, 201, "pause"),
        ("stop", 80, 201, "scrobble"),
        ("stop", 0.9, 422, None),
        ("stop", 101, 422, None),
        ("stop", "95", 422, None),
    ],
)
def test_progress_decides_what_a_scrobble_is(v2, box, action, progress, status, told):
    answer = scrobble(v2, action, progress)
    assert (answer.status_code, answer.json().get("action")) == (status, told)
    assert box.plays() == (["The Matrix (1999)"] if told == "scrobble" else [])


def test_the_film_that_was_matched_comes_back(v2):
    assert scrobble(v2, "stop", 95).json()["movie"]["ids"]["slug"] == "the-matrix-1999"


def test_a_second_scrobble_is_a_conflict_until_it_expires(v2, box):
    scrobble(v2, "stop", 95)
    again = scrobble(v2, "stop", 96)
    assert (again.status_code, sorted(again.json())) == (409, ["expires_at", "watched_at"])
    box.advance(box.conditions.repeat_window)
    assert scrobble(v2, "stop", 95).status_code == 201


@pytest.mark.parametrize(
    ("movie", "status"),
    [({"ids": {"imdb": "tt0133093"}}, 422), (None, 422), ({**MATRIX, "ids": {"imdb": "tt9999999"}}, 404)],
)
def test_a_scrobble_names_a_known_film_by_title_year_and_ids(v2, movie, status):
    assert scrobble(v2, "start", 1, movie).status_code == status


def test_history_takes_plays_with_their_time(v2, box):
    item = {"ids": {"tmdb": 603}, "watched_at": "2026-11-20T20:00:00Z"}
    answer = v2.post("/sync/history", {"movies": [item, {"ids": {"tmdb": 1}}]})
    assert (answer.status_code, answer.json()["added"]["movies"]) == (201, 1)
    assert box.plays() == ["The Matrix (1999)"]


@pytest.mark.parametrize("path", ["/search/imdb/tt0133093", "/search/tmdb/603", "/search/trakt/481"])
def test_an_id_is_looked_up(v2, path):
    found = v2.get(path, type="movie").json()
    assert [(result["type"], result["movie"]["title"]) for result in found] == [("movie", "The Matrix")]


def test_an_id_of_another_type_is_no_film(v2):
    assert v2.get("/search/tmdb/603", type="show").json() == []
    assert v2.get("/search/imdb/tt9999999").json() == []


def test_the_search_is_narrowed_by_years(v2):
    years = {
        y: [f["movie"]["year"] for f in v2.get("/search/movie", query="dune", years=y).json()]
        for y in ("2021", "1980-1990")
    }
    assert years == {"2021": [2021], "1980-1990": [1984]}


@pytest.mark.parametrize(
    ("query", "film"),
    [(r"\(500\) Days of Summer", "(500) Days of Summer"), (r"2001\: A Space", "2001: A Space Odyssey"),
     ("amelie", "Amélie"), ("сталкер", "Сталкер"), ("lost ark", LOST_ARK)],
)  # fmt: skip
def test_words_find_a_film_escaped_or_in_any_letters(v2, query, film):
    assert [f["movie"]["title"] for f in v2.get("/search/movie", query=query, fields="title").json()] == [
        film
    ]


def test_a_film_is_told_by_slug_by_imdb_id_and_by_number(v2):
    assert len({v2.get(f"/movies/{id}").text for id in ("the-matrix-1999", "tt0133093", "481")}) == 1
    assert v2.get("/movies/none-1900").status_code == 404
