"""`companion`, `serve` and `doctor` with the settings of a house beside an approved reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.home import held


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    (tmp_path / "face").mkdir()
    (tmp_path / "kiosk.toml").write_text(
        f"""home = "{tmp_path / "home"}"
station = "beside-1"
[institution]
code = "1310000001"
name = "みほんクリニック"
[companion]
folders = ["face"]
mounted = false
""",
        "utf-8",
    )
    return tmp_path / "kiosk.toml"


def findings(kiosk: object, settings: Path) -> dict[str, str]:
    told = kiosk("doctor", "--json", "--settings", settings, clock=SystemClock())
    return {line["check"]: line["seen"] for line in told.lines}


def test_the_doctor_looks_at_folders_and_at_no_reader(kiosk, beside: Path) -> None:
    (beside.parent / "face" / "OQSsiquc01res_face_20200101090000.xml").write_text("x")
    found = findings(kiosk, beside)
    assert "1 files of readers, the oldest" in found["folder"]
    assert not {"reader", "camera", "certificate", "anchors", "service"} & found.keys()


def test_the_doctor_tells_a_folder_that_is_away_from_one_that_is_no_share(kiosk, beside: Path) -> None:
    (beside.parent / "face").rmdir()
    assert "not reachable" in findings(kiosk, beside)["folder"]
    (beside.parent / "face").mkdir()
    beside.write_text(beside.read_text("utf-8").replace("mounted = false\n", ""), "utf-8")
    if beside.stat().st_dev == Path("/").stat().st_dev:
        assert "not mounted" in findings(kiosk, beside)["folder"]


def test_a_home_belongs_to_one_companion(kiosk, beside: Path) -> None:
    home = beside.parent / "home"
    home.mkdir(0o700)
    with held(home, 8700):
        told = kiosk("companion", "--desk-port", "0", "--settings", beside)
    assert told.code == 2
    assert "is in use by process" in told.errors


def test_serve_sends_a_house_without_a_reader_to_the_companion(kiosk, beside: Path) -> None:
    told = kiosk("serve", "--settings", beside)
    assert (told.code, "kiosk companion" in told.errors) == (2, True)


def test_tomorrow_wants_appointments_and_names_the_row_that_it_cannot_read(kiosk, beside: Path) -> None:
    assert "--appointments" in kiosk("tomorrow", "--settings", beside).errors
    file = beside.parent / "tomorrow.csv"
    file.write_bytes("患者番号,時刻\n42,9時\n".encode("cp932"))
    told = kiosk("tomorrow", "--appointments", file, "--settings", beside)
    assert (told.code, "row 2: the time is not like 09:30" in told.errors) == (2, True)
