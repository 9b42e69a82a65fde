"""A home of an earlier release, brought to this one: nothing is lost, and what was decided there still holds."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kiosk.claims.ledger import Act, ClaimState, moved
from kiosk.clock import JAPAN, Moment
from kiosk.desk.sides import judged, sides_of, was_remembered
from kiosk.desk.staff.sign_in import MustWait, Refused, SignedIn, check
from kiosk.desk.stopping import cases_over, digests_of, stop_link
from kiosk.matching.people import displayed_person
from kiosk.matching.remember import confirmation_digest
from kiosk.matching.report import Decision
from kiosk.outage.mode import SwitchedOn
from kiosk.station.patient_table import StoredPatientTable
from kiosk.storage.engine import make_engine
from kiosk.storage.inspection import Broken, Intact, verify, who
from kiosk.storage.opening import open_storage
from kiosk.storage.schema import head, upgrade
from kiosk.storage.tables import METADATA
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord
from tests.storage.old_home import RELEASES, OldHome, unpack
from tests.storage.test_no_my_number import my_numbers

LATER = datetime(2027, 1, 12, 9, 30, tzinfo=JAPAN)
REMADE = {
    "alembic_version": {"version_num"},
    "patients": {"number_key", "insurance_key", "branch_key", "kana_key", "name_key"},
    "imports": {"keys_version"},
}
"""Columns that an upgrade may fill anew. A migration that changes anything else says here what, and why it is no loss."""


@dataclass(frozen=True)
class Door:
    """As much of a house as signing in asks for."""

    storage: Storage


@pytest.fixture(params=[*product(RELEASES, ["sqlite", "postgresql"])], ids="-".join)
def old(tmp_path, request: pytest.FixtureRequest) -> OldHome:
    """Not upgraded yet."""
    release, kind = request.param
    server = request.getfixturevalue("postgres").database() if kind == "postgresql" else ""
    return unpack(release, tmp_path, server)


@pytest.fixture
def storage(old) -> Iterator[Storage]:
    """Opened by this release, as `serve` opens it."""
    made = open_storage(old.settings)
    yield made
    made.close()


def visits_of(old):
    """The numbers of every visit, in their order."""
    return sorted(number for (number,) in old.rows({"visits": ("number",)})["visits"])


def rows_of_station(old, station):
    stations = old.rows({"audit_rows": ("station", "seq")})["audit_rows"]
    return sum(each == station for each, _ in stations)


# -- what was frozen ---------------------------------------------------------------------------------------------------


def test_a_row_of_every_table_that_the_release_knew_is_frozen(old):
    columns = old.columns()
    assert {table for table, rows in old.rows(columns).items() if not rows} == set()
    known_today = set(METADATA.tables) & set(columns)
    assert known_today, "not one table of the release is left: say in REMADE where they went"


def test_every_code_that_the_release_wrote_is_frozen(old):
    for table, columns in old.holds["kinds"].items():
        for column, codes in columns.items():
            found = {code for (code,) in old.rows({table: (column,)})[table]}
            assert found - {None} == set(codes), (table, column)


def test_the_frozen_home_is_at_the_revision_of_its_release(old):
    assert old.rows({"alembic_version": ("version_num",)})["alembic_version"] == {(old.holds["revision"],): 1}


def test_no_my_number_is_frozen(old):
    for file in filter(lambda each: each.is_file(), old.frozen.rglob("*")):
        words = re.sub(r"[0-9a-f]{64}", "", file.read_bytes().decode("latin-1"))
        assert not list(my_numbers(words))


# -- the upgrade -------------------------------------------------------------------------------------------------------


def test_no_row_is_lost_or_changed(old):
    columns = {
        table: tuple(each for each in names if each not in REMADE.get(table, ()))
        for table, names in old.columns().items()
        if table != "alembic_version"
    }
    before = old.rows(columns)
    open_storage(old.settings).close()
    after = old.rows(columns)
    assert {table for table in columns if before[table] != after[table]} == set()


def test_the_schema_ends_where_the_models_are(old):
    upgrade(old.settings.database_url)
    engine = make_engine(old.settings.database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == head()
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_record_can_still_be_read(old, storage):
    """Each is built from its row, and each fact from its text: a renamed field or a lost code would raise."""
    with storage.reading() as books:
        for number in visits_of(old):
            books.visits.find(number), books.visits.changes(number)
            books.findings.answers(number), books.findings.comparisons(number)
            books.findings.items(number), books.findings.card_items(number)
            books.findings.questions(number), books.findings.vouches(number), books.findings.documents(number)
            books.papers.declarations(number), books.papers.deemed(number), books.papers.disposals(number)
            books.outages.noted(number), books.emergencies.said(number), books.settlements.of_visit(number)
            books.claim_notes.contacts(number), books.claim_notes.destination(number)
            books.claims.of_visit(number), books.payer_findings.of_visit(number), books.links.closures(number)
        for case in books.cases.all():
            books.cases.stops(case.id), books.cases.entries(case.id), books.cases.sent(case.id)
        for state in ClaimState:
            assert all(books.claims.file(each.file) for each in books.claims.in_state(state))
        last = books.imports.latest()
        books.imports.unread(last.id, 99), books.imports.repeated(last.id), books.patients.all()
        audit = books.table_audits.latest()
        for (finding,) in old.rows({"table_findings": ("id",)})["table_findings"]:
            assert books.table_audits.finding(finding).last_audit <= audit.id
        books.outages.switches(), books.emergencies.taken(), books.emergencies.disasters()
        books.claim_notes.accepted(), books.accounts.all()


def test_every_earlier_claim_has_a_history_that_leads_to_where_it_stands(old, storage):
    with storage.reading() as books:
        claims = books.claims.in_state(*ClaimState)
        assert len(claims) == len(old.rows({"claims": ("id",)})["claims"])
        for claim in claims:
            first, *rest = books.claims.history(claim.id)
            state = ClaimState.SENT
            for act in rest:
                state = moved(state, act.act)
            assert (first.act, state) == (Act.SEND, claim.state)
            assert first.day == books.claims.file(claim.file).sent_at.date()


# -- what was decided --------------------------------------------------------------------------------------------------


def digest_of(storage, shown):
    """By the rules of the comparison, from what the answer of that visit showed."""
    key = storage.keys.derived("difference")
    return confirmation_digest(key, displayed_person(shown), shown.insurer_number, shown.number)


def test_a_remembered_confirmation_is_found_for_the_same_person_and_display(old, storage):
    with storage.reading() as books:
        for patient, number in old.holds["remembered"].items():
            visit = books.visits.find(number)
            sides = sides_of(books, visit)
            assert digest_of(storage, sides.qualification) in books.links.remembered(patient), patient
            assert was_remembered(storage, books, visit, sides.qualification)
            newest = books.findings.answers(number)[-1]
            assert StoredPatientTable(storage).remembered(newest, (sides.chart,))


def test_a_remembered_difference_is_not_asked_about_again(old, storage):
    with storage.reading() as books:
        for number in old.holds["asked"]["visits"]:
            visit = books.visits.find(number)
            sides = sides_of(books, visit)
            known = was_remembered(storage, books, visit, sides.qualification)
            assert judged(sides, remembered=known).decision is Decision.PASS
            assert judged(sides, remembered=False).decision is Decision.ASK


def test_a_confirmation_that_was_taken_back_stays_forgotten(old, storage):
    with storage.reading() as books:
        for patient, number in old.holds["forgotten"].items():
            visit = books.visits.find(number)
            sides = sides_of(books, visit)
            assert books.links.remembered(patient) == frozenset()
            assert judged(sides, remembered=was_remembered(storage, books, visit, sides.qualification)).decision is Decision.ASK  # fmt: skip


def test_a_stopped_link_is_still_stopped(old, storage):
    with storage.reading() as books:
        for number, case in old.holds["stopped"].items():
            visit = books.visits.find(number)
            assert books.links.medical_closed(number, visit.patient_id)
            assert case in {each.id for each in cases_over(books, number, visit.patient_id)}


def test_a_stopped_link_is_known_by_what_was_shown_alone(old, storage):
    """In a visit of later, of nobody yet, where the same insured number stands behind the same person."""
    with storage.reading() as books:
        for number, case in old.holds["stopped"].items():
            digests = digests_of(books, number, books.visits.find(number).patient_id)
            found = books.cases.covering("20270112-0001", None, digests)
            assert case in {each.id for each in found}


def test_stopping_a_stopped_link_again_joins_its_case(old, storage):
    with storage.reading() as books:
        standing = {each.id for each in books.cases.unclosed()}
    for number, case in old.holds["stopped"].items():
        with storage.unit_of_work(LATER) as work:
            again = stop_link(work, number, "stop.birthdate", "kiosk")
            assert (again == case) is (case in standing)


def test_a_lifted_link_stays_open(old, storage):
    with storage.reading() as books:
        for number in old.holds["lifted"]:
            assert not books.links.medical_closed(number, books.visits.find(number).patient_id)
            assert cases_over(books, number, books.visits.find(number).patient_id) == ()


def test_what_was_noted_in_the_outage_still_waits_and_failure_mode_is_still_on(old, storage):
    waiting = old.holds["waiting"]["visits"]
    with storage.reading() as books:
        assert [each.visit for each in books.outages.waiting()] == waiting
        assert isinstance(books.outages.mode(), SwitchedOn)
    with storage.unit_of_work(LATER) as work:
        taken = work.outages.take_next("desk-1", timedelta(minutes=1), None)
        assert taken.visit == waiting[0]


# -- the audit ---------------------------------------------------------------------------------------------------------


def test_the_audit_chain_is_whole_from_its_first_row_to_its_anchor(old, storage):
    for station, anchor in old.holds["anchors"].items():
        where = old.settings.home / anchor
        with closing(Storage(old.settings.database_url, old.key, station, where)) as opened:
            assert verify(opened) == Intact(rows_of_station(old, station), 0)


def test_the_audit_chain_goes_on(old, storage):
    before = rows_of_station(old, storage.station)
    with storage.unit_of_work(LATER) as work:
        number = work.visits.next_number(LATER.date())
        work.visits.open(VisitRecord(number, storage.station, "desk", LATER))
        work.links.close_medical(number, None, "stop.birthdate", "kiosk")
        work.audit("visit_opened", number, {"lane": "desk"})
        work.commit()
    assert verify(storage) == Intact(before + 1, 0)


def test_another_key_makes_nothing_of_the_old_chain(old, storage):
    with closing(
        Storage(old.settings.database_url, b"0" * 32, storage.station, old.settings.anchor_file)
    ) as other:
        assert isinstance(verify(other), Broken)


def test_the_audit_still_says_who_saw_a_patient(old, storage):
    for patient in old.holds["remembered"]:
        kinds = {row.kind for row in who(storage, patient=patient)}
        assert {"difference_remembered", "visit_opened"} <= kinds


# -- the people at the desk --------------------------------------------------------------------------------------------


def test_everybody_signs_in_with_their_old_password_and_no_other(old, storage):
    now = Moment(LATER, 0.0)
    for name, password in old.holds["passwords"].items():
        assert isinstance(check(Door(storage), name, password, now), SignedIn), name
    assert isinstance(check(Door(storage), "uketsuke", "atarashii-2026", now), Refused)
    for name, password in old.holds["retired"].items():
        assert isinstance(check(Door(storage), name, password, now), Refused)


def test_wrong_tries_of_before_still_count(old, storage):
    with storage.reading() as books:
        kept = books.accounts.find("machigai")
    at = Moment(kept.last_try_at + timedelta(seconds=1), 0.0)
    tries = [check(Door(storage), "machigai", "chigau-2026", at) for _ in range(3)]
    assert [type(each) for each in tries] == [Refused, Refused, MustWait]
