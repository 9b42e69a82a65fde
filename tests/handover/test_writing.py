from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.handover.write import UnsafeNameError, clear_unfinished, file_name, write_file


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


def test_what_a_power_cut_left_half_written_goes_at_the_next_start_and_nothing_else(tmp_path: Path) -> None:
    whole = write_file(tmp_path, file_name("20261121-0001", "csv"), b"whole")
    (tmp_path / f".{whole.name}.part").write_bytes(b"ha")

    clear_unfinished(tmp_path)

    assert list(tmp_path.iterdir()) == [whole]


def test_a_folder_that_is_not_there_yet_holds_nothing_unfinished(tmp_path: Path) -> None:
    clear_unfinished(tmp_path / "handover")

    assert list(tmp_path.iterdir()) == []
