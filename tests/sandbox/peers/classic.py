"""Drives PyPI's trakt 0.3.6, a client of the classic API that knows nothing of the sandbox."""

import json
import sys

import trakt
from trakt import _core, account
from trakt.movies import Movie, rate_movies

given = json.loads(sys.stdin.read())
_core.BaseAPI.base_url = given["url"] + "/"
trakt.api_key = given["api_key"]
trakt.authenticate(given["username"], given["password"])

film = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981)
film.start_watching(5, "13.2", "2014-11-01")
film.scrobble(95, "13.2", "2014-11-01")
film.rate("love")
rate_movies([Movie("The Matrix", 1999), Movie("Dune", 2021)], 7)
mode = account.settings(given["username"], given["password"])["viewing"]["ratings"]["mode"]
print(json.dumps({"version": trakt.__version__, "imdb": film.imdb_id, "mode": mode}))
