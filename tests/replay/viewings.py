"""Viewings whose decisions were worked out by hand from what "finished" means, by what each is about."""

from __future__ import annotations

from typing import Dict

from tests.replay.document import HOUR, LENGTH, A, B, Viewing, chapter, ended, event, opened, sought

_RATED = [event(7201, "chosen", rating=9)]
_WHOLE = ["0 start 0", "7200 stop 100", "7200 ask"]

FINISHED: Dict[str, Viewing] = {
    "from end to end": Viewing([opened(0), ended(7200, "eof")], _WHOLE),
    "stopped at 80 %": Viewing([opened(0), ended(5760)], ["0 start 0", "5760 stop 80", "5760 ask"]),
    "stopped just before 80 %": Viewing(
        [opened(0), ended(5759)], ["0 start 0", "5759 stop 79.99", "5759 pass"]
    ),
    "left by quitting in the last tenth": Viewing(
        [opened(0), ended(6480, "quit")], ["0 start 0", "6480 stop 90", "6480 ask"]
    ),
    "an error at 90 % is a stop at 90 %": Viewing(
        [opened(0), ended(6480, "error")], ["0 start 0", "6480 stop 90", "6480 ask"]
    ),
    "an error at 30 % is a stop at 30 %": Viewing(
        [opened(0), ended(2160, "error")], ["0 start 0", "2160 stop 30", "2160 pass"]
    ),
    "a stream that says eof at 30 %": Viewing(
        [opened(0), ended(2160, "eof")], ["0 start 0", "2160 stop 30", "2160 pass"]
    ),
    "paused for an hour": Viewing(
        [opened(0), event(3600, "paused"), event(7200, "resumed"), ended(9000)],
        ["0 start 0", "3600 pause 50", "7200 start 50", "9000 stop 75", "9000 pass"],
    ),
    "stopped while paused at 85 %": Viewing(
        [opened(0), event(6120, "paused"), ended(9999)],
        ["0 start 0", "6120 pause 85", "9999 stop 85", "9999 ask"],
    ),
    "sought to the end": Viewing(
        [opened(0), sought(60, 7000), ended(260, "eof")],
        ["0 start 0", "60 start 97.22", "260 stop 100", "260 pass"],
    ),
    "half of it seen, and then its end": Viewing(
        [opened(0), sought(3000, 6600), ended(3600, "eof")],
        ["0 start 0", "3000 start 91.67", "3600 stop 100", "3600 ask"],
    ),
    "a little less than half of it, and then its end": Viewing(
        [opened(0), sought(2999, 6600), ended(3599, "eof")],
        ["0 start 0", "2999 start 91.67", "3599 stop 100", "3599 pass"],
    ),
    "the same half hour three times over is half an hour": Viewing(
        [opened(0), sought(1800, 0), sought(3600, 0), sought(5400, 6000), ended(6600, "eof")],
        ["0 start 0", "1800 start 0", "3600 start 0", "5400 start 83.33", "6600 stop 100", "6600 pass"],
    ),
    "begun at the end, then from the start to 60 %": Viewing(
        [opened(0), sought(0, 5040), sought(2160, 0), ended(6480)],
        ["0 start 0", "0 start 70", "2160 start 0", "6480 stop 60", "6480 pass"],
    ),
    "at twice the speed": Viewing(
        [opened(0), event(0, "speed", speed=2), ended(3600, "eof")],
        ["0 start 0", "3600 stop 100", "3600 ask"],
    ),
    "at half the speed two hours are one": Viewing(
        [opened(0), event(0, "speed", speed=0.5), ended(7200)], ["0 start 0", "7200 stop 50", "7200 pass"]
    ),
    "the speed is changed on the way": Viewing(
        [opened(0), event(1200, "speed", speed=1.5), event(3600, "speed", speed=1), ended(4800)],
        ["0 start 0", "4800 stop 83.33", "4800 ask"],
    ),
    "a speed that is set while it is paused": Viewing(
        [opened(0), event(10, "paused"), event(20, "speed", speed=2), event(30, "resumed"), ended(3630)],
        ["0 start 0", "10 pause 0.14", "30 start 0.14", "3630 stop 100", "3630 ask"],
    ),
    "sought beyond the end": Viewing(
        [opened(0), sought(4000, 99999), ended(4001, "eof")],
        ["0 start 0", "4000 start 100", "4001 stop 100", "4001 ask"],
    ),
    "the clock began long ago": Viewing(
        [opened(1763755200.5), ended(1763762400.5, "eof")],
        ["1763755200.5 start 0", "1763762400.5 stop 100", "1763762400.5 ask"],
    ),
    "the clock began long ago, and it stopped at 80 %": Viewing(
        [opened(1763755200.1), ended(1763760960.1)],
        ["1763755200.1 start 0", "1763760960.1 stop 80", "1763760960.1 ask"],
    ),
}

RESUMED: Dict[str, Viewing] = {
    "restored by the player, five minutes watched": Viewing(
        [opened(0, position=6000), ended(300)], ["0 start 83.33", "300 stop 87.5", "300 ask"]
    ),
    "restored by the player, less than that": Viewing(
        [opened(0, position=6000), ended(299)], ["0 start 83.33", "299 stop 87.49", "299 pass"]
    ),
    "restored in a film of 40 minutes, of which four are a tenth": Viewing(
        [opened(0, duration=2400, position=1800), ended(240)], ["0 start 75", "240 stop 85", "240 ask"]
    ),
    "started late by the user": Viewing(
        [opened(0), sought(0, 6000), ended(1200, "eof")],
        ["0 start 0", "0 start 83.33", "1200 stop 100", "1200 pass"],
    ),
    "in two halves, resumed by the player": Viewing(
        [opened(0), ended(2700), opened(9000, position=2700), ended(13500, "eof")],
        ["0 start 0", "2700 stop 37.5", "2700 pass", "9000 start 37.5", "13500 stop 100", "13500 ask"],
    ),
    "in two halves, resumed by the user's seek": Viewing(
        [opened(0), ended(3600), opened(9000), sought(9000, 3600), ended(11400)],
        [
            *["0 start 0", "3600 stop 50", "3600 pass"],
            *["9000 start 0", "9000 start 50", "11400 stop 83.33", "11400 ask"],
        ],
    ),
    "another film's half does not count for this one": Viewing(
        [opened(0), ended(3600), opened(9000, B, source="/films/b.mkv"), sought(9000, 4680), ended(11520)],
        [
            *["0 start 0", "3600 stop 50", "3600 pass"],
            *["9000 start 0 B", "9000 start 65 B", "11520 stop 100 B", "11520 pass"],
        ],
    ),
    "a film that has finished starts anew": Viewing(
        [opened(0), ended(7200, "eof"), event(7201, "dismissed", why="skip"), opened(8000), ended(9000)],
        [*_WHOLE, "8000 start 0", "9000 stop 13.89", "9000 pass"],
    ),
}

CREDITS: Dict[str, Viewing] = {
    "stopped in the end credits at 75 %": Viewing(
        [opened(0), chapter(5400, "End Credits"), ended(5460)], ["0 start 0", "5460 stop 75.83", "5460 ask"]
    ),
    "no chapter tells of the credits": Viewing(
        [opened(0), chapter(5400, "Chapter 12"), ended(5460)], ["0 start 0", "5460 stop 75.83", "5460 pass"]
    ),
    "credits at half of it are not believed": Viewing(
        [opened(0), chapter(3600, "Credits"), ended(4500)], ["0 start 0", "4500 stop 62.5", "4500 pass"]
    ),
    "credits that come after 80 % change nothing": Viewing(
        [opened(0), ended(5800)], ["0 start 0", "5800 stop 80.56", "5800 ask"]
    ),
    "sought to the credits": Viewing(
        [opened(0), sought(60, 6500), chapter(60, "Credits"), ended(600)],
        ["0 start 0", "60 start 90.28", "600 stop 97.78", "600 pass"],
    ),
    "back from the credits to a scene": Viewing(
        [opened(0), chapter(5400, "Credits"), sought(5500, 4000), ended(5600)],
        ["0 start 0", "5500 start 55.56", "5600 stop 56.94", "5600 pass"],
    ),
}

WHAT: Dict[str, Viewing] = {
    **{
        f"{kind} never counts": Viewing([opened(0, kind=kind), ended(7200, "eof")], ["7200 pass"])
        for kind in ("episode", "trailer", "sample", "extra", "part", "live")
    },
    "of a kind that nobody could tell": Viewing([opened(0, kind="unknown"), ended(7200, "eof")], _WHOLE),
    "no film is known": Viewing([opened(0, None), ended(7200, "eof")], ["7200 pass"]),
    "no duration is known": Viewing([opened(0, duration=None), ended(7200, "eof")], ["7200 pass"]),
    "guessed, and 39 minutes": Viewing(
        [opened(0, certain=False, duration=2399), ended(2399, "eof")], ["2399 pass"]
    ),
    "guessed, and 40 minutes": Viewing(
        [opened(0, certain=False, duration=2400), ended(2400, "eof")],
        ["0 start 0", "2400 stop 100", "2400 ask"],
    ),
    "certain, and three minutes": Viewing(
        [opened(0, duration=180), ended(180, "eof")], ["0 start 0", "180 stop 100", "180 ask"]
    ),
}

ANSWERED: Dict[str, Viewing] = {
    "rated": Viewing([opened(0), ended(7200, "eof"), *_RATED], [*_WHOLE, "7201 record 9"]),
    "loved": Viewing(
        [opened(0), ended(7200, "eof"), event(7201, "chosen", rating="love")], [*_WHOLE, "7201 record love"]
    ),
    "un-rated": Viewing(
        [opened(0), ended(7200, "eof"), event(7201, "chosen", rating="unrate")],
        [*_WHOLE, "7201 record unrate"],
    ),
    "rated twice": Viewing(
        [opened(0), ended(7200, "eof"), *_RATED, event(7202, "chosen", rating=1)], [*_WHOLE, "7201 record 9"]
    ),
    "skipped, and a key that comes late": Viewing(
        [opened(0), ended(7200, "eof"), event(7200, "dismissed", why="skip"), *_RATED], _WHOLE
    ),
    "never for this film, and a key that comes late": Viewing(
        [opened(0), ended(7200, "eof"), event(7200, "dismissed", why="never"), *_RATED], _WHOLE
    ),
    "a key before the end": Viewing([opened(0), event(60, "chosen", rating=9), ended(7200, "eof")], _WHOLE),
    "a key where nothing was asked": Viewing(
        [opened(0), ended(60), event(61, "chosen", rating=9)], ["0 start 0", "60 stop 0.83", "60 pass"]
    ),
    "told twice that it ended": Viewing(
        [opened(0), ended(7200, "eof"), ended(7200, "quit"), *_RATED], [*_WHOLE, "7201 record 9"]
    ),
    "the next one opens while the prompt is open": Viewing(
        [opened(0), ended(7200, "eof"), opened(7205, B), event(7206, "chosen", rating=9), ended(7300)],
        [*_WHOLE, "7205 close", "7205 later", "7205 start 0 B", "7300 stop 1.32 B", "7300 pass"],
    ),
    "replaced after it finished": Viewing(
        [opened(0), opened(6000, B), event(6001, "chosen", rating=9), ended(6100)],
        ["0 start 0", "6000 stop 83.33", "6000 later", "6000 start 0 B", "6100 stop 1.39 B", "6100 pass"],
    ),
    "replaced before it finished": Viewing(
        [opened(0), opened(600, B), ended(7800, "eof")],
        ["0 start 0", "600 stop 8.33", "600 pass", "600 start 0 B", "7800 stop 100 B", "7800 ask B"],
    ),
    "another follows at once in a player that cannot wait": Viewing(
        [opened(0), ended(7200, "eof", more=True), event(7201, "chosen", rating=9)],
        ["0 start 0", "7200 stop 100", "7200 later"],
    ),
    "another follows at once, and this one did not finish": Viewing(
        [opened(0), ended(600, more=True)], ["0 start 0", "600 stop 8.33", "600 pass"]
    ),
    "asked about again in the same evening": Viewing(
        [opened(0), ended(7200, "eof"), *_RATED, opened(8000), ended(8000 + LENGTH, "eof")],
        [*_WHOLE, "7201 record 9", "8000 start 0", "15200 stop 100", "15200 ask"],
    ),
    "an end that no film came before": Viewing([ended(5, "quit"), event(6, "chosen", rating=9)], []),
}

WRITTEN: Dict[str, Viewing] = {
    "with nothing but what has to be there": Viewing(
        [
            {
                "at": 0,
                "event": "opened",
                "duration": HOUR,
                "movie": {"title": "The Matrix", "year": 1999, "ids": A["ids"]},
            },
            {"at": HOUR, "event": "ended", "reason": "eof"},
        ],
        ["0 start 0", "3600 stop 100", "3600 ask"],
    ),
    "the year and an id as text": Viewing(
        [
            opened(0, {"title": "The Matrix", "year": "1999", "ids": {"imdb": "tt0133093", "tmdb": "603"}}),
            ended(7200, "eof"),
        ],
        _WHOLE,
    ),
    "the year and an id as numbers with a point": Viewing(
        [
            opened(0, {"title": "The Matrix", "year": 1999.0, "ids": {"imdb": "tt0133093", "tmdb": 603.0}}),
            ended(7200, "eof"),
        ],
        _WHOLE,
    ),
    "what is optional is null": Viewing(
        [
            opened(0, source=None, position=None, kind=None),
            chapter(5, ""),
            event(6, "chapter", title=None),
            ended(7200, "eof", more=None),
        ],
        _WHOLE,
    ),
    "more than the format names": Viewing(
        [
            opened(0, host="mpv", season={}),
            event(5, "paused", by=["q"]),
            event(6, "resumed"),
            ended(7201, "eof"),
        ],
        ["0 start 0", "5 pause 0.07", "6 start 0.07", "7201 stop 100", "7201 ask"],
    ),
}

ALL: Dict[str, Viewing] = {
    f"{group}: {name}": viewing
    for group, viewings in {
        "finished": FINISHED,
        "resumed": RESUMED,
        "credits": CREDITS,
        "what": WHAT,
        "answered": ANSWERED,
        "written": WRITTEN,
    }.items()
    for name, viewing in viewings.items()
}
