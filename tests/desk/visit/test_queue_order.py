"""Who is turned to first: every standing has its place, and within one the first to come is the first."""

from kiosk.desk.standing import Standing
from kiosk.desk.visit.queue import URGENCY, WAITS_FOR_STAFF, QueueRow


def row(number: str, standing: Standing, step: str = "") -> QueueRow:
    return QueueRow(number, "09:00", "reader", step, standing, "", "", None, "", None, "")


def test_every_standing_has_its_place() -> None:
    assert sorted(each.value for each in URGENCY) == sorted(each.value for each in Standing)


def test_whoever_stands_there_comes_before_a_stop_and_a_file_to_hand_over_comes_last() -> None:
    rows = [
        row("1", Standing.CONFIRMED),
        row("2", Standing.QUESTION),
        row("3", Standing.STOPPED),
        row("4", Standing.RUNNING, min(WAITS_FOR_STAFF)),
    ]
    assert [each.number for each in sorted(rows, key=lambda each: each.urgency)] == ["4", "3", "2", "1"]
