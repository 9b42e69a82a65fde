"""The drawn house is the house of today, and small enough to be read."""

from pathlib import Path

from rehearsal.measure.house import arrows, drawn, layers, rooms

ROOT = Path(__file__).parents[2]
AT_MOST = 25
WIDEST_FOLDER = 16
LONGEST_FILE = 300
EXCEPTED = ("kiosk/storage/migrations/versions",)
"""Named in docs/architecture.md."""


def test_the_drawing_is_of_todays_imports():
    assert (ROOT / "docs" / "pictures" / "house.svg").read_text("utf-8") == drawn(), "run scripts/docs"


def test_every_room_has_its_box_and_there_are_few_enough_to_read():
    boxes = {name for row in layers() for name in row} | {"hardware_mocks", "reader"}

    assert boxes == rooms()
    assert len(boxes) <= AT_MOST


def test_no_two_rooms_import_each_other():
    found = arrows()

    assert [(one, other) for one in found for other in found[one] if one in found[other]] == []


def test_no_folder_is_crowded_and_no_file_long():
    files = [
        path
        for top in ("kiosk", "reader", "hardware_mocks", "rehearsal", "tests")
        for path in (ROOT / top).rglob("*.py")
    ]
    folders = {path.parent.relative_to(ROOT).as_posix() for path in files}
    crowded = {
        each: len(list((ROOT / each).glob("*.py"))) for each in folders if not each.startswith(EXCEPTED)
    }

    assert {each: count for each, count in crowded.items() if count > WIDEST_FOLDER} == {}
    assert [path.name for path in files if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE] == []
