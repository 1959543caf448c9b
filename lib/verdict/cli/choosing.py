"""Which film was it? The choice as lines in a terminal: the same films and words as over the picture."""

from __future__ import annotations

from typing import Optional, Union

from verdict.cli.asking import Later
from verdict.cli.searching import Searching
from verdict.cli.streams import plain, say
from verdict.core.choice import Choice, Find, Outcome, Turn, is_id, query
from verdict.core.movie import Movie
from verdict.core.words import Words

Picked = Union[Movie, Turn, Later]
_HOW = "a number, a title to search for, n none of these, Enter later, q quit"


def choose(searching: Searching, named: Movie, was_taken: bool = False) -> Picked:
    """Ask until it is known which film it was, or that it is not going to be.

    was_taken: `named` is the film that it was taken for; others are looked for, whatever their year.
    """
    choice = Choice(0, named, was_taken=was_taken)
    choice = choice.searching().found(searching.hits(Movie(named.title) if was_taken else named))
    while True:
        _show(choice)
        try:
            reply = picked(choice, input(f"{Words()('which_film')} ({_HOW}): "))
        except EOFError:
            say()
            return Later.QUIT
        if isinstance(reply, Find):
            if is_id(reply.movie):
                return reply.movie
            hits = searching.hits(reply.movie)
            choice = Choice(0, reply.movie).searching().found(hits)
        elif isinstance(reply, (Movie, Turn, Later)):
            return reply


def picked(choice: Choice, text: str) -> Union[Outcome, Later, None]:
    """What a line means: a film by its number, a search, or what ends the choice; None where nothing."""
    text = text.strip()
    if text.isascii() and text.isdigit() and 0 < int(text[:3]) <= len(choice.films) and len(text) < 3:
        return choice.films[int(text) - 1]
    word = text.lower()
    if word in ("n", "0"):
        return Turn.NONE
    if word in (Later.KEEP.value, Later.QUIT.value):
        return Later(word)
    words = text[2:] if word.startswith("s ") else text
    return Find(query(words)) if len(words.strip()) > (0 if words is not text else 1) else None


def _show(choice: Choice) -> None:
    words = Words()
    say(words("was_taken_for" if choice.was_taken else "named", name=plain(choice.named.label)))
    for number, film in enumerate(choice.films, 1):
        say(f"  {number}  {plain(film.label)}{_own_title(film, choice.named)}")
    if choice.hits is None:
        say("  (Trakt could not be asked)")
    elif not choice.films:
        say(f"  {words(choice.nothing)}")


def _own_title(film: Movie, named: Movie) -> str:
    """Its title in another language, where that is the one of the name or else the film's own."""
    others = [title for title in film.other_titles if Movie(title).title_key != film.title_key]
    alike: Optional[str] = next((t for t in others if Movie(t).title_key == named.title_key), None)
    shown = alike or next(iter(others), None)
    return f"  [{plain(shown)}]" if shown else ""
