"""Rates one film again and again with our client; milliseconds of each, as JSON.

Without the second that our writes keep between them: one rating never waits for it.
"""

import json
import sys
import time
from dataclasses import fields
from pathlib import Path

import verdict.trakt.turnstile as turnstile
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.trakt.client import Submission, TraktSettings, connect

turnstile.APART = 0.0
given = json.loads(sys.stdin.read())
known = {field.name for field in fields(TraktSettings)}
settings = TraktSettings(**{name: value for name, value in given["trakt"].items() if name in known})
client = connect(settings, Path(given["home"]) / "token.json")
film = Movie(ids=MovieIds(imdb="tt0133093"))
took = []
for turn in range(given["times"]):
    begun = time.perf_counter()
    client.rate([Submission(film, Rating.parse(1 + turn % 10), time.time())])
    took.append(1000 * (time.perf_counter() - begun))
print(json.dumps(took))
