"""Turn the head as asked: two directions and their moments drawn by lot, one unbroken track. Pure: poses in, prompts out.

What it stops: the card's photograph, a print, flat or bent, and a still on a screen. What it does not stop: a film that
happens to turn as asked, a mask that is worn, a picture that is fed in behind the camera. It was tried on drawn heads and
on flattened photographs, on no living person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from statistics import median

from reader.face.found import Pose
from reader.face.quality import Hint

LONGEST = 10.0
"""Seconds of one try, from the first face on."""
ANSWER = 3.5
"""Seconds within which a prompt is followed."""
TURNED = 15.0
"""Degrees by the mesh that count as turned. Heads asked for 25 show 21 and more; sheets turned by 45, bent or not, at most 13."""
NOSE_OFF = 0.10
"""Eye distances by which the nose has to move with it, the same way."""
BREADTH = 0.75
"""Share of the straight face's breadth that a turned one keeps; less is a sheet held on edge, not a head that turned."""
STRAIGHT = 9.0
"""Degrees within which a head looks straight ahead."""
HOLDS = (0.5, 1.4)
"""Shortest and longest time, in seconds, for which the head is held straight before a prompt."""
LAST_HOLD = 0.4
SURPRISED = 0.15
"""Seconds that nobody is faster than: a turn that is there sooner was not an answer."""
GAP = 0.6
"""Seconds without the face after which the track is broken."""
JUMP = 0.6
"""Heights of the face by which it may move from one frame to the next."""
GROWTH = 1.5
"""How much larger or smaller it may be in the next frame."""


class Ask(Enum):
    """What the glass says. Left is the patient's own."""

    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """The direction in the picture of a camera that does not mirror."""
        return {Ask.STRAIGHT: 0, Ask.LEFT: 1, Ask.RIGHT: -1}[self]


class Failure(Enum):
    """Why a try came to nothing. None of them says that somebody is not the holder."""

    NOBODY = "nobody"
    TOO_SLOW = "not_turned"
    OTHER_WAY = "turned_otherwise"
    UNASKED = "turned_unasked"
    BROKEN = "track_broken"
    LOOPED = "looped"
    STILL = "noise_free"
    BORDERED = "bordered"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked and how long the head is held straight before each."""

    turns: tuple[Ask, Ask]
    holds: tuple[float, float]


def planned(uniform: Callable[[], float]) -> Plan:
    """Draw a plan; `uniform` gives numbers from 0 to 1, of a source that nobody can foresee."""
    shortest, longest = HOLDS

    def turn() -> Ask:
        return Ask.LEFT if uniform() < 0.5 else Ask.RIGHT

    def hold() -> float:
        return shortest + (longest - shortest) * uniform()

    return Plan((turn(), turn()), (hold(), hold()))


@dataclass(frozen=True, slots=True)
class Spotted:
    """The face that counts in one frame: when (monotonic seconds), where (pixels), how high (pixels), how it is held."""

    taken: float
    across: float
    down: float
    size: float
    pose: Pose


@dataclass(frozen=True, slots=True)
class Observed:
    """What a frame shows: the face in the foreground, or None; `hint` is what keeps the frame from being compared."""

    face: Spotted | None
    hint: Hint | None


@dataclass(frozen=True, slots=True)
class CannotObserve:
    """The face mesh is missing: nobody can be asked to turn."""


@dataclass(frozen=True, slots=True)
class Trying:
    """A try under way. `stage` counts through straight, turn, straight, turn, straight; `since` is when it began."""

    plan: Plan
    began: float | None = None
    stage: int = 0
    since: float = 0.0
    held: float | None = None
    last: Spotted | None = None
    straight: tuple[Pose, ...] = ()

    @property
    def ask(self) -> Ask:
        return self.plan.turns[self.stage // 2] if self.stage % 2 else Ask.STRAIGHT


@dataclass(frozen=True, slots=True)
class Turned:
    """Both turns were made as asked, on one track; `seconds` is how long it took."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotTurned:
    why: Failure


Progress = Trying | Turned | NotTurned
STAGES = 5


def nobody_seen(trying: Trying, now: float) -> Progress:
    """A frame without the face."""
    if trying.last is None or trying.began is None:
        return trying
    if now - trying.began > LONGEST:
        return NotTurned(Failure.TOO_SLOW)
    if now - trying.last.taken <= GAP:
        return trying
    return NotTurned(Failure.BROKEN) if trying.stage else replace(trying, last=None, held=None, straight=())


def seen(trying: Trying, face: Spotted) -> Progress:
    """The next frame with the face."""
    began = face.taken if trying.began is None else trying.began
    if face.taken - began > LONGEST:
        return NotTurned(Failure.TOO_SLOW)
    if trying.last is not None and not _follows(trying.last, face):
        if trying.stage:
            return NotTurned(Failure.BROKEN)
        trying = replace(trying, held=None, straight=())
    trying = replace(trying, began=began, last=face)
    return _turn(trying, face) if trying.stage % 2 else _hold(trying, face)


def is_straight(trying: Trying, face: Spotted) -> bool:
    """Whether this frame shows the face that may be compared."""
    if not trying.straight:
        return abs(face.pose.yaw) <= STRAIGHT
    return abs(face.pose.yaw - base(trying).yaw) <= STRAIGHT


def base(trying: Trying) -> Pose:
    """How this face looks when it is held straight."""
    kept = trying.straight
    return Pose(*(median(values) for values in zip(*((p.yaw, p.off, p.breadth) for p in kept), strict=True)))


def _hold(trying: Trying, face: Spotted) -> Progress:
    if not is_straight(trying, face):
        if trying.stage == 0:
            return replace(trying, held=None, straight=())
        coming_back = trying.held is None and _side(trying, face) == _asked_last(trying).sign
        if _is_turned(trying, face) and not coming_back:
            return NotTurned(Failure.UNASKED)
        return replace(trying, held=None)
    held = face.taken if trying.held is None else trying.held
    straight = trying.straight if trying.stage else (*trying.straight, face.pose)
    trying = replace(trying, held=held, straight=straight)
    if face.taken - held < _how_long(trying):
        return trying
    if trying.stage == STAGES - 1:
        return Turned(face.taken - (trying.began or face.taken))
    return replace(trying, stage=trying.stage + 1, since=face.taken, held=None)


def _asked_last(trying: Trying) -> Ask:
    return trying.plan.turns[trying.stage // 2 - 1]


def _how_long(trying: Trying) -> float:
    return LAST_HOLD if trying.stage == STAGES - 1 else trying.plan.holds[trying.stage // 2]


def _turn(trying: Trying, face: Spotted) -> Progress:
    waited = face.taken - trying.since
    if waited > ANSWER:
        return NotTurned(Failure.TOO_SLOW)
    if not _is_turned(trying, face):
        return trying
    if _side(trying, face) != trying.ask.sign:
        return NotTurned(Failure.OTHER_WAY)
    if waited < SURPRISED:
        return NotTurned(Failure.UNASKED)
    straight = base(trying)
    moved = (face.pose.off - straight.off) * trying.ask.sign
    if moved < NOSE_OFF or face.pose.breadth < BREADTH * straight.breadth:
        return trying
    return replace(trying, stage=trying.stage + 1, since=face.taken, held=None)


def _is_turned(trying: Trying, face: Spotted) -> bool:
    return abs(face.pose.yaw - base(trying).yaw) >= TURNED


def _side(trying: Trying, face: Spotted) -> int:
    return 1 if face.pose.yaw > base(trying).yaw else -1


def _follows(last: Spotted, face: Spotted) -> bool:
    moved = max(abs(face.across - last.across), abs(face.down - last.down))
    grown = max(face.size, last.size) / max(min(face.size, last.size), 1e-9)
    return moved <= JUMP * last.size and grown <= GROWTH and face.taken - last.taken <= GAP
