"""A picture of one's own, as a photographer or a camera would take it."""

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.clips import nobody
from hardware_mocks.camera.own_picture import before_camera, portrait
from hardware_mocks.heads.photographs import still
from reader.face.matchers.resnet import DlibMatcher
from reader.face.photo import decoded_photo
from reader.face.quality import Good, judged


def encoded(image: np.ndarray) -> bytes:
    return cv2.imencode(".png", image)[1].tobytes()


@pytest.fixture(scope="module")
def matcher() -> DlibMatcher:
    return DlibMatcher()


@pytest.fixture(scope="module")
def far_away() -> np.ndarray:
    """Somebody at the far end of a large room."""
    room = nobody(size=(960, 1280))
    room[300:780, 400:1040] = still("stranger_1", "frontal", 0)
    return room


def test_who_stands_far_away_steps_up_to_the_kiosk(matcher: DlibMatcher, far_away: np.ndarray) -> None:
    frame = before_camera(encoded(far_away))
    assert frame.shape == (480, 640, 3)
    assert isinstance(judged(frame, matcher.faces(frame)), Good)


def test_a_room_without_anybody_is_shown_as_it_is() -> None:
    assert before_camera(encoded(nobody())).shape == (480, 640, 3)


def test_the_chips_photograph_shows_the_head_large(matcher: DlibMatcher, far_away: np.ndarray) -> None:
    photo = decoded_photo(portrait(encoded(far_away)))
    (face,) = matcher.faces(photo, upsample=1)
    assert face.size > photo.shape[0] / 3


@pytest.mark.parametrize(("picture", "said"), [(b"", "no picture"), (b"x", "no picture"), (None, "0 faces")])
def test_a_card_wants_one_face(picture: bytes | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        portrait(encoded(nobody()) if picture is None else picture)
