"""Sign-in on a device, refresh, revoke."""

from __future__ import annotations

import pytest

REFRESH = {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob", "grant_type": "refresh_token"}


def refresh(v2, token):
    return v2.sign("token", refresh_token=token, **REFRESH)


def poll(v2, code):
    return v2.sign("device/token", code=code["device_code"])


def lets_in(v2, token):
    return v2.get("/sync/last_activities", {"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.fixture
def code(v2):
    return v2.sign("device/code").json()


def test_a_code_waits_then_gives_a_token_that_opens_the_door_then_is_used_up(v2, box, code):
    waiting = poll(v2, code)
    assert (waiting.status_code, waiting.text) == (400, "authorization pending")
    box.approve(code["user_code"].lower())
    box.advance(code["interval"])
    token = poll(v2, code).json()
    assert lets_in(v2, token["access_token"])
    assert poll(v2, code).status_code == 409


def test_the_address_to_go_to_is_the_sandboxs_own_page(v2, box, code):
    assert code["verification_url"] == f"{box.url}/activate"
    page = v2.session.get(f"{code['verification_url']}/{code['user_code']}")
    assert code["user_code"] in page.text
    said = v2.session.post(code["verification_url"], data={"code": code["user_code"], "say": "approved"})
    assert (said.status_code, poll(v2, code).status_code) == (200, 200)


def test_a_page_shows_what_the_path_says_as_text(v2, box):
    assert "<script>" not in v2.session.get(f"{box.url}/activate/%3Cscript%3E").text


def test_a_denied_code_is_418(v2, box, code):
    box.deny(code["user_code"])
    assert poll(v2, code).status_code == 418


def test_a_code_that_ran_out_is_410_and_can_no_longer_be_approved(v2, box, code):
    box.advance(code["expires_in"])
    assert poll(v2, code).status_code == 410
    with pytest.raises(ValueError, match="is waiting"):
        box.approve(code["user_code"])


def test_a_wrong_code_is_404(v2):
    assert v2.sign("device/token", code="0123").status_code == 404


def test_polling_faster_than_the_interval_is_429(v2, box, code):
    assert [poll(v2, code).status_code for _ in range(2)] == [400, 429]
    box.advance(code["interval"])
    assert poll(v2, code).status_code == 400


def test_a_refresh_token_works_once(v2):
    fresh = refresh(v2, v2.token["refresh_token"]).json()
    assert lets_in(v2, fresh["access_token"])
    again = refresh(v2, v2.token["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert refresh(v2, fresh["refresh_token"]).status_code == 200


def test_the_settings_hold_the_newest_token(v2, box):
    assert refresh(v2, v2.token["refresh_token"]).json() == box.settings()["token"]


def test_an_access_token_ends_with_its_life(v2, box):
    box.set(expires_in=60)
    token = refresh(v2, v2.token["refresh_token"]).json()
    assert token["expires_in"] == 60
    box.advance(61)
    assert not lets_in(v2, token["access_token"])


def test_tokens_can_end_before_their_time_and_be_refreshed(v2, box):
    box.expire_tokens()
    assert not lets_in(v2, v2.token["access_token"])
    assert refresh(v2, v2.token["refresh_token"]).status_code == 200


def test_a_revoked_token_opens_nothing_and_is_not_refreshed(v2):
    assert v2.sign("revoke", token=v2.token["access_token"]).status_code == 200
    assert not lets_in(v2, v2.token["access_token"])
    assert refresh(v2, v2.token["refresh_token"]).status_code == 400


def test_a_wrong_secret_and_a_wrong_redirect_are_refused(v2):
    token = v2.token["refresh_token"]
    assert v2.sign("token", client_secret="0", refresh_token=token, **REFRESH).status_code == 401
    assert v2.sign("token", refresh_token=token, grant_type="refresh_token").status_code == 400
    assert refresh(v2, token).status_code == 200
