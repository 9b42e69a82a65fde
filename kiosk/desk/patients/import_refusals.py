"""Why a file does not become the clinic's table: a rule each, said with what was seen and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kiosk.storage.patients.emptied import Weighed
from kiosk.storage.patients.importing import Imported

NEEDED = ("name", "kana", "birthdate")
"""Items without which nobody can be told from another."""
LARGEST_LOSS = 0.5
"""Share of the kept patients that a file may lack unless somebody said so: a file of one day's visits is no patient table."""
LARGEST_EMPTIED = 0.05
"""Share of the kept values of an item that an import may find empty: people lose a telephone, not all of them at once."""


class ImportRefused(Exception):
    """The kept table stays as it is. `code` names the rule, `facts` fill its sentence in other languages."""

    code = ""

    def __init__(self, said: str, remedy: str, **facts: object) -> None:
        super().__init__(said)
        self.remedy = remedy
        self.facts: Mapping[str, object] = facts


class NothingRead(ImportRefused):
    """The file held no patient that could be read."""

    code = "nothing_read"

    def __init__(self) -> None:
        super().__init__(
            "no patient could be read", "look at the remarks, and export the patient table again"
        )


class MostAreMissing(ImportRefused):
    """The file lacks most of the kept patients."""

    code = "most_are_missing"

    def __init__(self, missing: int, kept: int) -> None:
        super().__init__(
            f"{missing} of {kept} kept patients are not in this file",
            "if the file is the whole table, add --fewer",
            missing=missing,
            kept=kept,
        )


class ItemNotFound(ImportRefused):
    """No column holds an item that every patient needs."""

    code = "item_not_found"

    def __init__(self, item: str, unused: Collection[str]) -> None:
        rest = ", ".join(unused) or "none"
        super().__init__(
            f"no column holds {item}; the headings that are not used: {rest}",
            f'name the column in a mapping file under [columns] ({item} = "…"), or say --without {item}',
            item=item,
            unused=rest,
        )


class ItemUnreadable(ImportRefused):
    """A column was found for an item, and nothing of it can be read."""

    code = "item_unreadable"

    def __init__(self, item: str, rows: int) -> None:
        super().__init__(
            f"none of {rows} rows has a {item} that can be read",
            f"look at the column in the preview, and name another one or another encoding; or say --without {item}",
            item=item,
            rows=rows,
        )


class WouldEmpty(ImportRefused):
    """Values that the kept table holds would be gone."""

    code = "would_empty"

    def __init__(self, item: str, emptied: int, held: int) -> None:
        super().__init__(
            f"{item} is kept for {held} of these patients and would become empty for {emptied}",
            f"export the table with this item, or say --without {item}",
            item=item,
            emptied=emptied,
            held=held,
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody said by name: that the file lacks most patients, and which items it may lack or empty."""

    fewer: bool = False
    without: frozenset[str] = frozenset()


def missing_items(found: Collection[str], unused: Collection[str], meant: Meant) -> Iterator[ImportRefused]:
    """By the header alone."""
    for item in NEEDED:
        if item not in found and item not in meant.without:
            yield ItemNotFound(item, unused)


def refusals(
    outlook: Imported, weighed: Weighed, kept: int, found: Collection[str], meant: Meant
) -> Iterator[ImportRefused]:
    """By the rows, when all are read. `kept` are the patients in use, `found` the items that a column holds."""
    if not outlook.kept:
        yield NothingRead()
        return
    for item in NEEDED:
        if item in found and item not in meant.without and not weighed.filled[item]:
            yield ItemUnreadable(item, outlook.kept)
    for item, (emptied, held) in weighed.emptied.items():
        if item not in meant.without and emptied > held * LARGEST_EMPTIED:
            yield WouldEmpty(item, emptied, held)
    if not meant.fewer and outlook.leftover > kept * LARGEST_LOSS:
        yield MostAreMissing(outlook.leftover, kept)
