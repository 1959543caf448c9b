"""The words of releases and the form of a year: what several readers of names look for."""

from __future__ import annotations

import re

YEAR = re.compile(r"(?<!\d)(?:18[7-9]\d|19\d\d|20\d\d)(?!\d|x\d{3})")  # not the width of a picture: 1920x1080

# What a release says after title and year.
RELEASE_WORDS = (
    r"(?:\d{3,4}[pi]|[248]k|uhd|blu-?ray|(?:bd|br|hd|web|dvd)(?:-?rip|-?dl)?|remux|[xh]\.?26[45]|hevc|av1|xvid|divx|"
    r"multi|german|french|truefrench|italian|spanish|dubbed|subbed|internal|proper|repack|limited|extended|uncut|unrated|"
    r"remastered|criterion|theatrical|directors|final|imax|amzn|nf|cam|ts|hdtv|pdtv|dl|docu|special|stv|"
    r"anniversary|restored|colou?r|edition|version|cut)(?![a-z])"
)
