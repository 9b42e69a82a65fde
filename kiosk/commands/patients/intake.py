"""The clinic's patients into the kiosk's table. The file is the whole table: who is missing from it is marked as left over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing

from kiosk.commands.console import Console
from kiosk.commands.occupied import closed_to_others
from kiosk.commands.patients.file import add_meant, add_patient_file, as_table, layout_of, sentence
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.patients.import_refusals import ImportRefused
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.remarks import Remark
from kiosk.storage.opening import open_storage

WHO = "command-line"
"""What the audit calls whoever may write the database's folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_patient_file(parser)
    add_meant(parser)
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a row of the file was left out: each is named."""
    settings = settings_of(chosen, console)
    closed_to_others(settings.home, console)
    wish = wish_of(chosen, console)
    listener = Listener(remark_teller(console), progress_teller(console, chosen.file.stat().st_size))
    try:
        with closing(open_storage(settings)) as storage, chosen.file.open("rb") as file:
            came, encoding = import_patients(storage, file, wish, listener)
    except ImportRefused as refused:
        raise Refused(
            f"{chosen.file}: {refused}, so the kept table stays as it is; {refused.remedy}"
        ) from refused
    console.tell(
        {
            "rows": came.rows,
            "imported": came.kept,
            "unread": came.unread,
            "repeated": came.repeated,
            "leftover": came.leftover,
            "encoding": encoding,
        },
        f"{came.kept} of {came.rows} rows imported ({encoding}), {came.unread + came.repeated} left out; "
        f"{came.leftover} kept patients are not in this file any more",
    )
    return 1 if came.unread + came.repeated else 0


def wish_of(chosen: argparse.Namespace, console: Console) -> Wish:
    """Raises OSError, LayoutError."""
    now = console.clock.now().wall
    return Wish(WHO, now, layout_of(chosen), chosen.fewer, frozenset(chosen.without))


def remark_teller(console: Console) -> Callable[[Remark], None]:
    def tell(remark: Remark) -> None:
        left_out = "" if remark.kept else " (row left out)"
        console.tell(as_table(remark), sentence(remark) + left_out)

    return tell


def progress_teller(console: Console, size: int) -> Callable[[int, int], None]:
    def tell(rows: int, at: int) -> None:
        console.complain(f"{rows:,} rows read ({at / max(size, 1):.0%})")

    return tell
