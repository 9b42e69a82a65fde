"""The house beside an approved reader: from settings to a desk that watches folders, without a reader of its own."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from kiosk.bootstrap import crews_of, ledger_of, log_of, records_of, service_of
from kiosk.checkin.conductor.conductor import Conductor
from kiosk.checkin.conductor.ports import Ports
from kiosk.clock import Clock, SystemClock
from kiosk.companion.folder import MountedFolder
from kiosk.companion.terminal import Terminal
from kiosk.desk.arrivals.receipt import EVERY, ReceiptDesk
from kiosk.desk.arrivals.watch import TerminalWatch
from kiosk.desk.cases import day_end
from kiosk.desk.outage import diary
from kiosk.desk.patients import check
from kiosk.house import House, no_fresher
from kiosk.intake.orca.client import OrcaConnection, OrcaReceipt
from kiosk.intake.receipt import ReceiptState
from kiosk.observability.events import catalogue
from kiosk.observability.logging import JsonLog
from kiosk.qualification.port import QualificationService
from kiosk.settings import Settings, SettingsError
from kiosk.settings.named_files import refuse_unfit
from kiosk.station.comparing import comparing
from kiosk.station.line import Line
from kiosk.station.no_reader import NoReader, NoService
from kiosk.station.now_and_then import NowAndThen
from kiosk.station.patient_table import StoredPatientTable
from kiosk.station.pulse import Pulse

EMULATED = ("made_up_people",)
"""What is not real beside a reader in demo mode."""
TRASH = "trash"
"""Where some charts move a file that they have read; beside `face`."""


@contextmanager
def open_beside(
    settings: Settings, clock: Clock | None = None, log_to: TextIO = sys.stderr
) -> Iterator[House]:
    """Build it, start its watches, and end them in reverse order.

    Raises:
        SettingsError: no folder is named, or something that is named is not there or not allowed.
        StorageFault: the database is older, newer, corrupt or cannot be written.
    """
    if not settings.companion.folders:
        raise SettingsError("companion.folders names no folder: nothing is there to be watched")
    refuse_unfit(settings)
    with ExitStack() as closing:
        yield _built(settings, clock or SystemClock(), log_to, closing)


def terminals_of(settings: Settings) -> tuple[Terminal, ...]:
    """Each named by its place in the settings, which is what staff call it: 1, 2 …"""
    told = settings.companion
    return tuple(
        Terminal(
            str(number),
            MountedFolder(path, mounted=told.mounted),
            MountedFolder(path.parent / TRASH, mounted=told.mounted),
        )
        for number, path in enumerate(told.folders, start=1)
    )


def receipt_of(settings: Settings) -> OrcaReceipt:
    """The receipt computer that the settings name."""
    told = settings.receipt
    password = told.password.read_text("utf-8").splitlines()[0].strip() if told.password else ""
    return OrcaReceipt(
        OrcaConnection(told.url, told.base_path, told.user, password, told.authority, told.certificate)
    )


def _built(settings: Settings, clock: Clock, log_to: TextIO, closing: ExitStack) -> House:
    log = log_of(JsonLog(log_to, catalogue().log_keys), clock)
    line = Line(clock)
    storage, at_home = records_of(settings, line)
    closing.callback(storage.close)
    pulse = Pulse(storage, line, clock, log)
    nothing = NoReader()
    service: QualificationService = NoService()
    if settings.service.url:
        service = closing.enter_context(service_of(settings))
    ports = Ports(
        card=nothing,
        face=nothing,
        certificates=nothing,
        patients=StoredPatientTable(storage),
        service=service,
        ledger=ledger_of(settings, storage),
        identifier=lambda: secrets.token_urlsafe(12),
        failure_mode=lambda: pulse.failure_mode() or at_home(),
        observe_call=lambda _answered, _now: None,
        comparing=comparing(settings.matching, storage),
        records_away=line.is_away,
    )
    conductor = Conductor(ports, crews_of(closing), clock, log)
    conductor.start()
    closing.callback(conductor.stop)
    pulse.start(conductor.visits, conductor.touch)
    closing.callback(pulse.stop)
    receipt = ReceiptDesk(receipt_of(settings)) if settings.receipt.url else None
    watches = tuple(TerminalWatch(each, settings.companion.every) for each in terminals_of(settings))
    house = House(
        settings=settings,
        clock=clock,
        storage=storage,
        conductor=conductor,
        ports=ports,
        face=nothing,
        emulated=EMULATED if settings.demo else (),
        log=log,
        records_away=line.is_away,
        at_home=at_home,
        conflicts=pulse.conflicts,
        terminals=lambda: tuple(each.state() for each in watches),
        receipt=receipt.state if receipt else ReceiptState,
        fresh_chart=receipt.fresh if receipt else no_fresher,
        look=pulse.look,
    )
    if receipt:
        reads = NowAndThen(lambda: receipt.look(clock.now()), log, first=1, every=EVERY)
        reads.start()
        closing.callback(reads.stop)
    _watched(house, watches, closing)
    return house


def _watched(house: House, watches: tuple[TerminalWatch, ...], closing: ExitStack) -> None:
    written = diary.Diary(house)
    written.began()
    closing.callback(written.ended)
    for each in (
        NowAndThen(check.TableCheck(house).look, house.log, first=check.FIRST, every=check.EVERY),
        NowAndThen(day_end.DayEnd(house).look, house.log, first=day_end.FIRST, every=day_end.EVERY),
    ):
        each.start()
        closing.callback(each.stop)
    for watch in watches:
        watch.start(house)
        closing.callback(watch.stop)
