"""One try before the camera: who stands there is asked to turn, and the frames that will be compared are put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.errors import CameraGone
from reader.face.decision import most_frequent
from reader.face.liveness.signs import Signs
from reader.face.liveness.turning import (
    CannotObserve,
    NotTurned,
    Observed,
    Plan,
    Trying,
    Turned,
    is_straight,
    nobody_seen,
    seen,
)
from reader.face.quality import Hint
from reader.frame import Frame

PATIENCE = 6.0
"""Seconds for somebody to come before the camera, fit to be compared; then they hear what is missing."""

Observer = Callable[[Frame], Observed | CannotObserve]
Say = Callable[[str], None]
"""Tells the glass what to ask for: the value of an `Ask` or of a `Hint`."""


@dataclass(frozen=True, slots=True, repr=False)
class Film:
    """A try that was made as asked: straight looks and turned ones of one unbroken track, in memory only."""

    looks: tuple[Frame, ...]
    turned: tuple[Frame, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class NotBegun:
    """Nobody stood there whom one could have asked; `hint` is what would help."""

    hint: Hint


@dataclass(slots=True)
class _Kept:
    looks: dict[int, Frame] = field(default_factory=dict)
    turned: dict[int, Frame] = field(default_factory=dict)
    hints: list[Hint] = field(default_factory=list)


def filmed(
    frames: Iterable[Frame], observe: Observer, plan: Plan, say: Say
) -> Film | NotTurned | NotBegun | CannotObserve:
    """Ask and watch until it is decided. Pictures that are not needed for the comparison are let go at once.

    Raises:
        CameraGone: the frames end.
        CameraFrozen: the camera's own watch says so.
    """
    trying, signs, kept, first = Trying(plan), Signs(), _Kept(), None
    for frame in frames:
        first = frame.taken if first is None else first
        observed = observe(frame)
        if isinstance(observed, CannotObserve):
            return observed
        sign = signs.see(frame.image, observed.face)
        if sign is not None:
            return NotTurned(sign)
        if trying.stage == 0 and observed.hint is not None:
            trying = Trying(plan)
            kept.hints.append(observed.hint)
            say(observed.hint.value)
            if frame.taken - first > PATIENCE:
                return NotBegun(most_frequent(kept.hints) or Hint.LOOK_HERE)
            continue
        came = _next(trying, frame, observed, kept)
        if isinstance(came, NotTurned):
            return came
        if isinstance(came, Turned):
            return Film(tuple(kept.looks.values()), tuple(kept.turned.values()), came.seconds)
        trying = came
        say(trying.ask.value)
    raise CameraGone("the camera stopped giving frames")


def _next(trying: Trying, frame: Frame, observed: Observed, kept: _Kept) -> Trying | Turned | NotTurned:
    face = observed.face
    if face is None:
        return nobody_seen(trying, frame.taken)
    if trying.stage % 2 == 0 and is_straight(trying, face):
        if observed.hint is None:
            kept.looks.setdefault(trying.stage, frame)
    elif trying.stage == 0:
        kept.looks.pop(0, None)
    came = seen(trying, face)
    if trying.stage % 2 and isinstance(came, Trying) and came.stage > trying.stage:
        kept.turned[trying.stage] = frame
    return came
