"""Tomorrow's list: who has an appointment and what the desk will have to ask. Cut off, it goes on where it was."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from kiosk.beside import receipt_of
from kiosk.bootstrap import service_of
from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.patients.table_receipt import TableReceipt
from kiosk.desk.tomorrow.going_through import GoingThrough
from kiosk.intake.bookings import read_bookings
from kiosk.intake.receipt import Booking, ReceiptComputer, ReceiptFault
from kiosk.station.comparing import comparing

EVERY = 25
"""Patients between two lines of progress."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; default: tomorrow")
    parser.add_argument(
        "--appointments",
        type=Path,
        metavar="FILE.csv",
        help="patient_id,time instead of the receipt computer's list",
    )
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    day = chosen.day or console.clock.now().today + timedelta(days=1)
    online = receipt_of(settings) if settings.receipt.url else None
    source, bookings = _bookings(chosen.appointments, online, day)
    with ExitStack() as closing:
        storage = closing.enter_context(kept_records(settings))
        receipt: ReceiptComputer = online or TableReceipt(storage, bookings)
        service = closing.enter_context(service_of(settings)) if settings.service.url else None
        if service is None:
            console.complain(
                "no service is named in the settings: only what the clinic holds is gone through"
            )
        going = GoingThrough(
            storage,
            service,
            receipt,
            comparing(settings.matching, storage),
            console.clock,
            lambda: secrets.token_urlsafe(12),
        )
        new = going.expect(day, source, bookings)

        def tell(gone: int, of: int) -> None:
            if gone % EVERY == 0:
                console.complain(f"{gone} of {of}")

        done = going.go(day, tell)
        with storage.reading() as books:
            listed = books.tomorrow.of_day(day)
    worth = sum(bool(each.causes) for each in listed)
    facts = {
        "day": day.isoformat(),
        "appointments": len(listed),
        "new": new,
        "asked": done,
        "worth_knowing": worth,
    }
    console.tell(
        facts,
        f"{day}: {len(listed)} appointments, {done} gone through now, {worth} worth knowing (desk page)",
    )
    return 0


def _bookings(file: Path | None, receipt: ReceiptComputer | None, day: date) -> tuple[str, Sequence[Booking]]:
    """Raises Refused where there is neither; a cut list would leave patients out, and is refused."""
    if file:
        return "csv", read_bookings(file)
    if receipt is None:
        raise Refused("no appointments: name a file with --appointments, or receipt.url in the settings")
    try:
        listed = receipt.appointments(day)
    except ReceiptFault as fault:
        raise Refused(
            f"the receipt computer did not list the appointments ({fault}); try again, or name a file"
        ) from fault
    if listed.cut:
        raise Refused("the receipt computer lists only a part of the day's appointments: name a file of all")
    return "orca", listed.items
