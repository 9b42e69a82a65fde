"""A stopped answer of another person: sealed at once, opened by lifting, gone with the day, free pages and log included."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from desk_world import CHART, SATO, STRANGER, Clinic, answer
from sqlalchemy import func, select

from kiosk.checkin.machine.effects import CloseMedical, CloseVisit, RecordAnswer
from kiosk.checkin.machine.seen import CardItems, Outcome, Settled
from kiosk.clock import Moment
from kiosk.desk.cases.day_end import DayEnd
from kiosk.desk.cases.lifting import Saw, lift, want_lifted
from kiosk.desk.standing import Act
from kiosk.desk.visit.page import visit_page
from kiosk.matching.report import Decision
from kiosk.storage import tables
from kiosk.storage.staff.accounts import Role

SECRETS = (STRANGER.name, STRANGER.kana, STRANGER.address, "1950-01-02")


def stopped(clinic: Clinic) -> str:
    """As the reader's lane writes it: answer, closing and end of one turn in one transaction."""
    clinic.chart(CHART)
    ledger, now = clinic.house.ports.ledger, clinic.clock.now()
    number = ledger.open_visit("reader", now)
    items = CardItems(SATO.name, SATO.birthdate, SATO.sex, SATO.address)
    settled = Settled(Outcome.STOPPED, Decision.STOP, patient_id="P-100", waits_for="case")
    records = (
        RecordAnswer(answer(number, STRANGER), items),
        CloseMedical("stop.birthdate", "P-100"),
        CloseVisit(settled),
    )
    ledger.write(number, "Querying.ShowingResult", records, now)
    return number


def shown(clinic: Clinic, number: str, by: str = "", role: Role = Role.DESK) -> object:
    return visit_page(clinic.house, number, role, clinic.clock.now(), by).shown


def on_disk(folder: Path) -> bytes:
    """Database, log and whatever else lies beside them, free pages included."""
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


def day_passes(clinic: Clinic) -> tuple[str, ...]:
    now = clinic.clock.moment
    clinic.clock.moment = Moment(now.wall + timedelta(days=1), now.ticks + 86400)
    return DayEnd(clinic.house).look()


def count(clinic: Clinic, table: object) -> int:
    with clinic.storage.reading() as books:
        return int(books.chain.ledger.first(select(func.count()).select_from(table))[0])


def test_hazard_no_file_holds_the_other_person_from_the_stop_on(clinic: Clinic, tmp_path: Path) -> None:
    number = stopped(clinic)
    held = on_disk(tmp_path)
    assert [each for each in SECRETS if each.encode() in held] == []
    assert "answer_sealed" in clinic.audited(number)


def test_a_sealed_answer_is_of_no_use_without_the_key_outside(clinic: Clinic) -> None:
    number = stopped(clinic)
    clinic.storage.keys = type(clinic.storage.keys)(b"x" * 32)
    with clinic.storage.reading() as books, pytest.raises(InvalidTag):
        books.findings.answers(number)


def test_the_desk_sees_which_fields_differ_and_our_side_alone(clinic: Clinic) -> None:
    card = shown(clinic, stopped(clinic), "tanaka").comparison
    assert {line.answer for line in card.lines} == {""}
    assert {line.name: line.held for line in card.lines}["name"] == SATO.name
    assert all(line.pairs == () for line in card.lines)
    assert "DIFFER" in {line.outcome.value for line in card.lines}


def test_only_the_second_person_of_a_wanted_lifting_sees_the_other_side_masked(clinic: Clinic) -> None:
    number = stopped(clinic)
    want_lifted(clinic.at_desk("tanaka"), 1, "typed wrongly")
    assert {line.answer for line in shown(clinic, number, "tanaka").comparison.lines} == {""}
    assert {line.answer for line in shown(clinic, number, "kaikei", Role.CLAIMS).comparison.lines} == {""}
    masked = {line.name: line.answer for line in shown(clinic, number, "mori").comparison.lines}
    assert masked["name"] == f"{STRANGER.name[0]}＊＊"
    assert masked["birthdate"] == "1950-＊＊"
    assert not any(secret in repr(masked) for secret in SECRETS)


def test_lifting_opens_the_answer_and_destroys_its_key(clinic: Clinic) -> None:
    number = stopped(clinic)
    want_lifted(clinic.at_desk("tanaka"), 1, "typed wrongly")
    lift(clinic.at_desk("mori"), 1, "saw the card", Saw.CARD_AND_FACE)
    assert count(clinic, tables.answer_keys) == 0
    assert shown(clinic, number).comparison.lines[0].answer == STRANGER.name
    assert day_passes(clinic) == ()
    assert count(clinic, tables.answers) == 1


def test_hazard_with_the_day_the_answer_leaves_and_nothing_of_it_stays(
    clinic: Clinic, tmp_path: Path
) -> None:
    number = stopped(clinic)
    assert DayEnd(clinic.house).look() == ()
    assert count(clinic, tables.answers) == 1
    assert day_passes(clinic) == (number,)
    assert (count(clinic, tables.answers), count(clinic, tables.answer_keys)) == (0, 0)
    assert shown(clinic, number).comparison is None
    assert "answer_destroyed" in clinic.audited(number)
    held = on_disk(tmp_path)
    assert [each for each in SECRETS if each.encode() in held] == []


def test_the_case_keeps_standing_when_its_answer_has_left(clinic: Clinic) -> None:
    number = stopped(clinic)
    day_passes(clinic)
    (case,) = visit_page(clinic.house, number, Role.DESK, clinic.clock.now()).cases
    assert (case.stops[0].rule, case.case.lifted_at) == ("stop.birthdate", None)


def test_a_stop_that_is_lifted_another_day_leads_to_a_new_inquiry(clinic: Clinic) -> None:
    number = stopped(clinic)
    day_passes(clinic)
    want_lifted(clinic.at_desk("tanaka"), 1, "typed wrongly")
    lift(clinic.at_desk("mori"), 1, "saw the card", Saw.CARD_AND_FACE)
    page = visit_page(clinic.house, number, Role.DESK, clinic.clock.now())
    assert Act.RESUME in page.acts
    assert Act.ANSWER not in page.acts


def test_what_an_earlier_release_left_open_is_sealed_and_leaves_too(clinic: Clinic) -> None:
    number = stopped(clinic)
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.sealing.unseal(number)
        work.commit()
    assert DayEnd(clinic.house).look() == ()
    assert count(clinic, tables.answer_keys) == 1
    assert day_passes(clinic) == (number,)
