"""A photograph against frames with the real models, on people who do not exist."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest

from hardware_mocks.camera.card_front import card_front, front_frame
from hardware_mocks.camera.clips import ClipCamera, SteppingPace, nobody
from hardware_mocks.heads.photographs import chip_photo, still
from hardware_mocks.personas.model import persona
from reader.face.decision import FaceMatched, FaceUnsure, FaceVerdict, PhotoMissing, PhotoUnusable, Threshold
from reader.face.matchers.resnet import DlibMatcher
from reader.face.process import work
from reader.face.quality import Hint
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, ReadPrinted
from reader.face.worker import FaceWork
from reader.frame import Frame, Image
from reader.pcsc.supervise import Supervised
from reader.printed.number import NumberRead


@pytest.fixture(scope="module")
def face() -> FaceWork:
    return FaceWork(DlibMatcher())


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


def test_a_turned_head_is_asked_to_look_here(face: FaceWork) -> None:
    turned = filmed(still("sato", "left", 2))
    assert asked(face, chip_photo("sato"), turned) == FaceUnsure(Hint.LOOK_HERE)


def test_nobody_there_is_asked_to_step_up(face: FaceWork) -> None:
    assert asked(face, chip_photo("sato"), filmed(nobody())) == FaceUnsure(Hint.STEP_UP)


def test_hazard_two_people_before_the_camera_are_never_compared(face: FaceWork) -> None:
    one, other = still("sato", "frontal", 0), still("invalid", "frontal", 0)
    both = np.ascontiguousarray(np.hstack([one[:, 150:490], other[:, 150:490]]))
    assert asked(face, chip_photo("sato"), filmed(both)) == FaceUnsure(Hint.ONE_PERSON)


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
    worker: Supervised[FaceRequest, FaceAnswer] = Supervised(work, name="face process")
    verdict = worker.call(
        CompareFace(chip_photo("sato"), filmed(still("sato", "frontal", 0)), Threshold()), 120
    )
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
