import subprocess
import sys

import pytest
from sqlalchemy import event

from kiosk.storage.faults import StorageFull
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.unit_of_work import Storage


class SmallDisk:
    """Limits how many pages the database may have, as a full disk would."""

    def __init__(self, storage: Storage) -> None:
        self.full = False
        event.listen(storage._engine, "begin", self.limit)

    def limit(self, connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() if self.full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def keep_much(storage, number, now):
    with storage.unit_of_work(now) as work:
        for _ in range(50):
            work.findings.keep_question(number, "R1", "x" * 2000, "suzuki")
        work.audit("question_answered", number, {"rule": "R1", "by": "suzuki"})
        work.commit()


def test_hazard_a_full_disk_fails_this_visit_visibly_and_the_next_one_works(file_clinic, now):
    number = file_clinic.visit()
    disk = SmallDisk(file_clinic.storage)
    disk.full = True
    with pytest.raises(StorageFull):
        keep_much(file_clinic.storage, number, now)
    with file_clinic.storage.reading() as reading:
        assert reading.findings.questions(number) == ()
    assert verify(file_clinic.storage) == Intact(rows=1, unanchored=0)
    disk.full = False
    keep_much(file_clinic.storage, number, now)
    with file_clinic.storage.reading() as reading:
        assert len(reading.findings.questions(number)) == 50
    assert verify(file_clinic.storage) == Intact(rows=2, unanchored=0)


CHILD = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from kiosk.clock import JAPAN
from kiosk.storage.faults import StorageFull
from kiosk.storage.unit_of_work import Storage
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
url, anchor, number, limit = sys.argv[1:]
storage = Storage(url, {key!r}, "desk-1", Path(anchor))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
def keep(times):
    with storage.unit_of_work(datetime(2026, 11, 21, 9, 31, tzinfo=JAPAN)) as work:
        for _ in range(times):
            work.findings.keep_question(number, "R1", "x" * 2000, "suzuki")
        work.commit()
try:
    keep(500)
except StorageFull:
    print("full")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
keep(1)
print("kept")
"""


def test_hazard_a_file_that_may_not_grow_fails_one_unit_of_work_and_no_more(file_clinic):
    number = file_clinic.visit()
    limit = 400_000  # bytes: more than the empty database, less than what the child wants to keep
    arguments = [file_clinic.url, str(file_clinic.folder / "desk-1.anchor"), number, str(limit)]
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(key=file_clinic.key), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.stdout.split() == ["full", "kept"], child.stderr
    with file_clinic.storage.reading() as reading:
        assert len(reading.findings.questions(number)) == 1
