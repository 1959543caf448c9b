"""From what a player says to what is done about it: `advance(state, event) -> (state, decisions)`.

Theory of operation. A run of a player is in one of four phases::

    IDLE ──Opened──> WATCHING ──Ended, finished──> ASKING ──Chosen, Dismissed──> IDLE
                      │ │  ^                          │  ^
                      │ │  └─────────Opened───────────┘  │ (closes the prompt, keeps its film for later)
                      │ └──Wanted, finished──> EARLY ────┘ Ended (the prompt stays)
                      │                        │  Chosen, Dismissed: back to WATCHING
                      └──Ended, not finished──> IDLE

A prompt stands over a film that plays in EARLY alone: its user has called it, in the credits. A film that was
answered there is not asked about at its end.

`Identified` changes of which film all this is, while it plays or is asked about; a film in doubt is not rated
before somebody said which one it is. What was played of the parts of a film is kept until the last one ends.

`_TRANSITIONS` holds every pair of phase and event that means something. All other pairs are noise, and
players are noisy: an end that is told twice, a resume that nothing paused. They change nothing.

While a film plays, its position is worked out from the last known one, the time of the event and the speed,
so no player has to be asked. What was played in between is covered; what was sought past is not.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Callable, Dict, List, Optional, Tuple, Type

from verdict.core.credits import names_credits
from verdict.core.decisions import Action, Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import (
    ChapterEntered,
    Chosen,
    CreditsBegan,
    Dismissed,
    Ended,
    Event,
    Identified,
    Kind,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
    Wanted,
    Why,
)
from verdict.core.finished import (
    Rules,
    Viewing,
    begins_credits,
    how_it_finished,
    length,
    needs_no_prompt,
    no_film,
    refusal,
)
from verdict.core.left import idle_after, resumed_from_earlier
from verdict.core.movie import Movie
from verdict.core.parts import of_film, with_played
from verdict.core.state import Asking, Phase, State, asked, phase_of, watching

Advanced = Tuple[State, List[Decision]]

_CANNOT_ASK = {Reason.QUIT: "its player was closed", Reason.ERROR: "its player is gone"}
CLOCKS_APART = 2.0  # seconds; by so much a player may be ahead of what its events let expect


def advance(state: State, event: Event) -> Advanced:
    """What follows from an event. An event that means nothing in this phase changes nothing."""
    transition = _TRANSITIONS.get((phase_of(state), type(event)))
    return transition(state, event) if transition else (state, [])


def watching_now(state: State, at: float) -> List[Decision]:
    """What plays at this moment and how far it has come, told once more; empty where nothing plays."""
    viewing = state.viewing
    if viewing is None or not viewing.playing:
        return []
    return _scrobbles(viewing.moved_to(at), state.rules, Action.START)


def _start(state: State, event: Opened) -> Advanced:
    duration = length(event.duration)
    for one in event.played:
        state = replace(state, played=with_played(state.played, one))
    others = of_film(state.played, event.movie)
    viewing = Viewing(event, event.at, 0.0, duration, others=others).jumped_to(event.position)
    viewing = resumed_from_earlier(state, viewing)
    return replace(state, viewing=viewing), _scrobbles(viewing, state.rules, Action.START)


def _replace(state: State, event: Opened) -> Advanced:
    """Another film opens and nobody said that the last one ended: it stopped."""
    viewing = watching(state).moved_to(event.at)
    decisions = _scrobbles(viewing, state.rules, Action.STOP)
    decisions.append(_verdict(viewing, state.rules, event.at, "another film followed at once"))
    started, more = _start(idle_after(state, viewing), event)
    return started, [*decisions, *more]


def _interrupt(state: State, event: Opened) -> Advanced:
    """Another film opens while the prompt is open: a prompt never stands over a film that plays."""
    asking = asked(state)
    started, more = _start(replace(state, asking=None), event)
    kept = _later(event.at, asking, "the next film began before it was answered")
    return started, [Close(event.at, asking.prompt), kept, *more]


def _end(state: State, event: Ended) -> Advanced:
    viewing = watching(state).ended_at(event.at, event.position)
    decisions = _scrobbles(viewing, state.rules, Action.STOP)
    idle = idle_after(state, viewing)
    if event.more or needs_no_prompt(viewing, state.rules):
        because = _CANNOT_ASK.get(event.reason, "another film follows at once")
        return idle, [*decisions, _verdict(viewing, state.rules, event.at, because)]
    asking, ask = _prompt(idle, viewing, how_it_finished(viewing))
    return asking, [*decisions, ask]


def _offer(state: State, event: CreditsBegan) -> Advanced:
    viewing = watching(state).moved_to(event.at)
    if viewing.offered or needs_no_prompt(viewing, state.rules):
        return _changed(state, viewing)
    return replace(state, viewing=replace(viewing, offered=True)), []


def _want(state: State, event: Wanted) -> Advanced:
    viewing = watching(state).moved_to(event.at)
    if needs_no_prompt(viewing, state.rules):
        return _changed(state, viewing)
    asking, ask = _prompt(replace(state, viewing=viewing), viewing, "its user wants to rate it now")
    return asking, [ask]


def _replace_early(state: State, event: Opened) -> Advanced:
    started, decisions = _replace(replace(state, asking=None), event)
    return started, [Close(event.at, asked(state).prompt), *decisions]


def _end_early(state: State, event: Ended) -> Advanced:
    """The film is over while its prompt is open: that one stays, unless another film follows at once."""
    if event.more:
        ended, decisions = _end(replace(state, asking=None), event)
        return ended, [Close(event.at, asked(state).prompt), *decisions]
    viewing = watching(state).ended_at(event.at, event.position)
    return idle_after(state, viewing), _scrobbles(viewing, state.rules, Action.STOP)


def _identify(state: State, event: Identified) -> Advanced:
    viewing = watching(state).moved_to(event.at)
    opened = viewing.opened
    if event.source not in (None, opened.source):
        return state, []
    opened = replace(
        opened,
        movie=event.movie,
        kind=event.kind,
        certain=event.certain,
        doubtful=event.doubtful,
        part=event.part,
    )
    others = of_film(state.played, event.movie)
    known = replace(viewing, opened=opened, others=others)
    is_news = viewing.opened.movie != event.movie or (viewing.opened.doubtful and not event.doubtful)
    return _changed(state, known, Action.START if is_news and viewing.playing else None)


def _identify_early(state: State, event: Identified) -> Advanced:
    """The film that plays and the one that is asked about are one."""
    corrected, _ = _correct(state, event)
    asking = asked(corrected)
    if corrected is state:
        return state, []
    opened = replace(watching(state).opened, movie=asking.movie, doubtful=asking.doubtful)
    return replace(corrected, viewing=replace(watching(state), opened=opened)), []


def _correct(state: State, event: Identified) -> Advanced:
    """Another film is asked about. A person's word stands above all that is found out later."""
    asking = asked(state)
    is_said = event.source is None
    means_this = event.prompt in (None, asking.prompt) if is_said else event.source == asking.source
    if event.movie is None or not means_this or (asking.is_corrected and not is_said):
        return state, []
    corrected = replace(asking, movie=event.movie, doubtful=event.doubtful, is_corrected=is_said)
    return replace(state, asking=corrected), []


def _pause(state: State, event: Paused) -> Advanced:
    viewing = watching(state)
    paused = replace(viewing.moved_to(event.at), playing=False)
    return _changed(state, paused, Action.PAUSE if viewing.playing else None)


def _resume(state: State, event: Resumed) -> Advanced:
    viewing = watching(state)
    resumed = replace(viewing.moved_to(event.at), playing=True)
    return _changed(state, resumed, None if viewing.playing else Action.START)


def _seek(state: State, event: Sought) -> Advanced:
    viewing = watching(state).moved_to(event.at).jumped_to(event.position)
    viewing = resumed_from_earlier(state, viewing)
    return _changed(state, viewing, Action.START if viewing.playing else None)


def _speed(state: State, event: SpeedChanged) -> Advanced:
    speed = event.speed if math.isfinite(event.speed) else 1.0
    return _changed(state, replace(watching(state).moved_to(event.at), speed=speed))


def _measure(state: State, event: Measured) -> Advanced:
    viewing = watching(state).moved_to(event.at)
    duration = length(event.duration) or viewing.duration
    return _changed(state, replace(viewing, duration=duration).jumped_to(viewing.position))


def _chapter(state: State, event: ChapterEntered) -> Advanced:
    viewing = watching(state).moved_to(event.at)
    begins = viewing.position if event.position is None else event.position
    if 0 < begins - viewing.position < CLOCKS_APART:
        viewing = viewing.jumped_to(begins)  # the player's own clock is ahead
    if names_credits(event.title) and begins_credits(begins, viewing.duration):
        earliest = begins if viewing.credits_at is None else min(begins, viewing.credits_at)
        viewing = replace(viewing, credits_at=earliest)
    return _changed(state, viewing)


def _choose(state: State, event: Chosen) -> Advanced:
    asking = asked(state)
    if event.prompt not in (None, asking.prompt) or asking.doubtful:
        return state, []
    return replace(state, asking=None), [Record(event.at, asking.movie, event.rating)]


def _dismiss(state: State, event: Dismissed) -> Advanced:
    asking = asked(state)
    if event.prompt not in (None, asking.prompt):
        return state, []
    idle = replace(state, asking=None)
    if event.why is Why.TIMEOUT:
        return idle, [_later(event.at, asking, "nobody answered in time")]
    return idle, []


def _choose_early(state: State, event: Chosen) -> Advanced:
    chosen, decisions = _choose(state, event)
    return (_answered(chosen) if decisions else chosen), decisions


def _dismiss_early(state: State, event: Dismissed) -> Advanced:
    """Back to the film; unless its user never wants to be asked about it, it is at its end."""
    if event.prompt not in (None, asked(state).prompt):
        return state, []
    playing_on = replace(state, asking=None)
    return (_answered(playing_on) if event.why is Why.NEVER else playing_on), []


_TRANSITIONS: Dict[Tuple[Phase, Type[object]], Callable[..., Advanced]] = {
    (Phase.IDLE, Opened): _start,
    (Phase.WATCHING, Opened): _replace,
    (Phase.WATCHING, Identified): _identify,
    (Phase.WATCHING, Paused): _pause,
    (Phase.WATCHING, Resumed): _resume,
    (Phase.WATCHING, Sought): _seek,
    (Phase.WATCHING, SpeedChanged): _speed,
    (Phase.WATCHING, Measured): _measure,
    (Phase.WATCHING, ChapterEntered): _chapter,
    (Phase.WATCHING, Ended): _end,
    (Phase.WATCHING, CreditsBegan): _offer,
    (Phase.WATCHING, Wanted): _want,
    (Phase.EARLY, Opened): _replace_early,
    (Phase.EARLY, Identified): _identify_early,
    (Phase.EARLY, Paused): _pause,
    (Phase.EARLY, Resumed): _resume,
    (Phase.EARLY, Sought): _seek,
    (Phase.EARLY, SpeedChanged): _speed,
    (Phase.EARLY, Measured): _measure,
    (Phase.EARLY, ChapterEntered): _chapter,
    (Phase.EARLY, Ended): _end_early,
    (Phase.EARLY, Chosen): _choose_early,
    (Phase.EARLY, Dismissed): _dismiss_early,
    (Phase.ASKING, Opened): _interrupt,
    (Phase.ASKING, Identified): _correct,
    (Phase.ASKING, Chosen): _choose,
    (Phase.ASKING, Dismissed): _dismiss,
}


def _verdict(viewing: Viewing, rules: Rules, at: float, because: str) -> Decision:
    """What becomes of a viewing that cannot be asked about now."""
    refused = needs_no_prompt(viewing, rules)
    opened = viewing.opened
    kept = Later(at, _film(viewing), because, opened.source, opened.doubtful)
    return Pass(at, refused) if refused else kept


def _later(at: float, asking: Asking, because: str) -> Later:
    return Later(at, asking.movie, because, asking.source, asking.doubtful)


def _prompt(state: State, viewing: Viewing, because: str) -> Tuple[State, Ask]:
    opened = viewing.opened
    asking = Asking(state.prompts + 1, _film(viewing), opened.source, opened.doubtful)
    ask = Ask(viewing.at, asking.movie, because, asking.prompt, asking.doubtful)
    return replace(state, asking=asking, prompts=asking.prompt), ask


def _answered(state: State) -> State:
    return replace(state, viewing=replace(watching(state), answered=True))


def _changed(state: State, viewing: Viewing, action: Optional[Action] = None) -> Advanced:
    return replace(state, viewing=viewing), _scrobbles(viewing, state.rules, action)


def _scrobbles(viewing: Viewing, rules: Rules, action: Optional[Action]) -> List[Decision]:
    progress = viewing.progress
    is_part = viewing.opened.kind is Kind.PART  # how far the whole film has come is not known before its end
    unsaid = is_part or viewing.opened.doubtful
    if action is None or progress is None or unsaid or no_film(viewing, rules):
        return []
    finished = action is Action.STOP and refusal(viewing, rules) is None
    return [Scrobble(viewing.at, action, _film(viewing), progress, viewing.duration or 0.0, finished)]


def _film(viewing: Viewing) -> Movie:
    return viewing.opened.movie or Movie()
