"""A photograph against frames with the real models, on people who do not exist."""

from __future__ import annotations

import functools
import itertools
import sys
from dataclasses import dataclass, replace
from datetime import date

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.card_front import card_front, front_frame
from hardware_mocks.camera.clips import ClipCamera, SteppingPace, nobody
from hardware_mocks.heads.photographs import chip_photo, still
from hardware_mocks.personas.model import persona
from reader.face.decision import (
    FaceDiffers,
    FaceMatched,
    FaceUnsure,
    FaceVerdict,
    PhotoMissing,
    PhotoUnusable,
    Why,
)
from reader.face.judges import appointed
from reader.face.matcher import Matcher
from reader.face.process import work
from reader.face.quality import Hint, covered
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, ReadPrinted, Wanted
from reader.face.worker import FaceWork
from reader.frame import Frame, Image
from reader.pcsc.supervise import Supervised
from reader.printed.number import NumberRead
from tests.face_weights import needs_weights


@pytest.fixture(scope="module")
def face() -> FaceWork:
    return FaceWork(appointed(Wanted(two=False)))


def filmed(*pictures: Image) -> tuple[Frame, ...]:
    return tuple(itertools.islice(ClipCamera(pictures, SteppingPace()).frames(), 0, 12, 4))


def asked(face: FaceWork, photo: bytes, frames: tuple[Frame, ...]) -> FaceVerdict:
    verdict = face.answer(CompareFace(photo, frames))
    assert not hasattr(verdict, "number_b")
    return verdict  # type: ignore[return-value]  # CompareFace is answered by a verdict


def test_the_holder_is_recognised(face: FaceWork) -> None:
    assert isinstance(asked(face, chip_photo("sato"), filmed(still("sato", "frontal", 0))), FaceMatched)


def test_somebody_else_is_not(face: FaceWork) -> None:
    verdict = asked(face, chip_photo("wrong_face"), filmed(still("invalid", "frontal", 0)))
    assert not isinstance(verdict, FaceMatched)


def guided(face: FaceWork, *pictures: Image) -> Hint:
    verdict = asked(face, chip_photo("sato"), filmed(*pictures))
    assert isinstance(verdict, FaceUnsure)
    return verdict.guide


def test_a_turned_head_is_asked_to_look_here(face: FaceWork) -> None:
    assert guided(face, still("sato", "left", 2)) is Hint.LOOK_HERE


def test_nobody_there_is_asked_to_step_up(face: FaceWork) -> None:
    assert guided(face, nobody()) is Hint.STEP_UP


def test_hazard_two_people_before_the_camera_are_never_compared(face: FaceWork) -> None:
    one, other = still("sato", "frontal", 0), still("invalid", "frontal", 0)
    both = np.ascontiguousarray(np.hstack([one[:, 150:490], other[:, 150:490]]))
    assert guided(face, both) is Hint.ONE_PERSON


def test_hazard_a_covered_mouth_and_nose_never_match(face: FaceWork) -> None:
    masked = still("sato", "frontal", 0).copy()
    masked[235:390, 215:425] = (215, 205, 200)
    assert not isinstance(asked(face, chip_photo("sato"), filmed(masked)), FaceMatched)


def test_a_card_without_photograph_says_so(face: FaceWork) -> None:
    assert asked(face, b"", filmed(nobody())) == PhotoMissing()


@pytest.mark.parametrize(
    "spoil", [lambda photo: photo[:-40], lambda photo: photo[40:], lambda _: b"\x00" * 3000]
)
def test_hazard_a_spoilt_photograph_is_unusable_not_a_crash(
    face: FaceWork, spoil
) -> None:  # a lambda on bytes
    assert isinstance(asked(face, spoil(chip_photo("sato")), filmed(nobody())), PhotoUnusable)


def test_the_same_comparison_works_in_a_process_of_its_own() -> None:
    recipe = functools.partial(work, Wanted())
    worker: Supervised[FaceRequest, FaceAnswer] = Supervised(recipe, name="face process")
    verdict = worker.call(CompareFace(chip_photo("sato"), filmed(still("sato", "frontal", 0))), 120)
    worker.close()
    assert isinstance(verdict, FaceMatched)


def test_the_same_process_reads_the_printed_front(face: FaceWork) -> None:
    person, rng = persona("sato"), np.random.default_rng(3)
    front = card_front(person, date(2033, 4, 12))
    frames = tuple(Frame(front_frame(front, rng), float(index)) for index in range(2))
    assert face.answer(ReadPrinted(frames)) == NumberRead("60041220334821", "read")


def test_no_picture_shows_in_the_repr_of_a_request() -> None:
    request = CompareFace(b"photograph", filmed(nobody()))
    assert "photograph" not in repr(request)
    assert "frames" not in repr(request)


# -- two judgements -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def two() -> FaceWork:
    return FaceWork(appointed(Wanted(two=True)))


def minute(*pictures: Image) -> tuple[Frame, ...]:
    """Looks more than a second apart."""
    return tuple(itertools.islice(ClipCamera(pictures, SteppingPace()).frames(), 0, 40, 13))


@needs_weights
def test_two_judgements_recognise_the_holder_and_say_what_they_rest_on(two: FaceWork) -> None:
    verdict = asked(two, chip_photo("sato"), minute(still("sato", "frontal", 0)))
    assert isinstance(verdict, FaceMatched)
    judged = verdict.judged
    assert (judged.rule, judged.why, judged.threshold) == ("two-looks-two-judgements-1", Why.AGREES, 0.50)
    assert len(judged.scores) == 2
    assert judged.score == min(judged.scores) >= 0.50
    assert judged.second is not None
    assert judged.second <= 0.55
    assert [len(each) for each in judged.models] == [64, 64]


@needs_weights
def test_two_looks_of_one_second_are_too_few_for_two_judgements(two: FaceWork) -> None:
    assert isinstance(asked(two, chip_photo("sato"), filmed(still("sato", "frontal", 0))), FaceUnsure)


@needs_weights
@pytest.mark.parametrize(
    ("second", "why"),
    [("against", Why.SECOND_AGAINST), ("blind", Why.SECOND_BLIND), ("broken", Why.SECOND_BLIND)],
)
def test_hazard_a_second_matcher_that_is_against_it_or_sees_nobody_or_breaks_stops_a_match(
    two: FaceWork, second: str, why: Why
) -> None:
    judges = replace(two.judges, second=Doubting(two.judges.second, second))
    verdict = asked(FaceWork(judges), chip_photo("sato"), minute(still("sato", "frontal", 0)))
    assert isinstance(verdict, FaceDiffers)
    assert verdict.judged.why is why


@needs_weights
def test_hazard_whoever_turned_must_be_the_one_who_looked_straight(two: FaceWork) -> None:
    straight = minute(still("sato", "frontal", 0))
    accomplice = (Frame(still("stranger_1", "left", 2), 9.0),)
    same = (Frame(still("sato", "left", 2), 9.0),)
    verdict = two.answer(CompareFace(chip_photo("sato"), straight, accomplice))
    assert isinstance(verdict, FaceDiffers)
    assert verdict.judged.why is Why.OTHER_FACE
    assert isinstance(two.answer(CompareFace(chip_photo("sato"), straight, same)), FaceMatched)
    gone = two.answer(CompareFace(chip_photo("sato"), straight, (Frame(nobody(), 9.0),)))
    assert isinstance(gone, FaceDiffers)


@needs_weights
def test_a_face_on_a_poster_behind_does_not_count(two: FaceWork) -> None:
    behind = still("sato", "frontal", 0).copy()
    poster = cv2.resize(still("stranger_1", "frontal", 0), None, fx=0.3, fy=0.3)
    behind[: poster.shape[0], : poster.shape[1]] = poster
    assert isinstance(asked(two, chip_photo("sato"), minute(behind)), FaceMatched)


@needs_weights
@pytest.mark.parametrize(
    "colour", [(230, 228, 225), (215, 190, 150), (35, 33, 32)], ids=["white", "blue", "black"]
)
def test_whoever_wears_a_mask_is_asked_to_take_it_off_and_does_not_get_in(
    two: FaceWork, colour: tuple[int, int, int]
) -> None:
    image = still("sato", "frontal", 0).copy()
    (face,) = two.judges.first.faces(image)
    nose, left, right = (np.array(each) for each in face.points[2:])
    lips, half = (left + right) / 2, (right - left) * 1.4
    edge = [
        nose - half,
        nose + half,
        lips + half * 0.8 + [0, 40],
        lips + np.array([0, 90]),
        lips - half * 0.8 + [0, 40],
    ]
    cv2.fillPoly(image, [np.array(edge, dtype=np.int32)], colour)
    verdict = asked(two, chip_photo("sato"), minute(image))
    assert not isinstance(verdict, FaceMatched)
    if isinstance(verdict, FaceUnsure) and verdict.judged and verdict.judged.scores:
        assert verdict.guide is Hint.TAKE_OFF_MASK
    (seen,) = two.judges.first.faces(image) or (None,)
    assert seen is None or covered(image, seen)


@needs_weights
def test_a_stranger_without_a_mask_gets_no_hint(two: FaceWork) -> None:
    verdict = asked(two, chip_photo("sato"), minute(still("stranger_1", "frontal", 0)))
    assert isinstance(verdict, FaceDiffers)


def test_without_the_weights_the_older_rule_judges(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    judges = appointed(Wanted(limit=0.33, two=True))
    assert (judges.rule.name, judges.rule.point.accept, judges.second, judges.eyes) == (
        "raw-2of3-1",
        0.33,
        None,
        None,
    )


@dataclass(frozen=True)
class Doubting:
    """A second matcher that goes wrong in one way, and is the real one else."""

    real: Matcher
    how: str

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def digest(self) -> str:
        return self.real.digest

    @property
    def point(self):
        return self.real.point

    def faces(self, image: Image, *, upsample: int = 0):
        if self.how == "broken":
            raise RuntimeError("no memory")
        return () if self.how == "blind" else self.real.faces(image, upsample=upsample)

    def embedding(self, image: Image, face):
        return self.real.embedding(image, face)

    def score(self, one, other) -> float:
        return 0.5501
