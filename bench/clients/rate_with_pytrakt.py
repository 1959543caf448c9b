"""Rates one film again and again with pytrakt; milliseconds of each, as JSON."""

import json
import sys
import time
from pathlib import Path

from trakt import core  # type: ignore[import-not-found]

given = json.loads(sys.stdin.read())
core.BASE_URL = given["trakt"]["url"] + "/"
core.CLIENT_ID = given["trakt"]["client_id"]
core.CLIENT_SECRET = given["trakt"]["client_secret"]
core.OAUTH_TOKEN = given["token"]["access_token"]
core.OAUTH_REFRESH = given["token"]["refresh_token"]
core.OAUTH_EXPIRES_AT = int(time.time()) + 86400
core.CONFIG_PATH = str(Path(given["home"]) / "pytrakt.json")

from trakt.sync import search_by_id  # type: ignore[import-not-found]  # noqa: E402

took = []
for turn in range(given["times"]):
    begun = time.perf_counter()
    film = search_by_id("tt0133093", id_type="imdb", media_type="movie")[0]
    film.rate(1 + turn % 10)
    took.append(1000 * (time.perf_counter() - begun))
print(json.dumps(took))
