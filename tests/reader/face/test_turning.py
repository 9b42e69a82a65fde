"""The turn as asked, on made-up poses: order, moments, one track. And on pixels: drawn heads turn, prints of them do not."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import CameraGone
from reader.face.found import Pose
from reader.face.judges import appointed
from reader.face.liveness.filming import Film, NotBegun, filmed
from reader.face.liveness.observe import Eyes, observed
from reader.face.liveness.signs import Signs
from reader.face.liveness.turning import (
    ANSWER,
    GAP,
    LONGEST,
    Ask,
    CannotObserve,
    Failure,
    NotTurned,
    Plan,
    Progress,
    Spotted,
    Trying,
    Turned,
    nobody_seen,
    planned,
    seen,
)
from reader.face.quality import Hint
from reader.face.requests import CompareFace, Wanted
from reader.face.worker import FaceWork
from reader.frame import Frame
from tests.face_weights import needs_weights
from tests.turning import Turner, face_of, head, sheet

PLAN = Plan((Ask.LEFT, Ask.RIGHT), (0.5, 0.8))
STEP = 1 / 15


def face(
    taken: float, yaw: float = 0.0, *, off: float | None = None, breadth: float = 1.0, across: float = 320.0
) -> Spotted:
    moved = yaw * 0.011 if off is None else off
    return Spotted(taken, across, 240.0, 200.0, Pose(yaw + 2.0, moved + 0.03, 1.1 * breadth))


def obedient(ask: Ask, reach: float = 22.0) -> float:
    return ask.sign * reach


def played(yaw: Callable[[Trying, float], Spotted], plan: Plan = PLAN) -> Progress:
    """Frames until it is decided; `yaw` answers what is asked at a moment."""
    progress: Progress = Trying(plan)
    for number in itertools.count(1):
        if not isinstance(progress, Trying):
            return progress
        progress = seen(progress, yaw(progress, number * STEP))
        assert number * STEP < LONGEST + 1
    raise AssertionError


class Person:
    """Hears, and answers after a while."""

    def __init__(self, answer: Callable[[Ask], float] = obedient, late: float = 0.35) -> None:
        self.answer, self.late, self.asked, self.since = answer, late, Ask.STRAIGHT, 0.0
        self.at = 0.0

    def __call__(self, trying: Trying, now: float) -> Spotted:
        if trying.ask is not self.asked:
            self.asked, self.since = trying.ask, now
        if now - self.since >= self.late:
            self.at = self.answer(self.asked)
        return face(now, self.at)


def test_who_turns_as_asked_has_turned() -> None:
    came = played(Person())
    assert isinstance(came, Turned)
    assert 2 < came.seconds < 6


@given(st.integers(min_value=0, max_value=2**32))
def test_whatever_is_drawn_can_be_done_in_time(seed: int) -> None:
    assert isinstance(played(Person(late=0.9), planned(random.Random(seed).random)), Turned)


def test_all_orders_are_drawn_and_no_two_moments_are_alike() -> None:
    plans = [planned(random.Random(seed).random) for seed in range(60)]
    assert len({plan.turns for plan in plans}) == 4
    assert len({plan.holds for plan in plans}) == 60


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(lambda ask: obedient(ask, 10.0)), Failure.TOO_SLOW),
        (Person(lambda ask: obedient(ask, -22.0)), Failure.OTHER_WAY),
        (Person(lambda _: 0.0), Failure.TOO_SLOW),
        (Person(late=0.05), Failure.UNASKED),
        (Person(late=ANSWER + 0.5), Failure.TOO_SLOW),
    ],
    ids=["too little", "the other way", "not at all", "before it was asked", "too late"],
)
def test_hazard_what_is_no_answer_ends_the_try(person: Person, why: Failure) -> None:
    assert played(person) == NotTurned(why)


def test_hazard_a_film_that_turns_by_its_own_time_is_found_out() -> None:
    def film(_: Trying, now: float) -> Spotted:
        return face(now, 24.0 * np.sin(3.0 * max(0.0, now - 0.9)))

    assert isinstance(played(film), NotTurned)


@pytest.mark.parametrize(
    "fake",
    [{"off": 0.0}, {"breadth": 0.7}],
    ids=["the nose stays", "the whole face shrinks, as a sheet's does"],
)
def test_hazard_a_turn_that_the_second_cue_does_not_confirm_is_none(fake: dict[str, float]) -> None:
    def sheet_of_paper(trying: Trying, now: float) -> Spotted:
        yaw = trying.ask.sign * 22.0 if now - trying.since > 0.4 else 0.0
        return face(now, yaw, **fake) if yaw else face(now)

    assert played(sheet_of_paper) == NotTurned(Failure.TOO_SLOW)


def begun() -> Trying:
    """A try in which a turn has been asked."""
    progress: Progress = Trying(PLAN)
    for number in range(20):
        assert isinstance(progress, Trying)
        progress = seen(progress, face(number * STEP))
        if isinstance(progress, Trying) and progress.stage:
            return progress
    raise AssertionError


@pytest.mark.parametrize(
    "other",
    [
        lambda now: face(now, across=320 + 150),
        lambda now: Spotted(now, 320, 240, 320, Pose(2, 0.03, 1.1)),
        lambda now: face(now + GAP),
    ],
    ids=["it jumps", "it grows", "it was away"],
)
def test_hazard_a_track_that_breaks_ends_the_try(other: Callable[[float], Spotted]) -> None:
    trying = begun()
    assert trying.last is not None
    assert seen(trying, other(trying.last.taken + STEP)) == NotTurned(Failure.BROKEN)


def test_a_face_that_is_lost_for_a_moment_is_waited_for_and_one_that_goes_is_not() -> None:
    trying = begun()
    assert trying.last is not None
    assert nobody_seen(trying, trying.last.taken + GAP / 2) == trying
    assert nobody_seen(trying, trying.last.taken + GAP * 1.1) == NotTurned(Failure.BROKEN)


def test_nobody_is_held_longer_than_ten_seconds() -> None:
    def restless(_: Trying, now: float) -> Spotted:
        return face(now, 12.0 * np.sign(np.sin(7 * now)))

    assert played(restless) == NotTurned(Failure.TOO_SLOW)


# -- in pixels -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def work() -> FaceWork:
    return FaceWork(appointed(Wanted(two=True)))


def tried(work: FaceWork, turner: Turner, seed: int = 3) -> object:
    eyes = work.judges.eyes
    assert isinstance(eyes, Eyes)
    plan = planned(random.Random(seed).random)
    return filmed(turner.frames(), lambda frame: observed(frame, eyes), plan, turner.say)


@needs_weights
def test_a_drawn_head_that_turns_is_filmed_and_the_same_person_all_along(work: FaceWork) -> None:
    film = tried(work, Turner(head("sato")))
    assert isinstance(film, Film)
    assert (len(film.looks), len(film.turned)) == (3, 2)
    from hardware_mocks.heads.photographs import chip_photo

    verdict = work.answer(CompareFace(chip_photo("sato"), film.looks, film.turned))
    assert type(verdict).__name__ == "FaceMatched", verdict


@needs_weights
@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize(("reach", "bend"), [(25, 0.0), (45, 0.0), (60, 0.0), (45, 1.3), (45, -1.3)], ids=str)
def test_hazard_a_print_of_the_face_is_never_taken_for_a_head(
    work: FaceWork, reach: float, bend: float, seed: int
) -> None:
    assert isinstance(tried(work, Turner(sheet(face_of("sato"), bend), reach=reach), seed), NotTurned)


@needs_weights
@pytest.mark.parametrize("reach", [0.0, 10.0])
def test_who_cannot_turn_is_not_held_up_for_long(work: FaceWork, reach: float) -> None:
    turner = Turner(head("sato"), reach=reach)
    assert tried(work, turner) == NotTurned(Failure.TOO_SLOW)
    assert turner.moment < LONGEST + 1


def test_who_is_not_fit_to_be_compared_is_told_what_helps() -> None:
    def far_away(frame: Frame):
        from reader.face.liveness.turning import Observed

        return Observed(face(frame.taken), Hint.COME_NEARER)

    said: list[str] = []
    frames = (Frame(np.full((48, 64, 3), number % 256, np.uint8), number * STEP) for number in range(200))
    assert filmed(frames, far_away, PLAN, said.append) == NotBegun(Hint.COME_NEARER)
    assert set(said) == {Hint.COME_NEARER.value}


def test_without_the_mesh_nobody_is_asked_to_turn() -> None:
    frames = iter([Frame(np.zeros((48, 64, 3), np.uint8), 0.0)])
    assert filmed(frames, lambda _: CannotObserve(), PLAN, lambda _: None) == CannotObserve()
    with pytest.raises(CameraGone):
        filmed(iter([]), lambda _: CannotObserve(), PLAN, lambda _: None)


# -- signs ---------------------------------------------------------------------------------------------------------


def noisy(rng: np.random.Generator) -> np.ndarray:
    return rng.normal(120, 2, (480, 640, 3)).clip(0, 255).astype(np.uint8)


def signs_of(pictures: Iterator[np.ndarray] | list[np.ndarray]) -> list[Failure]:
    signs = Signs()
    return [found for each in pictures if (found := signs.see(each, None))]


def test_a_sensors_noise_gives_no_sign() -> None:
    rng = np.random.default_rng(1)
    assert signs_of([noisy(rng) for _ in range(30)]) == []


def test_hazard_a_looped_film_repeats_a_picture_to_the_bit() -> None:
    rng = np.random.default_rng(1)
    film = [noisy(rng) for _ in range(10)]
    assert Failure.LOOPED in signs_of(film + film)


def test_hazard_a_picture_without_noise_in_which_only_a_corner_moves_is_no_sensors() -> None:
    def drawn(step: int) -> np.ndarray:
        picture = np.full((480, 640, 3), 120, np.uint8)
        picture[4 * step : 4 * step + 8, :8] = 200
        return picture

    assert Failure.STILL in signs_of([drawn(step) for step in range(20)])


def framed(across: float, rng: np.random.Generator, *, stays: bool) -> np.ndarray:
    picture = noisy(rng)
    left = 200 if stays else round(across) - 120
    picture[60:440, left : left + 240] = 215
    return picture


@pytest.mark.parametrize(
    ("stays", "found"), [(False, True), (True, False)], ids=["it walks along", "a door behind"]
)
def test_a_rectangle_that_walks_along_with_the_face_is_a_sheets(stays: bool, found: bool) -> None:
    rng, signs, seen_ = np.random.default_rng(1), Signs(), []
    for step in range(14):
        across = 290.0 + 6 * step
        seen_.append(signs.see(framed(across, rng, stays=stays), face(step * STEP, across=across)))
    assert (Failure.BORDERED in seen_) is found
