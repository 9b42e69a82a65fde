"""Whatever has been kept long enough leaves: rows by the rules of the records, and files of the home by age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kiosk.handover.write import written
from kiosk.keeping.update import BEFORE
from kiosk.storage.unit_of_work import UnitOfWork

HANDED_OVER, BEFORE_UPDATE = 92, 31
"""Days, both ours: the receipt computer has fetched its file long ago, and an update has proved itself."""
DAY_SECONDS = 24 * 3600


def dispose(work: UnitOfWork, home: Path, now: datetime, by: str) -> bool:
    """Each disposal leaves a row in the audit; whether there was any. A file that cannot be removed stays for the next look."""
    gone = False
    for each in work.retention.dispose(now.date()):
        gone = True
        if each.rule == "answers":
            for visit in each.visits:
                work.audit("answer_disposed", visit, {"by": by})
        work.audit("records_disposed", "", {"rule": each.rule, "count": each.rows, "by": by})
    for rule, days, files in (
        ("handed-over-files", HANDED_OVER, (path for _, _, path in written(home / "handover"))),
        ("before-update", BEFORE_UPDATE, home.glob(f"{BEFORE}*")),
    ):
        count = sum(map(_removed, _older(files, now, days)))
        if count:
            gone = True
            work.audit("records_disposed", "", {"rule": rule, "count": count, "by": by})
    return gone


def _older(files: Iterator[Path], now: datetime, days: int) -> list[Path]:
    return [each for each in files if now.timestamp() - each.stat().st_mtime > days * DAY_SECONDS]


def _removed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True
