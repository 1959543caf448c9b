"""Secrets that are easy to find again, a film, and a look at all that an error tells."""

from __future__ import annotations

import json
import traceback
from pathlib import Path
from typing import Any, Dict, List, Optional

from verdict.core.movie import Movie, MovieIds

INDY = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds(imdb="tt0082971", tmdb=85))
SECRETS = {
    "client_id": "marked-client-id",
    "client_secret": "marked-client-secret",
    "api_key": "marked-api-key",
    "password_sha1": "a9993e364706816aba3e25717850c26c9cd0d89d",
}
TOKEN: Dict[str, Any] = {
    "access_token": "marked-access-token",
    "token_type": "bearer",
    "expires_in": 604800,
    "refresh_token": "marked-refresh-token",
    "scope": "public",
    "created_at": 4000000000,
}


def write_token(path: Path, token: Any) -> Path:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_text(json.dumps(token))
    path.chmod(0o600)
    return path


def told_by(error: Optional[BaseException]) -> str:
    """All that an error tells whoever prints, logs or inspects it, with everything that hangs on it."""
    told: List[str] = []
    while error is not None:
        told += [str(error), repr(error), repr(error.args), repr(vars(error))]
        told += traceback.format_exception(type(error), error, None)
        error = error.__cause__ or error.__context__
    return "\n".join(told)


def assert_no_secret(text: str) -> None:
    tokens = [TOKEN["access_token"], TOKEN["refresh_token"], "marked-device-code"]
    for secret in [*SECRETS.values(), *tokens]:
        assert secret not in text
