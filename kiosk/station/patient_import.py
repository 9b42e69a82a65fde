"""The clinic's patients read in from a file: any size, one batch in memory, the kiosk goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from kiosk.intake.csv.file import Read, Row, open_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.remarks import Remark
from kiosk.storage.patients.importing import Imported, Staged
from kiosk.storage.unit_of_work import Storage

BATCH = 10_000
"""Rows in memory at a time."""
LARGEST_LOSS = 0.5
"""Share of the kept patients that a file may lack unless somebody said so: a file of one day's visits is no patient table."""


class NothingRead(Exception):
    """The file held no patient that could be read; the kept table stays as it is."""


class MostAreMissing(Exception):
    """The file lacks most of the kept patients; the kept table stays as it is."""

    def __init__(self, missing: int, kept: int) -> None:
        super().__init__(f"{missing} of {kept} kept patients are not in this file")


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told while the file is read: every remark, and after each batch how many rows came from how many bytes."""

    remark: Callable[[Remark], None]
    progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """`by` is who imports; `fewer` allows a file that lacks most of the kept patients."""

    by: str
    now: datetime
    layout: Layout
    fewer: bool = False


def import_patients(storage: Storage, file: BinaryIO, wish: Wish, listener: Listener) -> tuple[Imported, str]:
    """What came of it, and the file's encoding. The kept table changes at the very end, in one transaction.

    Raises NothingRead, MostAreMissing, LayoutError, StorageFault: nothing was changed then.
    """
    found = open_patients(file, wish.layout)
    with storage.importing() as staged:
        for rows, batch in _counted(found.rows):
            staged.add(batch)
            for remark in _remarks(batch):
                listener.remark(remark)
            listener.progress(rows, file.tell())
        outlook = staged.outlook()
        for remark in staged.repeated():
            listener.remark(remark)
        _refuse(staged, outlook, fewer=wish.fewer)
        with storage.merging(staged, wish.now) as work:
            work.imports.merge(wish.by, outlook)
            work.audit("patients_imported", "", _audited(outlook, wish.by))
            work.commit()
    return outlook, found.encoding


def _audited(outlook: Imported, by: str) -> dict[str, object]:
    return {
        "rows": outlook.kept,
        "unread": outlook.unread,
        "repeated": outlook.repeated,
        "leftover": outlook.leftover,
        "by": by,
    }


def _counted(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    read = 0
    while batch := list(islice(rows, BATCH)):
        read += len(batch)
        yield read, batch


def _remarks(batch: list[Row]) -> Iterator[Remark]:
    for row in batch:
        if isinstance(row, Read):
            yield from row.doubts
        else:
            yield row.remark


def _refuse(staged: Staged, outlook: Imported, *, fewer: bool) -> None:
    if not outlook.kept:
        raise NothingRead
    kept = staged.kept_before()
    if not fewer and outlook.leftover > kept * LARGEST_LOSS:
        raise MostAreMissing(outlook.leftover, kept)
