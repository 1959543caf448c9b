"""The `browsing` part of /users/settings: two wishes that matter here, and all that the contract demands."""

from __future__ import annotations

from typing import Any, Dict

from verdict.sandbox.conditions import Conditions


def browsing(conditions: Conditions) -> Dict[str, Any]:
    return {
        "show_rating_prompt": conditions.show_rating_prompt,
        "watch_after_rating": conditions.watch_after_rating,
        "watch_popup_action": "ask",
        "list_popup_action": "ask",
        "week_start_day": "monday",
        "locale": "en",
        "dark_knight": "auto",
        "app_theme": None,
        **_SWITCHES,
        **_PAGES,
        **_TASTE,
        "progress": {"on_deck": _ON_DECK, "watched": _PROGRESS, "collected": _COLLECTED},
    }


_SWITCHES = {
    "hide_watching_now": False,
    "watch_only_once": False,
    "other_site_ratings": False,
    "release_date_ignore_runtime": False,
    "display_early_ratings": False,
    "hide_episode_type_tags": False,
    "hide_unsaved_filters_prompt": False,
}

_HIDING = ("episodes", "shows", "movies", "comments", "ratings", "actors")
_BY_RANK = {"sort_by": "rank", "sort_how": "asc"}
_MONTH = {"period": "month", "start_day": "monday", "layout": "grid", "image_type": "poster"}

# The contract knows one exit_step only, and it is this word.
_PAGES: Dict[str, Any] = {
    "spoilers": dict.fromkeys(_HIDING, "show"),
    "calendar": {**_MONTH, "hide_specials": False, "autoscroll": True},
    "welcome": {"completed_at": None, "exit_step": "null"},
    "profile": {
        "favorites": _BY_RANK,
        "most_watched_shows": {"sort_by": "plays", "tab": "all"},
        "most_watched_movies": {"sort_by": "plays", "tab": "all"},
    },
}

_TASTE: Dict[str, Any] = {
    "watchnow": {"country": "us", "favorites": [], "only_favorites": False},
    "genres": {"favorites": [], "disliked": []},
    "comments": {"blocked_uids": []},
    "recommendations": {"ignore_collected": True, "ignore_watchlisted": False},
    "rewatching": {"adjust_percentage": False},
}

_SORTED = {"refresh": True, "simple_progress": False}
_ON_DECK = {"sort": "activity", "sort_how": "desc", **_SORTED, "only_favorites": False}
_COLUMNS = {
    **_SORTED,
    "include_specials": False,
    "include_watchlisted": False,
    "sort": "activity",
    "sort_how": "desc",
    "use_last_activity": False,
    "grid_view": False,
}
_PROGRESS = {**_COLUMNS, "include_collected": False}
_COLLECTED = {**_COLUMNS, "include_watched": False}
