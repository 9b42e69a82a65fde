"""The mock camera: paced by whoever runs it, never twice the same frame, a multipart stream that changes while it runs."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.clips import RATE, ClipCamera, RealPace, SteppingPace, mjpeg, nobody, own_picture


def test_frames_follow_the_pacer_and_never_repeat() -> None:
    frames = list(itertools.islice(ClipCamera([nobody(), nobody(2)], SteppingPace()).frames(), 20))
    assert [frame.taken for frame in frames] == pytest.approx([(index + 1) / RATE for index in range(20)])
    assert len({frame.image.tobytes() for frame in frames}) == 20


def test_a_pacer_on_the_wall_never_promises_a_moment_before_the_last() -> None:
    ticks = itertools.count(100.0, 1.0)
    pace = RealPace(lambda: next(ticks))
    moments = [pace() for _ in range(4)]
    assert moments == sorted(set(moments))


def test_the_stream_shows_whoever_stands_there_at_the_moment() -> None:
    pictures = iter([np.full((48, 64, 3), 20, np.uint8), np.full((48, 64, 3), 220, np.uint8)])
    parts = list(itertools.islice(mjpeg(lambda: next(pictures), SteppingPace()), 2))
    heads, bodies = zip(*(part.removesuffix(b"\r\n").split(b"\r\n\r\n", 1) for part in parts), strict=True)
    assert all(head.startswith(b"--frame\r\nContent-Type: image/jpeg") for head in heads)
    levels = [cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR).mean() for body in bodies]
    assert levels == pytest.approx([20, 220], abs=3)


@pytest.mark.parametrize("shape", [(1200, 900, 3), (300, 900, 3), (20, 20, 3)])
def test_an_own_picture_fits_the_frame_whatever_its_shape(shape: tuple[int, int, int]) -> None:
    data = cv2.imencode(".png", np.full(shape, 200, np.uint8))[1].tobytes()
    assert own_picture(data).shape == (480, 640, 3)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        own_picture(data)
