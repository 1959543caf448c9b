"""The films on the sandbox's shelf: title, year, IMDb id, TMDb id, minutes, and what else is special.

Trakt's own number is given where it is certain; the others get numbers of the sandbox's own.
"""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

FILMS: List[Tuple[str, int, str, int, int, Dict[str, Any]]] = [
    # Fourteen others loved it: with one more, the answer is that of v1-rate-movie.txt.
    ("Indiana Jones and the Raiders of the Lost Ark", 1981, "tt0082971", 85, 115, {"loved": 14, "hated": 0}),
    ("The Matrix", 1999, "tt0133093", 603, 136, {"trakt": 481}),
    ("Dune", 1984, "tt0087182", 841, 137, {}),
    ("Dune", 2021, "tt1160419", 438631, 155, {}),
    ("Batman Begins", 2005, "tt0372784", 272, 140, {}),
    ("The Dark Knight", 2008, "tt0468569", 155, 152, {}),
    ("Inception", 2010, "tt1375666", 27205, 148, {}),
    ("Interstellar", 2014, "tt0816692", 157336, 169, {}),
    ("Fight Club", 1999, "tt0137523", 550, 139, {}),
    ("Pulp Fiction", 1994, "tt0110912", 680, 154, {}),
    ("The Godfather", 1972, "tt0068646", 238, 175, {}),
    ("The Shawshank Redemption", 1994, "tt0111161", 278, 142, {}),
    ("Forrest Gump", 1994, "tt0109830", 13, 142, {}),
    ("Star Wars", 1977, "tt0076759", 11, 121, {}),
    ("Alien", 1979, "tt0078748", 348, 117, {}),
    ("Aliens", 1986, "tt0090605", 679, 137, {}),
    ("Blade Runner", 1982, "tt0083658", 78, 118, {}),
    ("Back to the Future", 1985, "tt0088763", 105, 116, {}),
    ("Terminator 2: Judgment Day", 1991, "tt0103064", 280, 137, {}),
    ("Jurassic Park", 1993, "tt0107290", 329, 127, {}),
    ("Toy Story", 1995, "tt0114709", 862, 81, {}),
    (
        "Spirited Away",
        2001,
        "tt0245429",
        129,
        125,
        {
            "original": "千と千尋の神隠し",
            "aliases": ("Chihiros Reise ins Zauberland", "Le Voyage de Chihiro"),
        },
    ),
    ("Amélie", 2001, "tt0211915", 194, 122, {"original": "Le Fabuleux Destin d'Amélie Poulain"}),
    ("Parasite", 2019, "tt6751668", 496243, 133, {"original": "기생충"}),
    ("The Lives of Others", 2006, "tt0405094", 582, 137, {"original": "Das Leben der Anderen"}),
    ("Mad Max: Fury Road", 2015, "tt1392190", 76341, 121, {}),
    ("WALL·E", 2008, "tt0910970", 10681, 98, {}),
    ("TRON: Legacy", 2010, "tt1104001", 20526, 125, {}),
    ("Guardians of the Galaxy", 2014, "tt2015381", 118340, 121, {}),
    ("The Thing", 1982, "tt0084787", 1091, 109, {}),
    ("The Lion King", 1994, "tt0110357", 8587, 89, {}),
    ("The Lion King", 2019, "tt6105098", 420818, 118, {}),
    ("Сталкер", 1979, "tt0079944", 1398, 162, {"slug": "stalker-1979"}),
    ("2001: A Space Odyssey", 1968, "tt0062622", 62, 149, {}),
    ("(500) Days of Summer", 2009, "tt1022603", 19913, 95, {}),
    ("1917", 2019, "tt8579674", 530915, 119, {}),
    ("Casablanca", 1942, "tt0034583", 289, 102, {}),
]
