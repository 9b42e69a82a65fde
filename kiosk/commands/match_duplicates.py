"""Audit of a clinic's own table: one number for two rows, one insurance for two persons, two charts for one."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.patient_file import add_patient_file, complain_of_unread, patients_of
from kiosk.matching.duplicates import duplicates

LANGUAGES = ("ja", "en")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_patient_file(parser)
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(chosen: argparse.Namespace, console: Console) -> int:
    """0 when every row was looked at, whatever was found; 1 when some could not be read."""
    read = patients_of(chosen)
    for found in duplicates((*read.patients, *read.repeated)):
        console.tell({"kind": found.kind, "rows": list(found.rows), "why": found.say(chosen.language)})
    return 1 if complain_of_unread(read, console, looked_at=len(read.repeated)) else 0
