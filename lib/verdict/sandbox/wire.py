"""What goes over the wire: a request as it was read, an answer as it will be sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple
from urllib.parse import parse_qsl, unquote, urlsplit


class Headers(Mapping[str, str]):
    """Headers by name, whatever its case. The repr shows names only: values may be secrets."""

    def __init__(self, items: Iterable[Tuple[str, str]] = ()) -> None:
        self._items = {name.lower(): value for name, value in items}

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._items

    def __repr__(self) -> str:
        return f"Headers({', '.join(self._items)})"


@dataclass
class Request:
    """One request. target: path and query as the client wrote them."""

    method: str
    target: str
    headers: Headers = field(repr=False)
    body: bytes = field(default=b"", repr=False)

    @cached_property
    def path(self) -> str:
        """The path alone; doubled slashes, which old clients send, count as one."""
        return "/" + "/".join(part for part in urlsplit("//host" + self._rooted).path.split("/") if part)

    @property
    def _rooted(self) -> str:
        return "/" + self.target.lstrip("/")

    @cached_property
    def segments(self) -> List[str]:
        return [unquote(part) for part in self.path.split("/") if part]

    @cached_property
    def query(self) -> Dict[str, str]:
        return dict(parse_qsl(urlsplit("//host" + self._rooted).query, keep_blank_values=True))

    @cached_property
    def json(self) -> Any:
        """The body read as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass
class Answer:
    """One answer; the server adds what every answer carries."""

    status: int
    body: bytes = field(default=b"", repr=False)
    headers: Dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> Any:
        """The body for people and tests: parsed JSON, or text, or None where it is empty."""
        if not self.body:
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            return self.body.decode("utf-8", "replace")


class Refusal(Exception):
    """Thrown from anywhere in a route: this answer instead."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def whole(text: object, most: int = 999_999) -> Optional[int]:
    """A whole number from 0 up, as a number or as digits; None for anything else."""
    digits = str(text)
    if isinstance(text, bool) or not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        return None
    return int(digits) if int(digits) <= most else None


def as_json(status: int, data: Any, headers: Optional[Mapping[str, str]] = None) -> Answer:
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(status, body, {"Content-Type": "application/json; charset=utf-8", **(headers or {})})


def as_text(status: int, text: str, headers: Optional[Mapping[str, str]] = None) -> Answer:
    return Answer(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8", **(headers or {})})


def as_html(
    status: int, title: str, content: str = "", headers: Optional[Mapping[str, str]] = None
) -> Answer:
    """A page; title and content are HTML already."""
    page = f'<!doctype html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>{content}'
    return Answer(status, page.encode(), {"Content-Type": "text/html; charset=utf-8", **(headers or {})})


def empty(status: int, headers: Optional[Mapping[str, str]] = None) -> Answer:
    return Answer(status, b"", dict(headers or {}))
