"""A card that was left on the reader: its visit says so to the desk until somebody records where it went."""

from __future__ import annotations

import re

from desk_world import Clinic

from kiosk.checkin.machine.effects import RecordFound
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.matching.report import Decision
from kiosk.web.language import load_catalogues

SAID = load_catalogues()["ja"]


def left(clinic: Clinic) -> str:
    number = clinic.visit(Settled(Outcome.CONFIRMED, Decision.PASS))
    clinic.house.ports.ledger.write(number, "CardLeft", (RecordFound(),), clinic.clock.now())
    return number


def version_of(desk: object, number: str) -> str:
    return re.search(r'name="version"\s+value="(\d+)"', desk.text(f"/staff/visits/{number}")).group(1)


def test_a_card_that_was_left_waits_at_the_desk_and_calls_for_somebody(clinic: Clinic, desk: object) -> None:
    number = left(clinic)
    queue = desk.text("/staff/")
    row = queue[queue.index(f'data-row="{number}"') :]
    assert 'data-wants="staff"' in row[: row.index("</tr>")]
    assert SAID.plain("desk.found.row") in row
    assert SAID.plain("desk.found.lies") in desk.text(f"/staff/visits/{number}")


def test_once_it_is_taken_from_the_reader_only_where_it_went_is_missing(clinic: Clinic, desk: object) -> None:
    number = left(clinic)
    clinic.house.ports.ledger.write(number, "Closed", (RecordFound(taken=True),), clinic.clock.now())
    page = desk.text(f"/staff/visits/{number}")
    assert SAID.plain("desk.found.taken") in page
    assert SAID.plain("desk.found.lies") not in page


def test_where_it_went_is_recorded_once_by_name_and_ends_the_row(clinic: Clinic, desk: object) -> None:
    number = left(clinic)
    version = version_of(desk, number)
    desk.send(f"/staff/visits/{number}/found-card", to="police", version=version)
    assert SAID.plain("desk.found.row") not in desk.text("/staff/")
    assert SAID.plain("desk.went.police") in desk.text(f"/staff/visits/{number}")
    assert clinic.audited(number).count("found_card_given") == 1
    desk.send(f"/staff/visits/{number}/found-card", to="owner", version=version)
    assert clinic.audited(number).count("found_card_given") == 1


def test_a_card_that_went_nowhere_is_still_told_the_day_after(clinic: Clinic, desk: object) -> None:
    number = left(clinic)
    clinic.clock.passes(86_400)
    desk.sign_in("tanaka")
    assert SAID.plain("desk.found.earlier", number=number) in desk.text("/staff/")
