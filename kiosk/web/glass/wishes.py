"""What this browser's patient wished: language, size, colours, reach, keys. Forgotten with the visit.

A family goes on: whoever presses 家族もつづける keeps these wishes over the next cards, until nobody is there for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, astuple, dataclass, replace

from flask import session

from kiosk.web.glass.panel import TEXT_SIZES
from kiosk.web.language import FIRST

CONTRASTS = ("normal", "high", "inverted")
"""Colours of the glass: as drawn, black on white, white on black. Each holds 7:1 and more."""

HELD = "wishes"


@dataclass(frozen=True, slots=True)
class Wishes:
    """`low`: everything within the reach of somebody who sits. `keys`: the keys of a keyboard alone. `aloud`: screens are read out."""

    language: str = FIRST
    size: str = "1"
    contrast: str = "normal"
    low: bool = False
    keys: bool = False
    family: bool = False
    aloud: bool = False

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
    "aloud": lambda now: replace(now, aloud=not now.aloud),
    "family": lambda now: replace(now, family=not now.family),
    "usual": lambda _: USUAL,
}
"""The name in the address of a wish → what one press of its button makes of the wishes so far."""


def wish(name: str, visit: str | None) -> None:
    """One press. Raises KeyError for a name that is no wish."""
    _hold(BUTTONS[name](wishes_of(visit)), visit)


def choose_language(language: str, visit: str | None, offered: Collection[str]) -> None:
    """Remember the choice for this visit, or for the next one when nobody is here yet."""
    chosen = language if language in offered else FIRST
    _hold(replace(wishes_of(visit), language=chosen), visit)


def wishes_of(visit: str | None) -> Wishes:
    """The wishes while their visit lasts, the usual ones otherwise.

    A wish made before any card lies there is taken up by the first visit that follows; a family's by every one. What
    belonged to a visit stays with its number, for a question that the desk shows after it.
    """
    held = session.get(HELD)
    if not held:
        return USUAL
    wishes = Wishes(**held["wishes"])
    if held["visit"] == (visit or ""):
        return wishes
    if held["visit"] and not wishes.family:
        return USUAL
    _hold(wishes, visit)
    return wishes


def _hold(wishes: Wishes, visit: str | None) -> None:
    if wishes == USUAL:
        session.pop(HELD, None)
    else:
        session[HELD] = {"wishes": asdict(wishes), "visit": visit or ""}
