"""The clinic's patients into the kiosk's table. The file is the whole table: who is missing from it is gone."""

from __future__ import annotations

import argparse
from contextlib import closing

from kiosk.bootstrap import open_storage
from kiosk.commands.console import Console
from kiosk.commands.patient_file import add_patient_file, as_table, patients_of, sentence
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.intake.csv_file import Import
from kiosk.settings import Settings

WHO = "command-line"
"""What the audit calls whoever may write the database's folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_patient_file(parser)
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a row of the file was left out: each is named."""
    settings = settings_of(chosen, console)
    console.complain(f"reading {chosen.file}")
    read = patients_of(chosen)
    for remark in read.remarks:
        left_out = "" if remark.kept else " (row left out)"
        console.tell(as_table(remark), sentence(remark) + left_out)
    if not read.patients:
        raise Refused(f"{chosen.file}: no patient could be read, so the kept table stays as it is")
    unread = sum(not remark.kept for remark in read.remarks)
    console.complain(f"storing {len(read.patients)} patients")
    _store(settings, read, unread, console)
    console.tell(
        {"rows": read.rows, "imported": len(read.patients), "unread": unread, "encoding": read.encoding},
        f"{len(read.patients)} of {read.rows} rows imported ({read.encoding}), {unread} left out",
    )
    return 1 if unread else 0


def _store(settings: Settings, read: Import, unread: int, console: Console) -> None:
    with (
        closing(open_storage(settings)) as storage,
        storage.unit_of_work(console.clock.now().wall) as work,
    ):
        work.patients.replace_all(read.patients)
        work.audit("patients_imported", "", {"rows": len(read.patients), "unread": unread, "by": WHO})
        work.commit()
