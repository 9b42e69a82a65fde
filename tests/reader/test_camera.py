"""The device's camera: newest frame, frozen, gone, and never a file, a stream or a virtual device outside the demo."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from hardware_mocks.camera.clips import SteppingPace, lively, mjpeg, nobody
from reader.camera import DeviceCamera, SourceNotAllowedError, StillPicture, source_of
from reader.errors import CameraFrozen, CameraGone

PICTURE = nobody(size=(48, 64))


class ScriptedCapture:
    """A capture that plays pictures, then says that it has no more."""

    def __init__(self, pictures: Iterator[np.ndarray], *, opens: bool = True) -> None:
        self.pictures, self.opens, self.released = pictures, opens, threading.Event()

    def isOpened(self) -> bool:  # noqa: N802  # OpenCV's name
        return self.opens

    def read(self) -> tuple[bool, np.ndarray]:
        picture = next(self.pictures, None)
        return picture is not None, PICTURE if picture is None else picture

    def release(self) -> None:
        self.released.set()


def camera(capture: ScriptedCapture) -> DeviceCamera:
    return DeviceCamera(0, demo=True, ticks=itertools.count(0.0, 0.3).__next__, open=lambda _: capture)


def test_frames_come_with_their_moment_and_closing_releases_the_camera() -> None:
    capture = ScriptedCapture(lively([PICTURE], 1))
    frames = camera(capture).frames()
    first, second = next(frames), next(frames)
    frames.close()
    assert second.taken > first.taken
    assert capture.released.wait(5)


def test_a_camera_that_cannot_be_opened_is_gone_and_released() -> None:
    capture = ScriptedCapture(iter(()), opens=False)
    with pytest.raises(CameraGone):
        next(camera(capture).frames())
    assert capture.released.is_set()


def test_hazard_an_unplugged_camera_is_gone() -> None:
    capture = ScriptedCapture(iter([PICTURE]))
    with pytest.raises(CameraGone):
        list(camera(capture).frames())


def test_hazard_a_frozen_camera_is_noticed() -> None:
    with pytest.raises(CameraFrozen):
        list(camera(ScriptedCapture(itertools.repeat(PICTURE))).frames())


def test_one_repeated_frame_is_not_yet_frozen() -> None:
    still = StillPicture()
    for moment in (0.0, 0.5, 1.0):
        still.see(PICTURE, moment)
    with pytest.raises(CameraFrozen):
        still.see(PICTURE, 1.01)


def test_the_mock_camera_never_looks_frozen() -> None:
    still = StillPicture()
    for number, image in enumerate(itertools.islice(lively([PICTURE], 1), 40)):
        still.see(image, float(number))


@pytest.mark.parametrize("source", ["http://127.0.0.1:1/x.mjpg", "/tmp/face.avi", "rtsp://camera"])
def test_hazard_outside_the_demo_a_face_cannot_be_injected_by_file_or_stream(source: str) -> None:
    with pytest.raises(SourceNotAllowedError):
        DeviceCamera(source, demo=False, ticks=lambda: 0.0)


def test_hazard_outside_the_demo_a_virtual_device_is_refused(tmp_path: Path) -> None:
    virtual = tmp_path / "devices" / "virtual" / "video4linux" / "video7"
    virtual.mkdir(parents=True)
    (tmp_path / "video7").symlink_to(virtual)
    with pytest.raises(SourceNotAllowedError, match="virtual"):
        DeviceCamera(7, demo=False, ticks=lambda: 0.0, sysfs=tmp_path)


def test_a_device_behind_a_bus_is_allowed(tmp_path: Path) -> None:
    real = tmp_path / "devices" / "pci0000:00" / "usb1" / "video4linux" / "video0"
    real.mkdir(parents=True)
    (tmp_path / "video0").symlink_to(real)
    assert DeviceCamera(0, demo=False, ticks=lambda: 0.0, sysfs=tmp_path).source == 0


@pytest.mark.parametrize(
    ("setting", "source"), [("0", 0), ("/dev/video2", 2), ("http://127.0.0.1/x", "http://127.0.0.1/x")]
)
def test_the_setting_names_a_device_or_an_address(setting: str, source: int | str) -> None:
    assert source_of(setting) == source


class Stream(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        pictures = lively([nobody()], 1)
        for part in itertools.islice(mjpeg(lambda: next(pictures), SteppingPace()), 30):
            self.wfile.write(part)

    def log_message(self, *arguments: object) -> None:
        """Keep the test's output clean."""


def test_in_the_demo_a_live_stream_is_a_camera() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/camera.mjpg"
    frames = DeviceCamera(address, demo=True, ticks=itertools.count(0.0, 0.1).__next__).frames()
    shape = next(frames).image.shape
    frames.close()
    server.shutdown()
    server.server_close()
    assert shape == (480, 640, 3)


def test_without_any_camera_the_device_is_gone() -> None:
    with pytest.raises(CameraGone):
        next(DeviceCamera(63, demo=True, ticks=lambda: 0.0).frames())
