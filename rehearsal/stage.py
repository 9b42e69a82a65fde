"""The whole demo in one process: world, national service, private PC/SC, cameras and a running house. For visits, benchmarks, tests."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from flask import Flask

from hardware_mocks.card.faults import Faults
from hardware_mocks.card.in_process import InProcessReader
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.card.virtual_card import VirtualCard
from hardware_mocks.clinic.intake_rows import intake_csv
from hardware_mocks.dock.hardware import Dock, Slot
from hardware_mocks.dock.streams import Served, add_streams
from hardware_mocks.national.serve import NationalService
from hardware_mocks.national.wire import Pace
from hardware_mocks.pcsc.private import READER_NAME, PrivatePcsc
from hardware_mocks.personas.model import all_personas
from hardware_mocks.world import WORLD, Addresses, World, kiosk_settings, world
from kiosk.bootstrap import Listen, StandIns, open_house
from kiosk.clock import Clock, SystemClock
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.home import make_private, private
from kiosk.house import House
from kiosk.intake.csv.layout import Layout
from kiosk.settings import Settings, load
from kiosk.storage.staff.accounts import Role
from kiosk.storage.staff.passwords import Passwords
from kiosk.storage.unit_of_work import Storage
from reader.camera import DeviceCamera, source_of
from reader.face.liveness.turning import Ask
from reader.frame import Camera

ACCOUNTS = (
    ("uketsuke", Role.DESK),
    ("shunin", Role.DESK),
    ("ishi", Role.CLINICIAN),
    ("seikyu", Role.CLAIMS),
    ("kanri", Role.ADMIN),
    ("kansa", Role.AUDITOR),
)
PASSWORD = "mihon-demo"  # noqa: S105 - the demo's log-in, printed at every start
CODE = "271828"
"""With it every account of the demo vouches at the reader that may."""


AS_FAR = 28.0
"""Degrees to which somebody turns who is asked to turn their head."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a scripted visit holds in its hands."""

    world: World
    house: House
    dock: Dock
    service: NationalService
    settings: Settings
    settings_file: Path
    pcsc: PrivatePcsc | None
    dock_url: str


class InProcessSlot:
    """The reader in this process as a slot."""

    def __init__(self) -> None:
        self._reader: InProcessReader | None = None

    def reader(self, listen: Listen) -> InProcessReader:
        self._reader = InProcessReader(listen)
        return self._reader

    def insert(self, material: CardMaterial, faults: Faults | None = None) -> None:
        assert self._reader is not None
        self._reader.insert(VirtualCard(material, faults or Faults()))

    def remove(self) -> None:
        assert self._reader is not None
        self._reader.remove()


def as_they_are(settings: Settings) -> Settings:
    """The demo's settings without a change."""
    return settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the stage is set. `folder` holds the world between runs; `home` is the kiosk's, fresh unless named.

    `around_cameras` wraps the patient's camera and then the one over the card; `pace` is how late a late service is;
    `changed` has the last word on the settings.
    """

    folder: Path = WORLD
    home: Path | None = None
    pcsc: bool = True
    glass_port: int = 8700
    desk_port: int = 8702
    dock_port: int = 0
    log_to: TextIO = field(default=sys.stderr)
    clock: Clock = field(default_factory=SystemClock)
    around_cameras: Callable[[Camera], Camera] | None = None
    pace: Pace = field(default_factory=Pace)
    changed: Callable[[Settings], Settings] = as_they_are


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything outside the kiosk. `dock_url` is where both cameras and the dock's pages are."""

    world: World
    dock: Dock
    service: NationalService
    pcsc: PrivatePcsc | None
    in_process: InProcessSlot | None
    settings_file: Path
    dock_url: str


Dress = Callable[[Flask, Dock, NationalService, PrivatePcsc | None], None]
"""Adds pages to the dock's server."""


@contextmanager
def surroundings(wishes: Wishes, dress: Dress | None = None) -> Iterator[Surroundings]:
    """World, service, reader, cameras and the settings of a kiosk among them; no kiosk.

    Raises:
        PcscUnavailable: the private PC/SC service cannot be had.
    """
    with ExitStack() as closing:
        made = world(wishes.folder, wishes.clock.now().wall)
        home = wishes.home or Path(closing.enter_context(TemporaryDirectory(prefix="kiosk-")))
        service = closing.enter_context(
            NationalService(made.registry(), made.pki, lambda: wishes.clock.now().wall, pace=wishes.pace)
        )
        pcsc = _pcsc(closing) if wishes.pcsc else None
        in_process = None if pcsc else InProcessSlot()
        slot: Slot | None = pcsc or in_process
        assert slot is not None
        dock = Dock(made, slot, lambda: wishes.clock.now().wall)
        app = Flask("hardware_mocks.dock")
        add_streams(app, dock)
        if dress:
            dress(app, dock, service, pcsc)
        served = closing.enter_context(Served(app, wishes.dock_port))
        file = _settings_file(made, home, wishes, service, served, pcsc)
        yield Surroundings(made, dock, service, pcsc, in_process, file, served.url)


@contextmanager
def staged(wishes: Wishes | None = None, dress: Dress | None = None) -> Iterator[Stage]:
    """Set everything up, and take it down in reverse order.

    Raises:
        PcscUnavailable: the private PC/SC service cannot be had.
    """
    wanted = wishes or Wishes()
    with surroundings(wanted, dress) as around:
        settings = wanted.changed(load(around.settings_file))
        stand_ins = _stand_ins(settings, wanted, around.in_process)
        with open_house(settings, wanted.clock, wanted.log_to, stand_ins) as house:
            furnish(house.storage, wanted.clock)
            around.dock.hears = partial(_asked_to_turn, house)
            yield Stage(
                around.world,
                house,
                around.dock,
                around.service,
                settings,
                around.settings_file,
                around.pcsc,
                around.dock_url,
            )


def _asked_to_turn(house: House) -> float:
    """Degrees of yaw to which the glass asks whoever stands before the camera."""
    said = house.face.asks()
    return AS_FAR * next((each.sign for each in Ask if each.value == said), 0)


def _stand_ins(settings: Settings, wanted: Wishes, in_process: InProcessSlot | None) -> StandIns:
    reader = in_process.reader if in_process else None
    if wanted.around_cameras is None:
        return StandIns(reader=reader)
    cameras = (
        DeviceCamera(source_of(each), demo=True, ticks=lambda: wanted.clock.now().ticks)
        for each in (settings.reader.camera, settings.reader.front_camera)
    )
    patient, front = (wanted.around_cameras(each) for each in cameras)
    return StandIns(reader=reader, camera=patient, front=front)


def _pcsc(closing: ExitStack) -> PrivatePcsc:
    folder = closing.enter_context(TemporaryDirectory(prefix="pcsc-"))
    return closing.enter_context(PrivatePcsc(Path(folder)))


def _settings_file(
    made: World,
    home: Path,
    wanted: Wishes,
    service: NationalService,
    served: Served,
    pcsc: PrivatePcsc | None,
) -> Path:
    make_private(home)
    at = Addresses(
        service=service.url,
        camera=f"{served.url}/camera.mjpg",
        front=f"{served.url}/front.mjpg",
        pcsc_socket=pcsc.socket if pcsc else "",
        glass_port=wanted.glass_port,
        desk_port=wanted.desk_port,
    )
    file = home / "kiosk.toml"
    with open(file, "w", encoding="utf-8", opener=private) as out:
        out.write(kiosk_settings(made.folder, home, at, READER_NAME))
    return file


def furnish(storage: Storage, clock: Clock) -> None:
    """The clinic's patients and the demo's accounts, unless they are there."""
    hashing, code = Passwords(), Passwords().hash(CODE)
    now = clock.now().wall
    with storage.reading() as books:
        empty = books.patients.count() == 0
    if empty:
        quiet = Listener(lambda _: None, lambda *_: None)
        import_patients(storage, BytesIO(intake_csv(all_personas())), Wish("demo", now, Layout()), quiet)
    with storage.unit_of_work(now) as work:
        for name, role in ACCOUNTS:
            if work.accounts.find(name) is None:
                work.accounts.add(name, role, hashing.hash(PASSWORD))
                work.accounts.set_code(name, code)
                work.audit("account_made", "", {"account": name, "role": role.value, "by": "demo"})
        work.commit()
