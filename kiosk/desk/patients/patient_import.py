"""The clinic's patients read in from a file: any size, one batch in memory, the kiosk goes on meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from kiosk.desk.patients.import_refusals import ImportRefused, Meant, missing_items, refusals
from kiosk.intake.csv.beginning import Beginning
from kiosk.intake.csv.file import PatientFile, Read, Row, open_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.model import Patient
from kiosk.intake.remarks import Reason, Remark
from kiosk.storage.patients.emptied import Weighed
from kiosk.storage.patients.importing import Imported, Staged
from kiosk.storage.unit_of_work import Storage

BATCH = 10_000
"""Rows in memory at a time."""
EXAMPLES = 10
"""Rows that a preview shows."""
WAYS_SEEN = 100
"""Ways of writing that a preview counts."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told while the file is read: every remark, and after each batch how many rows came from how many bytes."""

    remark: Callable[[Remark], None]
    progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """`by` is who imports; `fewer` and `without` say by name what else would be refused (see `Meant`)."""

    by: str
    now: datetime
    layout: Layout
    fewer: bool = False
    without: frozenset[str] = frozenset()

    @property
    def meant(self) -> Meant:
        return Meant(self.fewer, self.without)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file is taken for, and what would become of the kept table; nothing was changed.

    `changed`: kept patients who would be written anew. `remarks`: how many of each reason, `seen` how unreadable days and
    codes are written. `refused`: why an import would be refused as things are.
    """

    encoding: str
    beginning: Beginning
    outlook: Imported
    weighed: Weighed
    changed: int
    remarks: Mapping[Reason, int]
    seen: Mapping[tuple[str, str], int]
    examples: tuple[Patient, ...] = field(repr=False)
    refused: tuple[ImportRefused, ...]


def import_patients(storage: Storage, file: BinaryIO, wish: Wish, listener: Listener) -> tuple[Imported, str]:
    """What came of it, and the file's encoding. The kept table changes at the very end, in one transaction.

    Raises ImportRefused, LayoutError, StorageFault: nothing was changed then.
    """
    found = open_patients(file, wish.layout, wish.now.date())
    for refused in _by_header(found.beginning, wish.meant):
        raise refused
    with storage.importing() as staged:
        _take_in(staged, found, file, listener)
        outlook, _, against = _weighed(staged, found.beginning, wish.meant, listener)
        for refused in against:
            raise refused
        with storage.merging(staged, wish.now) as work:
            work.imports.merge(wish.by, outlook)
            work.audit("patients_imported", "", _audited(outlook, wish.by))
            work.commit()
    return outlook, found.encoding


def preview_patients(storage: Storage, file: BinaryIO, wish: Wish, listener: Listener) -> Preview:
    """The same up to the point where the table would change. Raises LayoutError, StorageFault."""
    found = open_patients(file, wish.layout, wish.now.date())
    counted: Counter[Reason] = Counter()
    seen: Counter[tuple[str, str]] = Counter()

    def count(remark: Remark) -> None:
        counted[remark.reason] += 1
        if remark.seen and len(seen) < WAYS_SEEN:
            seen[remark.column, remark.seen] += 1
        listener.remark(remark)

    counting = Listener(count, listener.progress)
    with storage.importing() as staged:
        examples = _take_in(staged, found, file, counting)
        outlook, weighed, against = _weighed(staged, found.beginning, wish.meant, counting)
        changed = staged.changed()
    refused = (*_by_header(found.beginning, wish.meant), *against)
    return Preview(
        found.encoding,
        found.beginning,
        outlook,
        weighed,
        changed,
        dict(counted),
        dict(seen),
        examples,
        refused,
    )


def _by_header(beginning: Beginning, meant: Meant) -> Iterator[ImportRefused]:
    unused = [heading for _, heading in beginning.columns.unused]
    return missing_items(beginning.columns.at, unused, meant)


def _take_in(staged: Staged, found: PatientFile, file: BinaryIO, listener: Listener) -> tuple[Patient, ...]:
    """Every row waits beside the kept table; the first few patients are given back."""
    examples: list[Patient] = []
    for rows, batch in _counted(found.rows):
        staged.add(batch)
        if len(examples) < EXAMPLES:
            examples += [row.patient for row in batch if isinstance(row, Read)]
        for remark in _remarks(batch):
            listener.remark(remark)
        listener.progress(rows, file.tell())
    return tuple(examples[:EXAMPLES])


def _weighed(
    staged: Staged, beginning: Beginning, meant: Meant, listener: Listener
) -> tuple[Imported, Weighed, tuple[ImportRefused, ...]]:
    weighed = staged.weighed()
    emptied = [item for item, (gone, _) in weighed.emptied.items() if gone and item not in meant.without]
    for remark in (*staged.keep_emptied(emptied), *staged.repeated()):
        listener.remark(remark)
    outlook = staged.outlook()
    against = refusals(outlook, weighed, staged.kept_before(), beginning.columns.at, meant)
    return outlook, weighed, tuple(against)


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
