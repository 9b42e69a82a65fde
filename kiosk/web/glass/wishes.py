"""What this browser's patient wished: language, size, colours, reach, keys. Forgotten with the visit.

A family goes on: whoever presses 家族もつづける keeps these wishes over the next cards, until nobody is there for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, dataclass, replace

from flask import session

from kiosk.checkin.machine.advance import CheckIn
from kiosk.web.glass.panel import TEXT_SIZES
from kiosk.web.language import FIRST, LANGUAGES

CONTRASTS = ("normal", "high", "inverted")
"""Colours of the glass: as drawn, black on white, white on black. Each holds 7:1 and more."""

HELD = "wishes"


@dataclass(frozen=True, slots=True)
class Wishes:
    """`low`: everything within the reach of somebody who sits. `keys`: the keys of a keyboard alone, without touch."""

    language: str = FIRST
    size: str = "1"
    contrast: str = "normal"
    low: bool = False
    keys: bool = False
    family: bool = False

    @property
    def key(self) -> str:
        """All of them in a few letters, for a header."""
        return ":".join(f"{each:d}" if isinstance(each, bool) else each for each in astuple(self))

    @property
    def unusual(self) -> bool:
        """Whether there is anything to forget, or for a family to keep."""
        return self != Wishes()


USUAL = Wishes()


def _next(of: tuple[str, ...], now: str) -> str:
    return of[(of.index(now) + 1) % len(of)]


BUTTONS: Mapping[str, Callable[[Wishes], Wishes]] = {
    "size": lambda now: replace(now, size=_next(tuple(TEXT_SIZES), now.size)),
    "contrast": lambda now: replace(now, contrast=_next(CONTRASTS, now.contrast)),
    "low": lambda now: replace(now, low=not now.low),
    "keys": lambda now: replace(now, keys=not now.keys),
    "family": lambda now: replace(now, family=not now.family),
    "usual": lambda _: USUAL,
}
"""The name in the address of a wish → what one press of its button makes of the wishes so far."""


def wish(name: str, check_in: CheckIn) -> None:
    """One press. Raises KeyError for a name that is no wish."""
    _hold(BUTTONS[name](wishes_of(check_in)), check_in)


def choose_language(language: str, check_in: CheckIn) -> None:
    """Remember the choice for this visit, or for the next one when nobody is here yet."""
    chosen = language if language in LANGUAGES else FIRST
    _hold(replace(wishes_of(check_in), language=chosen), check_in)


def wishes_of(check_in: CheckIn) -> Wishes:
    """The wishes while their visit lasts, the usual ones otherwise.

    A wish made before any card lies there is taken up by the first visit that follows; a family's by every one.
    """
    held = session.get(HELD)
    visit = check_in.visit or ""
    if not held:
        return USUAL
    wishes = Wishes(**held["wishes"])
    if held["visit"] not in {"", visit}:
        if not wishes.family:
            session.pop(HELD)
            return USUAL
        _hold(wishes, check_in)
    elif held["visit"] != visit:
        _hold(wishes, check_in)
    return wishes


def _hold(wishes: Wishes, check_in: CheckIn) -> None:
    if wishes == USUAL:
        session.pop(HELD, None)
    else:
        session[HELD] = {"wishes": asdict(wishes), "visit": check_in.visit or ""}
