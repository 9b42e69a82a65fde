"""The camera's desk with real networks: a head that turns gets in, prints of it and strangers do not."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pytest

from hardware_mocks.heads.photographs import chip_photo
from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.ports import FaceAgrees, FaceDoubtful
from kiosk.checkin.machine.seen import NOT_TURNED
from kiosk.station.face_desk import CameraFaceDesk, Turns, later
from reader.errors import WorkerDied
from reader.face.judges import appointed
from reader.face.matchers.sface import SFaceMatcher
from reader.face.requests import FaceAnswer, FaceRequest, Wanted
from reader.face.worker import FaceWork
from reader.frame import Frame
from tests.face_weights import needs_weights
from tests.turning import Turner, face_of, head, sheet


@pytest.fixture(scope="module")
def work() -> FaceWork:
    return FaceWork(appointed(Wanted(two=True)))


@dataclass
class Here:
    """The face process's work, in this process."""

    work: FaceWork

    def call(self, request: FaceRequest) -> FaceAnswer:
        return self.work.answer(request)


@dataclass
class Glass:
    """Shows the turner what the desk asks."""

    turner: Turner
    shown: list[str] = field(default_factory=list)

    def desk(self, work: FaceWork) -> CameraFaceDesk:
        def changed() -> None:
            self.shown.append(desk.asks())
            self.turner.say(desk.asks())

        desk = CameraFaceDesk(self.turner, lambda: None, Here(work), Turns(random.Random(7).random, changed))
        return desk


@needs_weights
def test_the_holder_who_turns_as_asked_is_known_and_the_record_says_so(work: FaceWork) -> None:
    glass = Glass(Turner(head("sato")))
    came = glass.desk(work).compare(chip_photo("sato"))
    assert isinstance(came, FaceAgrees), came
    assert came.measured is not None
    assert (came.measured.liveness, came.measured.reason) == ("turned", "agrees")
    assert came.measured.held is not None
    assert glass.shown[0] == "straight"
    assert {"left", "right"} & set(glass.shown)
    assert glass.shown[-1] == ""


@needs_weights
@pytest.mark.parametrize("bend", [0.0, 1.3])
def test_hazard_a_print_of_the_cards_own_holder_is_sent_another_way(work: FaceWork, bend: float) -> None:
    came = Glass(Turner(sheet(face_of("sato"), bend), reach=40)).desk(work).compare(chip_photo("sato"))
    assert isinstance(came, FaceDoubtful)
    assert came.guide == NOT_TURNED
    assert came.measured is not None
    assert came.measured.scores == ()


@needs_weights
def test_hazard_a_stranger_who_turns_well_is_still_a_stranger(work: FaceWork) -> None:
    came = Glass(Turner(head("stranger_1"))).desk(work).compare(chip_photo("sato"))
    assert isinstance(came, FaceDoubtful)
    assert came.guide == "differs"


@needs_weights
def test_hazard_without_the_mesh_nobody_gets_in_where_turning_is_wanted(work: FaceWork) -> None:
    blind = FaceWork(replace(work.judges, eyes=None))
    with pytest.raises(NamedTrouble, match="face_lost"):
        Glass(Turner(head("sato"))).desk(blind).compare(chip_photo("sato"))


@needs_weights
def test_where_staff_see_the_reader_nobody_turns_and_the_record_says_not_checked(work: FaceWork) -> None:
    desk = CameraFaceDesk(Turner(head("sato")), lambda: None, Here(work))
    came = desk.compare(chip_photo("sato"))
    assert isinstance(came, FaceAgrees)
    assert came.measured is not None
    assert came.measured.liveness == "not_checked"
    assert desk.asks() == ""


def shown(jpeg: bytes | None) -> np.ndarray:
    assert jpeg is not None
    return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)


@needs_weights
def test_staff_are_shown_the_face_and_nobody_who_stands_beside(work: FaceWork) -> None:
    alone = shown(
        CameraFaceDesk(Turner(head("sato")), lambda: None, Here(work)).live_picture(face_alone=True)
    )
    whole = shown(CameraFaceDesk(Turner(head("sato")), lambda: None, Here(work)).live_picture())
    assert alone.shape[1] < whole.shape[1] == 640
    (face,) = SFaceMatcher().faces(alone)
    assert face.size > 100


@dataclass
class Dead:
    """A face process that dies of everything."""

    def call(self, request: FaceRequest) -> FaceAnswer:
        raise WorkerDied("killed")


def test_staff_see_the_whole_picture_where_the_face_process_is_gone() -> None:
    picture = shown(CameraFaceDesk(Turner(head("sato")), lambda: None, Dead()).live_picture(face_alone=True))
    assert picture.shape == (480, 640, 3)


def test_a_second_look_at_the_front_begins_when_somebody_had_time_to_act() -> None:
    frames = [Frame(np.zeros((2, 2, 3), np.uint8), at) for at in (10.0, 11.0, 12.9, 13.0, 14.0)]
    assert [each.taken for each in later(iter(frames), 3.0)] == [13.0, 14.0]
    assert [each.taken for each in later(iter(frames), 0.0)] == [each.taken for each in frames]
