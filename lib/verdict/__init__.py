"""Verdict: rate the film that you have just watched, in the player, and it is on Trakt."""

__version__ = "0.1.0"
