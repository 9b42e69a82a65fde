"""`audit verify` against whoever works on the database by hand: records, answers, files, and audit with anchor."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from kiosk.clock import JAPAN
from kiosk.qualification.model import Answer
from kiosk.storage import tables
from kiosk.storage.audit.walk import BATCH
from kiosk.storage.faults import RecordsLost
from kiosk.storage.inspection import Broken, Damage, Intact, Unfaithful, verify
from kiosk.storage.opening import refuse_lost
from kiosk.storage.records import file_digest
from kiosk.storage.visit.visits import VisitRecord


@pytest.fixture
def visited(clinic, now):
    """Two visits, the second with an answer and a file handed over."""
    numbers = []
    with clinic.storage.unit_of_work(now) as work:
        for _ in range(2):
            number = work.visits.next_number(now.date())
            work.visits.open(VisitRecord(number, clinic.storage.station, "reader", now))
            work.audit("visit_opened", number, {"lane": "reader"})
            work.visits.reassign(number, "P-1", "kiosk", "found")
            numbers.append(number)
        given = Answer(numbers[1], "inquiry-1", now, now.date(), None)
        digest = work.findings.keep_answer(given)
        work.audit("service_answered", numbers[1], {"identifier": given.identifier, "digest": digest})
        handed = file_digest(clinic.storage.keys, b"as it was")
        work.audit("handed_over", numbers[1], {"by": "tanaka", "format": "csv", "digest": handed})
        work.commit()
    return numbers


def by_hand(clinic, *statements):
    with clinic.storage.unit_of_work(NOW) as work:
        for each in statements:
            work.visits.ledger.change(each)
        work.commit()


def test_what_nobody_touched_is_intact(clinic, visited):
    assert isinstance(verify(clinic.storage), Intact)
    assert isinstance(verify(clinic.storage, since_checkpoint=True), Intact)


NOW = datetime(2026, 11, 21, 10, 0, tzinfo=JAPAN)
BY_HAND: dict[str, tuple[Callable[[list[str]], tuple[object, ...]], Damage]] = {
    "a visit's patient": (
        lambda n: (update(tables.visits).where(tables.visits.c.number == n[0]).values(patient_id="P-9"),),
        Damage.RECORD_CHANGED,
    ),
    "a visit": (
        lambda n: (
            delete(tables.visit_changes).where(tables.visit_changes.c.visit == n[0]),
            delete(tables.visits).where(tables.visits.c.number == n[0]),
        ),
        Damage.RECORD_LOST,
    ),
    "an answer": (
        lambda n: (delete(tables.answers).where(tables.answers.c.visit == n[1]),),
        Damage.RECORD_LOST,
    ),
    "an answer's words": (
        lambda n: (
            update(tables.answers)
            .where(tables.answers.c.visit == n[1])
            .values(body=tables.answers.c.body + " "),
        ),
        Damage.RECORD_CHANGED,
    ),
}


@pytest.mark.parametrize(("work", "damage"), BY_HAND.values(), ids=BY_HAND)
def test_hazard_a_record_changed_or_deleted_by_hand_is_found(clinic, visited, work, damage):
    by_hand(clinic, *work(visited))
    assert verify(clinic.storage).damage is damage
    assert verify(clinic.storage, since_checkpoint=True).damage is damage


def test_hazard_a_visit_made_by_hand_is_found(clinic, visited, now):
    with clinic.storage.unit_of_work(now) as work:
        work.visits.open(VisitRecord("20261121-0099", clinic.storage.station, "reader", now))
        work.commit()
    assert verify(clinic.storage) == Unfaithful("20261121-0099", Damage.RECORD_UNKNOWN)


@pytest.mark.parametrize(
    ("visit", "suffix", "content", "fits"),
    [
        (1, "csv", b"as it was", True),
        (1, "csv", b"changed", False),
        (0, "csv", b"x", False),
        (1, "xml", b"", False),
    ],
)
def test_a_hand_over_file_is_what_was_handed_over(clinic, visited, tmp_path, visit, suffix, content, fits):
    path = Path(tmp_path) / "given"
    path.write_bytes(content)
    verdict = verify(clinic.storage, [(visited[visit], suffix, path)])
    assert isinstance(verdict, Intact) is fits


def test_hazard_audit_and_anchor_deleted_together_are_found(clinic, visited, now):
    by_hand(clinic, delete(tables.audit_rows))
    clinic.storage.close()
    clinic.storage.anchor.path.unlink()
    with pytest.raises(RecordsLost, match="not one row of its audit"):
        refuse_lost(clinic.url, "desk-1", clinic.storage.anchor.path, clinic.storage.keys.root)


def test_a_checkpoint_is_believed_only_where_the_chain_still_has_its_row(clinic, visited, now):
    assert isinstance(verify(clinic.storage), Intact)
    rows = tables.audit_rows
    by_hand(clinic, update(rows).where(rows.c.seq == 1).values(payload='{"lane":"desk"}'))
    assert verify(clinic.storage) == Broken(1, Damage.HASH)
    by_hand(clinic, update(rows).where(rows.c.seq == 4).values(hash="0" * 64))
    assert isinstance(verify(clinic.storage, since_checkpoint=True), Broken)


def test_a_long_chain_takes_no_more_memory_than_a_short_one(clinic, now):
    def peak() -> int:
        tracemalloc.start()
        assert isinstance(verify(clinic.storage), Intact)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    def written(rows: int) -> None:
        with clinic.storage.unit_of_work(now) as work:
            for _ in range(rows):
                work.audit("screen_locked", "", {"by": "tanaka"})
            work.commit()

    written(2 * BATCH)  # while a piece is read, the one before is still held
    short = peak()
    written(3 * BATCH)
    assert peak() < 1.5 * short
    assert clinic.storage.checkpoint.read().seq == 5 * BATCH
    with clinic.storage.reading() as books:
        assert books.chain.ledger.first(select(tables.audit_rows.c.seq).limit(1))
