"""Drives PyPI's pytrakt, a client of today's API that knows nothing of the sandbox."""

import json
import sys

from trakt import core

given = json.loads(sys.stdin.read())
core.BASE_URL = given["trakt"]["url"] + "/"
core.CLIENT_ID = given["trakt"]["client_id"]
core.CLIENT_SECRET = given["trakt"]["client_secret"]
core.OAUTH_TOKEN = given["token"]["access_token"]
core.OAUTH_REFRESH = given["token"]["refresh_token"]
core.OAUTH_EXPIRES_AT = 1  # long ago: it refreshes first
core.CONFIG_PATH = given["config"]

from trakt.movies import Movie  # noqa: E402
from trakt.sync import search, search_by_id  # noqa: E402

film = search_by_id("tt0133093", id_type="imdb", media_type="movie")[0]
player = film.scrobble(1.0, "1.0", "2026-11-21")
player.update(96)
player.finish()
film.rate(9)
Movie("dune-2021").rate(7)
print(json.dumps({"title": film.title, "found": [found.year for found in search("Dune")]}))
