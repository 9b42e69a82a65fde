"""Audit of a clinic's own table: one number for two rows, one insurance for two persons, two charts for one."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.patients.file import add_municipality, add_patient_file, layout_of, sentence
from kiosk.intake.csv.file import Read, open_patients
from kiosk.intake.model import Patient
from kiosk.matching.duplicates import duplicates
from kiosk.matching.names.site import Site
from kiosk.station.name_dictionary import open_readings

LANGUAGES = ("ja", "en")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_patient_file(parser)
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    add_municipality(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """0 when every row was looked at, whatever was found; 1 when some could not be read."""
    patients: list[Patient] = []
    unread = 0
    with chosen.file.open("rb") as file:
        for row in open_patients(file, layout_of(chosen), console.clock.now().today).rows:
            match row:
                case Read(patient=patient, doubts=doubts):
                    patients.append(patient)
                    remarks = doubts
                case left_out:
                    unread += 1
                    remarks = (left_out.remark,)
            for remark in remarks:
                console.complain(sentence(remark))
    site = Site(readings=open_readings(), municipality=chosen.municipality)
    for found in duplicates(patients, site):
        console.tell({"kind": found.kind, "rows": list(found.rows), "why": found.say(chosen.language)})
    return 1 if unread else 0
