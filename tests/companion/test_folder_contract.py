"""What every folder must do, the mounted one and the lying one alike; and what the mounted one alone can prove."""

import os
from pathlib import Path

import pytest

from kiosk.companion.folder import FileGone, FileUnfit, MountedFolder, NotMounted, NotReachable
from kiosk.companion.watching import wanted
from kiosk.qualification.section import LIMIT_BYTES
from tests.companion.linkage import LyingFolder, bare, message, name_of


class OnDisk:
    def __init__(self, path: Path) -> None:
        path.mkdir()
        self.path = path
        self.folder = MountedFolder(path, mounted=False)

    def put(self, name: str, content: bytes) -> None:
        (self.path / name).write_bytes(content)

    def take(self, name: str) -> None:
        (self.path / name).unlink()


class InMemory(LyingFolder):
    @property
    def folder(self) -> LyingFolder:
        return self


@pytest.fixture(params=["mounted", "lying"])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    return OnDisk(tmp_path / "face") if request.param == "mounted" else InMemory()


def test_a_listing_holds_what_is_wanted_and_nothing_else(held: object) -> None:
    for name in (name_of(), bare(), "YZKsiquc01res_20261121.xml", "thumbs.db"):
        held.put(name, b"x")
    assert set(held.folder.listing(wanted)) == {name_of(), bare()}


def test_a_file_is_read_to_its_last_byte(held: object) -> None:
    content = message() * 50
    held.put(name_of(), content)
    assert held.folder.read(name_of()) == content


def test_a_file_that_left_is_gone_and_no_fault_of_the_folder(held: object) -> None:
    held.put(name_of(), b"x")
    held.take(name_of())
    with pytest.raises(FileGone):
        held.folder.read(name_of())


@pytest.mark.parametrize("name", ["../kiosk.toml", "/etc/passwd", "trash/x.xml"])
def test_hazard_a_name_is_never_followed_as_a_path(held: object, name: str) -> None:
    with pytest.raises(FileUnfit):
        held.folder.read(name)


def test_what_is_larger_than_any_answer_is_not_read(held: object) -> None:
    held.put(name_of(), b"x" * (LIMIT_BYTES + 1))
    with pytest.raises(FileUnfit):
        held.folder.read(name_of())


def test_hazard_a_link_or_a_folder_under_a_readers_name_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    made = OnDisk(tmp_path / "face")
    (made.path / name_of(1)).symlink_to(secret)
    (made.path / name_of(2)).mkdir()
    os.mkfifo(made.path / name_of(3))
    for serial in (1, 2, 3):
        with pytest.raises(FileUnfit):
            made.folder.read(name_of(serial))


def test_hazard_a_folder_of_our_own_disk_is_no_share(tmp_path: Path) -> None:
    if tmp_path.stat().st_dev != Path("/").stat().st_dev:
        pytest.skip("this machine keeps its temporary files on another device")
    with pytest.raises(NotMounted):
        MountedFolder(tmp_path).listing(wanted)


def test_hazard_a_folder_that_is_away_is_not_empty(tmp_path: Path) -> None:
    with pytest.raises(NotReachable):
        MountedFolder(tmp_path / "gone", mounted=False).listing(wanted)


def test_hazard_nothing_is_opened_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, flags = OnDisk(tmp_path / "face"), []
    made.put(name_of(), message())
    opening = os.open

    def traced(path: object, flag: int, *rest: object, **named: object) -> int:
        flags.append(flag)
        return opening(path, flag, *rest, **named)

    monkeypatch.setattr(os, "open", traced)
    made.folder.listing(wanted)
    made.folder.read(name_of())
    assert flags
    assert not any(flag & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC) for flag in flags)
