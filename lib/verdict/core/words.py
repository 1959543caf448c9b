"""Every text that the players show, by its id, in English; another language is another table."""

from __future__ import annotations

from typing import Dict, Mapping

from verdict.core.events import Why
from verdict.core.prompt import Answer, Wrong
from verdict.core.rating import HATE, LABELS, LOVE, UNRATE, Rating, RatingMode

ENGLISH: Dict[str, str] = {
    "how_was_it": "How was it?",
    "love": "Love",
    "hate": "Hate",
    "skip": "Skip",
    "never": "Never for this film",
    "unrate": "Un-rate",
    "wrong_film": "Wrong film",
    "which_film": "Which film was it?",
    "named": "The file's name says: {name}",
    "was_taken_for": "It was taken for: {name}",
    "no_hits": "Trakt knows no film of this name",
    "no_other": "Trakt knows no other film of this name",
    "searching": "Asking Trakt …",
    "search": "Search",
    "none_of_these": "None of these",
    "type_a_title": "Type a title, with a year if you know it",
    "how_to_search": "Enter: search, Esc: back",
    "how_wrong": "W: wrong film.",
    "how_to_choose": "By number. S: search, N: none of these, Esc: skip.",
    "rated_before": "Your rating: {rating}",
    "closes_in": "Closes in {seconds} s",
    "stars": "{stars} stars",
    "one_star": "1 star",
    "decimal_mark": ".",
    "saved": "Saved: {rating}",
    "unrated": "Saved: rating taken away",
    "sending": "sending to Trakt …",
    "sent": "sent to Trakt",
    "sent_as": "sent; Trakt took it as {film}",
    "sent_later": "will be sent when Trakt answers",
    "sent_when_linked": "will be sent when an account is linked",
    "sent_after_sign_in": "will be sent when you have signed in again",
    "enter_signs_in": "Press Enter to sign in to Trakt, so that it is sent",
    "sign_in_waits": "Goes on by itself once you agree",
    "sign_in_unheard": "Trakt does not answer; it is asked again",
    "asking_for_code": "Asking Trakt for a code …",
    "time_left": "{time} left",
    "cancel": "Cancel",
    "try_again": "Try again",
    "sign_in_denied": "The sign-in was denied on Trakt's page",
    "sign_in_expired": "The code has expired",
    "sign_in_used": "This code was used already",
    "sign_in_unknown": "Trakt does not know this code any more",
    "sign_in_offline": "Trakt cannot be asked now",
    "sign_in_impossible": "Trakt gives no code",
    "sending_kept": "sending the ratings that were kept …",
    "kept_are_sent": "all ratings that were kept are sent",
    "nothing_waits": "nothing was waiting to be sent",
    "classic_sign_in": "Trakt's classic API has no sign-in on the screen",
    "classic_sign_in_how": "On the command line: verdict login",
    "no_client_id": "No client id for Trakt is set, so nobody can sign in",
    "no_client_id_how": "What to do: verdict status",
    "refused": "Trakt refused it: {reason}",
    "not_saved": "Not saved yet: {reason}",
    "how_simple": "L or 1: love, H or 2: hate.",
    "how_advanced": "1 to 9, 0 for 10.",
    "how_stars": "1 to 5 stars; arrows for halves.",
    "how_else": "Arrows and Enter, U: un-rate, N: never for this film, Esc: skip.",
    "remote_simple": "Digits answer at once: 1 love, 2 hate.",
    "remote_advanced": "Digits answer at once: 1 to 9, and 0 for 10.",
    "remote_stars": "Digits answer at once: 1 to 5. Left and right go by halves.",
    "back": "Back",
    "ok_signs_in": "Press OK to sign in to Trakt, so that it is sent",
    "classic_in_settings": "API key, user name and password go into this add-on's settings",
    "client_id_in_settings": "Client id and secret go into this add-on's settings",
    "sign_out": "Sign out",
    "sign_out_sure": "Ratings stay here, and what waits is sent after the next sign-in.",
    "signed_out": "Signed out",
    "signed_out_here": "Trakt could not be told: {reason}",
    "not_signed_in": "Nobody is signed in",
    "remote_choice": "Digits choose a film at once.",
    "rate_now": "Rate it now",
    "one_waits": "1 film is not rated yet: verdict unrated",
    "some_wait": "{count} films are not rated yet: verdict unrated",
    "too_often": "Asked too often?",
    "ask_less": "Enter: no questions for 30 days",
    "ok_asks_less": "OK: no questions for 30 days",
    "asked_less": "No questions for 30 days",
    "asked_less_how": "Films are kept as not rated yet",
    "shared_path": "Two players share {path}: the other one cannot ask. Give each a path of its own",
    "never_again": "You will not be asked about this film again",
    **{f"word_{number}": label for number, label in enumerate(LABELS, 1)},
    "sign_in_needed": "Ratings wait here: {reason}",
    "not_rated": "Nothing was rated",
    "no_journal": "Ratings cannot be kept, so nothing is asked",
    "journal_damaged": "A new journal was begun",
    "menu_last": "Last rated",
    "nothing_here": "There is nothing here",
    "sign_in": "Sign in to Trakt",
    "signed_in": "Signed in to Trakt",
    "go_to": "On a phone or computer, go to",
    "enter_code": "and enter this code",
    "failed": "That did not work",
    "state_waiting": "waiting",
    "state_sent": "sent",
    "state_refused": "refused: {reason}",
    "state_superseded": "replaced by a newer one",
    "unrated_list": "Not rated yet",
    "waiting_list": "Waiting to be sent",
    "waiting_because": "Waiting: {reason}",
    "send_now": "Send now",
    "try_refused": "Try again what Trakt refused",
    "settings": "Settings",
    "collect": "Ratings given in Kodi",
    "collect_send_one": "Send this rating to Trakt",
    "collect_send": "Send these {count} ratings to Trakt",
    "collect_not_there": "none",
    "collect_none": "Kodi holds no rating that Trakt does not have",
    "collect_unknown": "What Trakt has is not known: {reason}",
    "collect_kept_one": "1 rating was kept and goes to Trakt",
    "collect_kept": "{count} ratings were kept and go to Trakt",
    "two_ask": "Trakt's own add-on asks for ratings, too",
    "sign_in_v1": "User name and password are in the settings",
    "and_refused": "{waiting}, and {refused} refused",
    "collect_line": "{rating} in Kodi, {present} on Trakt",
    "verdict_asks": "Verdict asks",
    "trakt_asks": "Trakt's add-on asks",
    "asks_later": "Decide later",
    "verdict_asks_how": "Turns off asking about films in the settings of Trakt's add-on",
    "trakt_asks_how": "Turns off asking in Verdict; films can still be rated by hand",
    "asks_later_how": "Until then Verdict asks nothing and keeps films as not rated yet",
    "setting_wrong": "A setting does not fit",
}


class Words:
    """Texts in one language; a text that it lacks, or has with other fields, is said in English."""

    def __init__(self, table: Mapping[str, str] = ENGLISH) -> None:
        self._table = table

    def __call__(self, text: str, **fields: object) -> str:
        try:
            return (self._table.get(text) or ENGLISH[text]).format(**fields)
        except (LookupError, ValueError, AttributeError):
            return ENGLISH[text].format(**fields)

    def speak_as(self, other: Words) -> None:
        """Go on in the other's language, wherever this one is in use."""
        self._table = other._table

    def rating(self, rating: Rating, mode: RatingMode) -> str:
        """A rating for people: ``9 · Superb``, ``4.5 stars``, ``Love``."""
        if mode is RatingMode.SIMPLE or rating.value in (LOVE, HATE, UNRATE):
            return self(rating.as_word())
        number = rating.as_number()
        if mode is RatingMode.STARS:
            stars = f"{number / 2:g}".replace(".", self("decimal_mark"))
            return self("one_star") if number == 2 else self("stars", stars=stars)
        return f"{number} · {self(f'word_{number}')}"

    def step(self, value: str) -> str:
        """What is written on a button of the sign-in."""
        return self("try_again" if value == "again" else "cancel")

    def pick(self, value: str) -> str:
        """What is written on a button of the choice of a film."""
        return self({"search": "search", "none": "none_of_these"}.get(value, "skip"))

    def answer(self, answer: Answer, mode: RatingMode) -> str:
        """What is written on a choice or a button."""
        if isinstance(answer, Rating):
            return self.rating(answer, mode)
        if isinstance(answer, Wrong):
            return self("wrong_film")
        return self("never" if answer is Why.NEVER else "skip")
