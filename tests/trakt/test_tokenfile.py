"""The token file: private, whole at every moment, and never thrown away."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from marks import TOKEN, assert_no_secret, told_by, write_token

from verdict.trakt.errors import SignInNeeded, Unavailable
from verdict.trakt.tokenfile import TokenFile

NEWER = {**TOKEN, "access_token": "newer", "created_at": TOKEN["created_at"] + 1}


def save(path: Path, answer: Any) -> None:
    file = TokenFile(path, lambda: 77.0)
    with file.held(), file.room() as keep:
        keep(answer)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_file_and_new_folders_are_for_the_user_alone(tmp_path: Path):
    path = tmp_path / "a" / "b" / "token.json"
    before = os.umask(0)
    try:
        save(path, TOKEN)
    finally:
        os.umask(before)
    assert {mode(path), mode(path.with_name("token.json.lock"))} == {0o600}
    assert {mode(path.parent), mode(path.parent.parent)} == {0o700}


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_a_file_that_others_can_read_is_closed_to_them(marked_token: Path):
    marked_token.chmod(0o644)
    TokenFile(marked_token).read()
    assert mode(marked_token) == 0o600


def test_a_token_that_is_over_when_it_is_made_lives_by_our_own_clock(token_file: Path):
    save(token_file, {**TOKEN, "created_at": 10, "expires_in": 50})
    assert TokenFile(token_file).read().expires_at == 77 + 50


def test_the_file_holds_trakts_own_answer(token_file: Path):
    save(token_file, {**TOKEN, "more": [1]})
    assert json.loads(token_file.read_text()) == {**TOKEN, "more": [1]}
    token = TokenFile(token_file).read()
    assert (token.access, token.refresh) == ("marked-access-token", "marked-refresh-token")
    assert_no_secret(repr(token))


def test_an_answer_without_its_moment_gets_ours(token_file: Path):
    save(token_file, {"access_token": "a", "expires_in": 10})
    token = TokenFile(token_file).read()
    assert [token.is_stale(now) for now in (85.0, 86.0)] == [False, True]
    assert [token.is_dead(now) for now in (86.0, 87.0)] == [False, True]


def test_a_token_without_an_end_does_not_end(token_file: Path):
    write_token(token_file, {"access_token": "a"})
    token = TokenFile(token_file).read()
    assert not token.is_stale(1e18)
    assert not token.is_dead(1e18)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'{"access_token": 5}', b'{"access_token": "a\\nb"}',
     b'{"access_token": "\\u00e9"}', b"[" * 60000, b'{"access_token": "a"' + b" " * 70000 + b"}"],
)  # fmt: skip
def test_a_damaged_file_asks_to_sign_in_and_stays_as_it_is(token_file: Path, content: bytes):
    token_file.parent.mkdir()
    token_file.write_bytes(content)
    with pytest.raises(SignInNeeded, match="damaged"):
        TokenFile(token_file).read()
    assert token_file.read_bytes() == content


def test_absurd_numbers_in_the_file_do_no_harm(token_file: Path):
    write_token(token_file, {"access_token": "a", "created_at": 1, "expires_in": 10})
    token_file.write_text(token_file.read_text().replace("10}", "9" * 4000 + "}"))
    assert not TokenFile(token_file).read().is_stale(0.0)


def test_a_missing_file_asks_to_sign_in(token_file: Path):
    with pytest.raises(SignInNeeded, match="not signed in"):
        TokenFile(token_file).read()


def test_a_folder_in_place_of_the_file_asks_to_sign_in(token_file: Path):
    token_file.mkdir(parents=True)
    with pytest.raises(SignInNeeded, match="cannot be read"):
        TokenFile(token_file).read()


def test_an_answer_without_a_token_leaves_the_file_alone(marked_token: Path):
    with pytest.raises(ValueError, match="no access token"):
        save(marked_token, {"error": "x"})
    assert TokenFile(marked_token).read().access == "marked-access-token"
    assert not marked_token.with_name("token.json.new").exists()


def test_a_newer_pair_that_only_has_to_be_put_in_its_place_is_taken_up(marked_token: Path):
    write_token(marked_token.with_name("token.json.new"), NEWER)
    with TokenFile(marked_token).held():
        assert TokenFile(marked_token).read().access == "newer"
    assert not marked_token.with_name("token.json.new").exists()


@pytest.mark.parametrize(
    "left", [b"", b" " * 8192, b'{"access_token": "newer", "crea', json.dumps(TOKEN).encode()]
)
def test_what_a_crash_left_unfinished_is_not_taken_up(marked_token: Path, left: bytes):
    before = marked_token.read_bytes()
    marked_token.with_name("token.json.new").write_bytes(left)
    with TokenFile(marked_token).held():
        assert marked_token.read_bytes() == before
    save(marked_token, NEWER)
    assert TokenFile(marked_token).read().access == "newer"


def test_a_crash_before_the_new_name_keeps_the_pair(marked_token: Path, monkeypatch: pytest.MonkeyPatch):
    def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("verdict.trakt.tokenfile.TokenFile._replace", crash)
        with pytest.raises(KeyboardInterrupt):
            save(marked_token, NEWER)
    with TokenFile(marked_token).held():
        assert TokenFile(marked_token).read().access == "newer"


def test_a_disk_that_takes_nothing_is_unavailable(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="cannot be written") as caught:
        save(tmp_path / "file" / "token.json", TOKEN)
    assert_no_secret(told_by(caught.value))


def test_a_removed_token_is_gone_with_what_was_prepared(marked_token: Path):
    file = TokenFile(marked_token)
    with file.held():
        write_token(marked_token.with_name("token.json.new"), NEWER)
        file.remove()
    assert [path.name for path in marked_token.parent.iterdir()] == ["token.json.lock"]
