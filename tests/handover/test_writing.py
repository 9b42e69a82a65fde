from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.handover.write import UnsafeNameError, file_name, write_file


def test_a_file_appears_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    name = file_name("V-7", "xml")
    assert write_file(tmp_path, name, b"one").read_bytes() == b"one"
    assert write_file(tmp_path, name, b"two").read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["KIOSKsiquc01res_V-7.xml"]


@pytest.mark.parametrize(
    "name",
    [
        "../x.xml",
        "a/b.xml",
        ".x.xml",
        "x.exe",
        "x.xml.exe",
        "",
        "x\n.xml",
        "x\x00.xml",
        "a" * 99 + ".xml",
        "見本.xml",
    ],
)
def test_hazard_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeNameError):
        write_file(tmp_path, name, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_fails_without_a_trace(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        write_file(tmp_path / "gone", "x.xml", b"")
    taken = tmp_path / "x.xml"
    taken.mkdir()
    with pytest.raises(OSError, match=r"x\.xml"):
        write_file(tmp_path, "x.xml", b"")
    assert [each.name for each in tmp_path.iterdir()] == ["x.xml"]
