"""The one place that chooses adapters: from settings to a running house."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kiosk.checkin.conductor.conductor import Conductor, Crews
from kiosk.checkin.conductor.ports import Ports
from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.clock import Clock, SystemClock
from kiosk.declaration import sheet
from kiosk.declaration.form import layout
from kiosk.desk.stopping import stop_link
from kiosk.handover.write import clear_unfinished
from kiosk.house import House
from kiosk.identity.grace import RULES
from kiosk.observability.events import catalogue
from kiosk.observability.logging import JsonLog
from kiosk.qualification.https import Connection
from kiosk.qualification.online import OnlineQualification
from kiosk.settings import Settings, SettingsError
from kiosk.settings.named_files import refuse_unfit, trusted_anchors
from kiosk.station.card_desk import ReaderCardDesk
from kiosk.station.certificate_desk import AnchoredCertificateDesk, status_source
from kiosk.station.comparing import comparing
from kiosk.station.face_desk import CameraFaceDesk, Turns
from kiosk.station.face_process import FaceProcess
from kiosk.station.health.calls import CallLog
from kiosk.station.health.equipment import equipment_of
from kiosk.station.health.strips import Strips
from kiosk.station.line import Line
from kiosk.station.patient_table import StoredPatientTable
from kiosk.station.pulse import Pulse
from kiosk.station.watch import ReaderWatch
from kiosk.storage.away.two_stores import TwoStores
from kiosk.storage.opening import look_over, open_storage
from kiosk.storage.unit_of_work import Storage
from kiosk.troubles import Mended
from kiosk.watches import watched
from reader.camera import DeviceCamera, source_of
from reader.card import NotAvailable, SimulatedTerminalAuth, TerminalAuthenticator
from reader.events import ReaderEvent
from reader.face.requests import Wanted
from reader.frame import Camera
from reader.pcsc import holders
from reader.pcsc.card_process import CardInProcess, CardProcess, CardWorker, PcscCards
from reader.pcsc.monitor_process import MonitorProcess
from reader.port import CardReader

NETWORK_WORKERS = 4
RECORD_WORKERS = 4
"""Some may hang on a line that has died, until its limits end them; the next patient's records go past them."""
AWAY = "away"
"""The folder in the home with what is kept there while a server does not answer."""
EMULATIONS = ("virtual_reader", "simulated_terminal", "mock_service", "made_up_people")
"""What is not real in demo mode; each has a sentence in every language."""

Listen = Callable[[ReaderEvent], None]


@dataclass(frozen=True, slots=True)
class StandIns:
    """Hardware brought along instead of found: a reader without PC/SC, cameras without a device. Demo mode only."""

    reader: Callable[[Listen], CardReader] | None = None
    camera: Camera | None = None
    front: Camera | None = None


@contextmanager
def open_house(
    settings: Settings,
    clock: Clock | None = None,
    log_to: TextIO = sys.stderr,
    stand_ins: StandIns | None = None,
) -> Iterator[House]:
    """Build everything, start the threads and processes, and end them in reverse order.

    Raises:
        SettingsError: something named in the settings is not there or not allowed.
        StorageFault: the database is older, newer, corrupt or cannot be written.
    """
    brought = stand_ins or StandIns()
    if not settings.demo and brought != StandIns():
        raise SettingsError("hardware may be brought along in demo mode only")
    refuse_unfit(settings)
    with ExitStack() as closing:
        yield _built(settings, clock or SystemClock(), log_to, brought, closing)


def _built(settings: Settings, clock: Clock, log_to: TextIO, brought: StandIns, closing: ExitStack) -> House:
    log = log_of(JsonLog(log_to, catalogue().log_keys), clock)
    line = Line(clock)
    storage, at_home = records_of(settings, line)
    closing.callback(storage.close)
    pulse = Pulse(storage, line, clock, log)
    service = closing.enter_context(service_of(settings))
    face = FaceProcess(_faces(settings))
    closing.callback(face.close)
    calls = CallLog(clock)
    strips = Strips(clock, secrets.token_bytes(32), hung_at(storage, settings.station))
    cameras = _cameras(settings, clock, brought)
    lanes: list[Conductor] = []

    def asks_otherwise() -> None:
        lanes[0].touch()

    turns = Turns(secrets.SystemRandom().random, asks_otherwise) if settings.reader.turn_head else None
    face_desk = CameraFaceDesk(cameras[0], lambda: cameras[1], face, turns)
    watching: list[ReaderWatch] = []

    def heard(event: ReaderEvent) -> None:
        watching[0](event)

    cards = _Cards(settings, brought, heard)
    closing.callback(cards.worker.close)
    certificates = _certificates(settings, service, clock)
    ports = Ports(
        card=ReaderCardDesk(
            cards.worker, _card_authority(settings), _terminal(settings), secrets.token_bytes
        ),
        face=face_desk,
        certificates=certificates,
        patients=StoredPatientTable(storage),
        service=service,
        ledger=ledger_of(settings, storage),
        identifier=lambda: secrets.token_urlsafe(12),
        failure_mode=lambda: pulse.failure_mode() or at_home(),
        observe_call=calls.note,
        comparing=comparing(settings.matching, storage),
        records_away=line.is_away,
        heard=strips.heard,
    )
    conductor = Conductor(ports, crews_of(closing), clock, log)
    lanes.append(conductor)
    watching.append(ReaderWatch(conductor))
    clear_unfinished(settings.home / "handover")
    conductor.start()
    closing.callback(conductor.stop)
    pulse.start(conductor.visits, conductor.touch, lambda: strips.heard((), (Mended.WRITTEN,)))
    closing.callback(pulse.stop)
    face.start()
    cards.start(closing)
    house = House(
        settings=settings,
        clock=clock,
        storage=storage,
        conductor=conductor,
        ports=ports,
        face=face_desk,
        emulated=EMULATIONS if settings.demo else (),
        log=log,
        health=calls.health,
        reader_connected=lambda: watching[0].connected,
        records_away=line.is_away,
        at_home=at_home,
        strange=lambda: isinstance(storage, TwoStores) and storage.is_strange,
        conflicts=pulse.conflicts,
        card_holders=lambda: tuple(map(str, holders.programs())),
        strips=strips,
        equipment=equipment_of(settings, service.healthy, certificates.lists),
        take_down=strips.take_down,
        look=pulse.look,
    )
    return watched(house, service, certificates.keep_up, closing)


def records_of(settings: Settings, line: Line) -> tuple[Storage, Callable[[], bool]]:
    """The database, and whether the station's own store stands in for it: a file on its own disk needs none."""

    def both(url: str, key: bytes, station: str, anchor: Path) -> TwoStores:
        away = settings.home / AWAY
        return TwoStores(url, key, station, anchor, away, line.is_away, lambda: look_over(settings, key))

    on_server = not settings.database_url.startswith("sqlite")
    storage = open_storage(settings, both if on_server else Storage)
    if isinstance(storage, TwoStores) and storage.is_unseen:
        line.lost()
    return storage, lambda: isinstance(storage, TwoStores) and storage.is_at_home


class _Cards:
    """The card worker with whatever tells of cards: a stand-in, or PC/SC in two child processes."""

    def __init__(self, settings: Settings, brought: StandIns, listen: Listen) -> None:
        self._monitor: MonitorProcess | None = None
        self.worker: CardWorker
        if brought.reader:
            self.worker = CardInProcess(brought.reader(listen))
            return
        found = PcscCards(settings.reader.name, settings.reader.pcsc_socket or None)
        self.worker = CardProcess(found)
        self._monitor = MonitorProcess(found, listen)

    def start(self, closing: ExitStack) -> None:
        if isinstance(self.worker, CardProcess):
            self.worker.start()
        if self._monitor:
            self._monitor.start()
            closing.callback(self._monitor.stop)


def hung_at(storage: Storage, station: str) -> tuple[str, ...]:
    """What waited for somebody when the kiosk ended."""
    with storage.reading() as books:
        return books.hung.of(station)


def log_of(lines: JsonLog, clock: Clock) -> Callable[[str, Mapping[str, object]], None]:
    def write(event: str, facts: Mapping[str, object]) -> None:
        visit = str(facts.get("visit") or "")
        lines.write(clock.now().wall, event, visit, **{k: v for k, v in facts.items() if k != "visit"})

    return write


def crews_of(closing: ExitStack) -> Crews:
    def crew(name: str, workers: int) -> ThreadPoolExecutor:
        made = ThreadPoolExecutor(workers, thread_name_prefix=name)
        closing.callback(made.shutdown, cancel_futures=True)
        return made

    return Crews(
        crew("card", 1), crew("face", 1), crew("network", NETWORK_WORKERS), crew("records", RECORD_WORKERS)
    )


def _cameras(settings: Settings, clock: Clock, brought: StandIns) -> tuple[Camera, Camera | None]:
    def device(setting: str) -> Camera:
        return DeviceCamera(source_of(setting), settings.demo, lambda: clock.now().ticks)

    patient = brought.camera or device(settings.reader.camera)
    front = brought.front or (device(settings.reader.front_camera) if settings.reader.front_camera else None)
    return patient, front


def service_of(settings: Settings) -> OnlineQualification:
    service = settings.service
    connection = Connection(
        url=service.url,
        institution=settings.institution.code,
        ca=service.authority,
        certificate=service.client_certificate,
        key=service.client_key,
        deadline=service.deadline,
    )
    return OnlineQualification(connection)


def _faces(settings: Settings) -> Wanted:
    reader = settings.reader
    return Wanted(settings.matching.face_threshold, reader.face_model, reader.face_model_digest)


def _certificates(settings: Settings, service: OnlineQualification, clock: Clock) -> AnchoredCertificateDesk:
    source = status_source(settings.service.status_by, service, clock, secrets.token_bytes, settings.home)
    return AnchoredCertificateDesk(trusted_anchors(settings), source, RULES[settings.matching.grace_rule])


def _card_authority(settings: Settings) -> bytes:
    path = settings.reader.card_authority
    return path.read_bytes() if path else b""


def _terminal(settings: Settings) -> TerminalAuthenticator:
    folder = settings.reader.terminal
    if folder is None or not settings.demo:
        return NotAvailable()
    return SimulatedTerminalAuth(
        (folder / "terminal.cv").read_bytes(),
        (folder / "terminal.key").read_bytes(),
        _card_authority(settings),
        secrets.token_bytes,
    )


def ledger_of(settings: Settings, storage: Storage) -> StoredLedger:
    return StoredLedger(
        storage=storage,
        station=settings.station,
        identifier=lambda: secrets.token_urlsafe(12),
        sheet=lambda declaration, visit: sheet.render(
            declaration, settings.demo, visit, settings.institution.name
        ),
        layout=layout().version,
        stop_link=stop_link,
    )
