import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import delete, insert, select, update

from kiosk.storage.audit.anchor import Anchor, Anchored, AnchorUnreadable
from kiosk.storage.audit.chain import AuditKeys, NotAuditable
from kiosk.storage.inspection import Broken, Damage, Intact, verify, who
from kiosk.storage.tables import audit_rows

ROWS = audit_rows
SEQ = audit_rows.c.seq


@pytest.fixture
def five(clinic):
    for _ in range(5):
        clinic.visit()
    clinic.storage.following.settle()
    return clinic


def tamper(clinic, *statements):
    with clinic.storage._engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_chain_is_intact(five):
    assert verify(five.storage) == Intact(rows=5, unanchored=0)


def test_an_empty_chain_is_intact(clinic):
    assert verify(clinic.storage) == Intact(rows=0, unanchored=0)


@pytest.mark.parametrize("column", ["at", "kind", "visit", "subject", "payload", "previous", "hash"])
def test_hazard_an_edited_row_is_found(five, column):
    tamper(five, update(ROWS).where(SEQ == 3).values({column: "x"}))
    assert verify(five.storage) == Broken(3, Damage.HASH)


def test_hazard_a_deleted_row_is_found(five):
    tamper(five, delete(ROWS).where(SEQ == 2))
    assert verify(five.storage) == Broken(2, Damage.GAP)


def test_hazard_two_rows_in_each_others_place_are_found(five):
    tamper(
        five,
        update(ROWS).where(SEQ == 2).values(seq=99),
        update(ROWS).where(SEQ == 3).values(seq=2),
        update(ROWS).where(SEQ == 99).values(seq=3),
    )
    assert verify(five.storage) == Broken(2, Damage.HASH)


def test_hazard_rows_renumbered_over_a_deleted_one_are_found(five):
    tamper(
        five,
        delete(ROWS).where(SEQ == 2),
        *(update(ROWS).where(n == SEQ).values(seq=n - 1) for n in (3, 4, 5)),
    )
    assert verify(five.storage) == Broken(2, Damage.HASH)


def test_hazard_a_genuine_row_of_another_history_is_found(five):
    with five.storage._engine.connect() as connection:
        fourth = connection.execute(select(ROWS).where(SEQ == 4)).one()._asdict()
    tamper(five, delete(ROWS).where(SEQ > 2))
    for _ in range(3):
        five.visit()
    tamper(five, delete(ROWS).where(SEQ == 4), insert(ROWS).values(fourth))
    assert verify(five.storage) == Broken(4, Damage.HASH)


def test_hazard_a_cut_tail_is_found_by_the_anchor(five):
    tamper(five, delete(ROWS).where(SEQ > 3))
    assert verify(five.storage) == Broken(4, Damage.TRUNCATED)


def test_hazard_an_emptied_table_is_found_after_a_restart_too(five):
    tamper(five, delete(ROWS))
    restarted = five.station("desk-1")
    assert verify(restarted) == Broken(1, Damage.TRUNCATED)
    restarted.close()


def test_hazard_a_tail_that_was_cut_and_grown_again_is_found(five, now):
    tamper(five, delete(ROWS).where(SEQ > 4))
    with five.storage.unit_of_work(now) as work:
        work.audit("kiosk_started", "", {})
        work.commit()
    assert verify(five.storage) == Broken(5, Damage.ANCHOR_DIFFERS)


def test_hazard_a_lost_or_invented_anchor_is_found(five):
    anchor = five.folder / "desk-1.anchor"
    invented = Anchor(anchor, "desk-1", b"some other key")
    anchor.unlink()
    assert verify(five.storage) == Broken(5, Damage.ANCHOR_UNREADABLE)
    invented.advance(Anchored(1, "0" * 64))
    assert verify(five.storage) == Broken(5, Damage.ANCHOR_UNREADABLE)


def test_an_anchor_never_goes_back(tmp_path):
    anchor = Anchor(tmp_path / "anchor", "desk-1", b"key")
    anchor.advance(Anchored(7, "a"))
    anchor.advance(Anchored(6, "b"))
    assert anchor.read() == Anchored(7, "a")


def test_an_anchor_is_its_stations_own(tmp_path):
    Anchor(tmp_path / "anchor", "desk-1", b"key").advance(Anchored(7, "a"))
    with pytest.raises(AnchorUnreadable):
        Anchor(tmp_path / "anchor", "desk-2", b"key").read()


def test_a_rolled_back_visit_leaves_neither_record_nor_audit(five, now):
    with five.storage.unit_of_work(now) as work:
        work.links.close_medical("20261121-0001", None, "R1", "suzuki")
        work.audit("medical_closed", "20261121-0001", {"rule": "R1", "by": "suzuki"})
    with five.storage.reading() as reading:
        assert not reading.links.medical_closed("20261121-0001")
    assert verify(five.storage) == Intact(rows=5, unanchored=0)


def close_and_audit_with_a_name(storage, now):
    with storage.unit_of_work(now) as work:
        work.links.close_medical("20261121-0001", None, "R1", "suzuki")
        work.audit("medical_closed", "20261121-0001", {"name": "x"})
        work.commit()


def test_a_refused_audit_row_takes_its_record_with_it(five, now):
    with pytest.raises(NotAuditable):
        close_and_audit_with_a_name(five.storage, now)
    with five.storage.reading() as reading:
        assert not reading.links.medical_closed("20261121-0001")


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("no_such_event", {}),
        ("visit_opened", {"colour": "red"}),
        ("visit_opened", {"lane": "佐藤　花子"}),
        ("visit_opened", {"lane": "123456789012"}),
        ("visit_opened", {"lane": b"picture"}),
        ("items_entered", {"fields": ["name", "佐藤"]}),
    ],
)
def test_only_listed_events_with_codes_are_audited(five, now, kind, payload):
    with pytest.raises(NotAuditable), five.storage.unit_of_work(now) as work:
        work.audit(kind, "", payload)


def test_a_patient_is_found_by_digest_and_never_by_name(five, now):
    with five.storage.unit_of_work(now) as work:
        work.audit("record_viewed", "20261121-0002", {"by": "suzuki", "patient": "P-1001"})
        work.commit()
    seen = who(five.storage, patient="P-1001")
    assert [(row.kind, row.visit) for row in seen] == [
        ("visit_opened", "20261121-0002"),
        ("record_viewed", "20261121-0002"),
    ]
    assert seen[1].facts == {"by": "suzuki"}
    assert "P-1001" not in repr(seen)
    assert who(five.storage, patient="P-1002") == ()
    assert [row.kind for row in who(five.storage, visit="20261121-0003")] == ["visit_opened"]


def test_two_stations_keep_two_chains(five, now):
    other = five.station("desk-2")
    with other.unit_of_work(now) as work:
        work.audit("kiosk_started", "", {})
        work.commit()
    assert verify(other) == Intact(rows=1, unanchored=0)
    assert verify(five.storage) == Intact(rows=5, unanchored=0)
    other.close()


def test_two_installations_give_the_same_patient_different_digests():
    assert AuditKeys(b"one" * 11).digest("subject", "1001") != AuditKeys(b"two" * 11).digest(
        "subject", "1001"
    )


def test_an_anchor_that_cannot_be_written_is_told_and_loses_nothing(five, now):
    (five.folder / "desk-1.anchor.new").mkdir()
    with five.storage.unit_of_work(now) as work:
        work.audit("kiosk_started", "", {})
        work.commit()
    assert verify(five.storage) == Intact(rows=6, unanchored=1)


CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from kiosk.clock import JAPAN
from kiosk.storage.unit_of_work import Storage
url, anchor = sys.argv[1:]
storage = Storage(url, {key!r}, "desk-1", Path(anchor))
with storage.unit_of_work(datetime(2026, 11, 21, 9, 31, tzinfo=JAPAN)) as work:
    work.audit("kiosk_stopped", "", {{"reason": "killed"}})
    work.commit()
"""


def test_hazard_killed_between_commit_and_anchor_the_anchor_lags_and_the_chain_is_whole(five, now):
    # The new anchor's name is a pipe: the child gets stuck opening it, which it does right after its commit.
    pipe = five.folder / "desk-1.anchor.new"
    os.mkfifo(pipe)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD.format(key=five.key), five.url, five.folder / "desk-1.anchor"]
    )
    held = os.open(pipe, os.O_RDONLY)
    child.send_signal(signal.SIGKILL)
    child.wait()
    os.close(held)
    pipe.unlink()
    assert verify(five.storage) == Intact(rows=6, unanchored=1)
    five.visit()
    assert verify(five.storage) == Intact(rows=7, unanchored=0)
