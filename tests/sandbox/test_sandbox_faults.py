"""What can be made to go wrong, and that it does."""

from __future__ import annotations

import socket
import threading

import pytest
import requests

from verdict.sandbox import CUTS, Sandbox

FOR_EVER = float("inf")


def line_to(box):
    """A plain connection with a request on it."""
    line = socket.create_connection(("127.0.0.1", box.port), timeout=5)
    line.sendall(b"GET /movies/481 HTTP/1.1\r\nHost: box\r\nUser-Agent: Test/1.0\r\n\r\n")
    return line


def test_a_fault_meets_only_its_method_and_path_and_only_so_often(v2, box):
    fault = box.fail(503, path="/sync/ratings", method="post", times=2)
    assert v2.get("/sync/ratings/movies").status_code == 200
    assert [v2.rate(9).status_code for _ in range(3)] == [503, 503, 201]
    assert fault.hits == 2


def test_a_fault_for_ever_lasts_until_it_is_lifted(v2, box):
    fault = box.fail(503, times=None)
    assert {v2.rate(9).status_code for _ in range(5)} == {503}
    fault.lift()
    assert v2.rate(9).status_code == 201


def test_faults_come_in_the_order_in_which_they_were_made(v2, box):
    box.fail(500)
    box.fail(429, retry_after=3)
    assert [v2.rate(9).status_code for _ in range(3)] == [500, 429, 201]


def test_each_api_says_503_in_its_own_way(v1, v2, box):
    box.fail(503, times=2)
    assert v1.rate("love").json() == {"status": "failure", "error": "server is over capacity"}
    assert v2.rate(9).headers["Content-Type"] == "text/html; charset=utf-8"
    assert box.ratings() == []


@pytest.mark.parametrize("wait", [7, "Sat, 21 Nov 2026 20:00:00 GMT", "soon", -1, 10**12])
def test_retry_after_is_sent_as_it_is_given(v2, box, wait):
    box.fail(429, retry_after=wait)
    answer = v2.rate(9)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, str(wait))


def test_the_body_can_be_html_or_nothing_or_anything_under_any_status(v2, box):
    box.fail(200, html=True)
    box.fail(201, body="")
    box.fail(body=b"\xff\xfe")
    assert v2.rate(9).text.startswith("<!doctype html>")
    assert [(a.status_code, a.content) for a in (v2.rate(9), v2.rate(9))] == [(201, b""), (200, b"\xff\xfe")]


def test_a_truncated_body_is_a_sound_answer_that_stops_in_the_middle(v2, box):
    box.fail(truncate=10)
    answer = v2.rate(9)
    assert (answer.status_code, len(answer.content), len(box.ratings())) == (201, 10, 1)


def test_a_huge_body_is_as_huge_as_it_was_asked_for(v2, box):
    box.fail(huge=3_000_000)
    assert len(v2.rate(9).content) > 3_000_000


def test_the_work_can_be_done_although_the_answer_says_otherwise(v2, box):
    box.fail(502, work=True)
    assert (v2.rate(9).status_code, len(box.ratings())) == (502, 1)


def test_a_redirect_may_lead_to_another_host(v2, box):
    with Sandbox() as other:
        box.fail(307, redirect=f"http://localhost:{other.port}/elsewhere")
        v2.rate(9)
        assert [record.path for record in other.requests] == ["/elsewhere"]
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize("phase", CUTS)
def test_a_connection_is_cut_in_any_phase_and_only_the_late_ones_leave_work_behind(v2, box, phase):
    fault = box.fail(cut=phase)
    with pytest.raises(requests.RequestException):
        v2.rate(9)
    assert fault.hits == 1
    assert len(box.ratings()) == (phase in ("before_answer", "during_answer"))
    assert v2.rate(9).status_code == 201


def test_a_request_that_was_cut_is_recorded_without_a_status(v2, box):
    box.fail(cut="before_work")
    with pytest.raises(requests.RequestException):
        v2.rate(9)
    assert [(record.status, record.done, record.json["movies"][0]["rating"]) for record in box.requests] == [
        (None, True, 9)
    ]


def test_an_answer_is_held_back_until_it_is_let_go(v2, box):
    fault = box.fail(delay=FOR_EVER)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(v2.rate(9)))
    thread.start()
    record = box.wait_for(lambda r: r.path == "/sync/ratings", arrived=True)
    assert (record.done, answers) == (False, [])
    with pytest.raises(TimeoutError):
        box.wait_for(lambda r: r.path == "/sync/ratings", 0)
    fault.lift()
    thread.join(5)
    assert answers[0].status_code == 201


def test_a_client_that_does_not_wait_goes_without_an_answer(v2, box):
    box.fail(delay=FOR_EVER)
    with pytest.raises(requests.ReadTimeout):
        v2.session.get(f"{box.url}/movies/481", timeout=0.05)


def test_an_answer_drips_byte_by_byte(box):
    fault = box.fail(drip=FOR_EVER)
    with line_to(box) as line:
        assert line.recv(100) == b"H"
        fault.lift()
        with line.makefile("rb") as rest:
            assert rest.read(3) == b"TTP"


@pytest.mark.parametrize("wrong", [{"cut": "sometimes"}, {"delay": "long"}, {"times": "twice"}])
def test_a_fault_that_makes_no_sense_is_refused(box, wrong):
    with pytest.raises(ValueError, match=r"no (phase|number)"):
        box.fail(**wrong)
