"""Our QR codes are those of the standard: compared with another maker of them."""

import string
from typing import Iterator

import pytest
import segno
import segno.encoder
from hypothesis import given
from hypothesis import strategies as st

from verdict.core import qr

A_FINDER_LIKE = 40  # where two overlap, segno counts one
LINK = "https://trakt.tv/activate/5055CC52"


@pytest.fixture(autouse=True, scope="module")
def filled_as_the_standard_says() -> Iterator[None]:
    """segno 1.6 puts a byte of zeros before the filling; ISO/IEC 18004 7.4.10 does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            segno.encoder, "write_padding_bits", lambda buff, _, length: buff.extend([0] * (-length % 8))
        )
        yield


def as_segno_draws_it(text: str, mask: int) -> qr.Matrix:
    level = "m" if len(text) <= 106 else "l"
    code = segno.make(text, error=level, mode="byte", micro=False, boost_error=False, mask=mask)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def mask_of(code: qr.Matrix) -> int:
    """The three bits beside the upper left finder that say which mask was used, unmasked (101)."""
    return (code[8][2] << 2 | code[8][3] << 1 | code[8][4]) ^ 0b101


def penalty(code: qr.Matrix) -> int:
    return int(segno.encoder.evaluate_mask([bytearray(row) for row in code], len(code), len(code)))


@given(st.text(string.ascii_letters + string.digits + ":/?=&-._~", min_size=1, max_size=134))
def test_every_text_gives_the_squares_that_another_encoder_gives(text: str) -> None:
    code = qr.matrix(text)
    assert code == as_segno_draws_it(text, mask_of(code))


@pytest.mark.parametrize("length", [14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 134])
def test_the_smallest_version_is_taken(length: int) -> None:
    text = "x" * length
    code = qr.matrix(text)
    assert code == as_segno_draws_it(text, mask_of(code))


@pytest.mark.parametrize("number", range(40))
def test_the_mask_is_the_one_that_reads_best(number: int) -> None:
    text = f"{LINK}{number}"
    code = qr.matrix(text)
    scores = [penalty(as_segno_draws_it(text, mask)) for mask in range(8)]
    assert penalty(code) - min(scores) < A_FINDER_LIKE


def test_not_every_text_has_the_same_mask() -> None:
    assert len({mask_of(qr.matrix(f"{LINK}{n}")) for n in range(40)}) > 2


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="135 bytes"):
        qr.matrix("x" * 135)


def test_what_is_not_ascii_is_counted_in_bytes() -> None:
    assert len(qr.matrix("é" * 7)) == 21
    assert len(qr.matrix("é" * 8)) == 25


def test_the_squares_are_true_where_dark() -> None:
    code = qr.matrix(LINK)
    assert code[0][:8] == (True,) * 7 + (False,)
    assert code[3][2:5] == (True,) * 3
