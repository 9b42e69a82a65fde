"""The front desk's commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from getpass import getpass

from kiosk.clock import SystemClock
from kiosk.commands.console import Console
from kiosk.commands.table import Program, Refused, Row, run
from kiosk.declaration.sheet import SheetUnprintable
from kiosk.home import HomeRefused, HomeTaken
from kiosk.identity.anchors import AnchorError
from kiosk.intake.bookings import BookingsUnreadable
from kiosk.intake.csv.faults import LayoutError
from kiosk.keeping.bundle import NotRestored
from kiosk.keeping.sealed import SealRefused
from kiosk.qualification.port import ServiceFault
from kiosk.settings import SettingsError
from kiosk.storage.faults import (
    DatabaseCorrupt,
    DatabaseNewer,
    DatabaseOlder,
    KeyLost,
    RecordsLost,
    StorageBusy,
    StorageFault,
    StorageFull,
    StorageUnavailable,
)
from reader.errors import ReaderFault

COUNTER = ("reader", "face", "names", "languages")
"""The extras of a machine with a reader; a claims clerk's does without."""
ROWS = (
    Row(
        ("serve",),
        "kiosk.commands.serve",
        "the kiosk: patient screen and desk, until it is interrupted",
        COUNTER,
    ),
    Row(
        ("companion",),
        "kiosk.commands.companion",
        "beside an approved reader: watch its folder, compare, show the desk",
        COUNTER,
    ),
    Row(
        ("tomorrow",),
        "kiosk.commands.tomorrow",
        "in the evening: go through tomorrow's appointments for the desk",
        COUNTER,
    ),
    Row(("doctor",), "kiosk.commands.doctor", "is everything there that the kiosk needs?", COUNTER),
    Row(("backup",), "kiosk.commands.keeping.backup", "all records into one sealed file, while it runs"),
    Row(("restore",), "kiosk.commands.keeping.restore", "a backup into an empty home, or its rehearsal"),
    Row(("update",), "kiosk.commands.keeping.update", "the records to this release, with a way back"),
    Row(
        ("languages", "export"),
        "kiosk.commands.languages.export",
        "a language of the glass as a PO file for its translator",
        ("languages",),
    ),
    Row(
        ("languages", "import"),
        "kiosk.commands.languages.bring",
        "a translator's PO file as that language's catalogue",
        ("languages",),
    ),
    Row(("voice",), "kiosk.commands.voice", "make the sounds of what the screens say", ("voice",)),
    Row(("settings", "sample"), "kiosk.commands.settings.sample", "a settings file with every key explained"),
    Row(("settings", "check"), "kiosk.commands.settings.check", "every fault of a settings file at once"),
    Row(("settings", "show"), "kiosk.commands.settings.show", "what the settings come to, defaults marked"),
    Row(
        ("face", "evaluate"),
        "kiosk.commands.pictures.face_evaluate",
        "compare pairs of pictures; error rates",
        ("face",),
    ),
    Row(
        ("face", "models"),
        "kiosk.commands.pictures.face_models",
        "fetch, check and show the face models",
        ("face",),
    ),
    Row(
        ("face", "calibrate"),
        "kiosk.commands.pictures.face_calibrate",
        "fit the operating point of another face model",
        ("face",),
    ),
    Row(
        ("printed", "read"),
        "kiosk.commands.pictures.printed_read",
        "照合番号B from photographs of a card's front",
        ("face",),
    ),
    Row(
        ("match", "compare"),
        "kiosk.commands.patients.compare",
        "compare persons, JSON lines on standard input",
        ("names",),
    ),
    Row(
        ("match", "duplicates"),
        "kiosk.commands.patients.duplicates",
        "audit of a clinic's own patient table",
        ("names",),
    ),
    Row(
        ("intake", "preview"),
        "kiosk.commands.patients.preview",
        "what a file of patients is taken for, and what it would change",
    ),
    Row(("intake", "import"), "kiosk.commands.patients.intake", "read the clinic's patients in"),
    Row(("claims", "sent"), "kiosk.commands.claims.sent", "tie claim files that were sent to their visits"),
    Row(("claims", "answer"), "kiosk.commands.claims.answer", "take in what the payer says of a file"),
    Row(("claims", "patch"), "kiosk.commands.claims.patch", "qualifications into a claim file (UKE)"),
    Row(("claims", "check"), "kiosk.commands.claims.check", "check a claim file (UKE) before it is sent"),
    Row(("declaration", "sheet"), "kiosk.commands.declaration.sheet", "a 申立書 as PDF, filled or blank"),
    Row(
        ("declaration", "pack"),
        "kiosk.commands.declaration.pack",
        "paper for a power cut: patients and blank forms",
    ),
    Row(
        ("declaration", "dispose"),
        "kiosk.commands.declaration.dispose",
        "dispose of declarations whose claim is paid",
    ),
    Row(("account", "add"), "kiosk.commands.account.add", "a new member of staff"),
    Row(("account", "list"), "kiosk.commands.account.list", "who may sign in"),
    Row(("account", "password"), "kiosk.commands.account.password", "a new password for one of the staff"),
    Row(("account", "retire"), "kiosk.commands.account.retire", "a member of staff who has left"),
    Row(("bench",), "kiosk.commands.bench", "has moved to `python -m rehearsal bench`"),
    Row(("audit", "verify"), "kiosk.commands.audit.verify", "is the audit whole, inside and out?"),
    Row(("audit", "who"), "kiosk.commands.audit.who", "who saw what of a visit or patient, and when"),
    Row(("audit", "ask"), "kiosk.commands.audit.ask", "an auditor's question, by person, patient and time"),
)
REMEDIES: dict[type[Exception], str] = {
    Refused: "",
    SettingsError: "",
    HomeRefused: "",
    HomeTaken: "",
    NotRestored: "",
    SealRefused: "",
    AnchorError: "name the right files under `anchors` in the settings",
    LayoutError: "",
    SheetUnprintable: "install the fonts (Debian: fonts-noto-cjk fonts-morisawa-bizud-gothic)",
    BookingsUnreadable: "",
    ServiceFault: "see `python -m kiosk doctor`",
    ReaderFault: "see `python -m kiosk doctor`",
    StorageFull: "make room on the disk of the database, then try again",
    StorageBusy: "another program holds the database; try again",
    StorageUnavailable: "look at `home` and `database` in the settings, and at the rights of that folder",
    DatabaseCorrupt: "keep the file and restore a backup beside it",
    KeyLost: "",
    RecordsLost: "",
    DatabaseOlder: "start the kiosk once, which brings it up to date",
    DatabaseNewer: "use the newer release",
    StorageFault: "",
    OSError: "",
}
PROGRAM = Program("python -m kiosk", __doc__ or "", ROWS, REMEDIES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of this process's command line."""
    hidden = getpass if sys.stdin.isatty() else None
    console = Console(sys.stdin, sys.stdout, sys.stderr, os.environ, SystemClock(), hidden=hidden)
    return run(PROGRAM, sys.argv[1:] if arguments is None else arguments, console)
