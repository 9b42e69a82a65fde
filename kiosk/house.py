"""Everything a running kiosk consists of, as one value: what `bootstrap` makes and the web room is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.board import Board
from kiosk.checkin.conductor.conductor import Conductor
from kiosk.checkin.conductor.ports import FaceDesk, Ports
from kiosk.clock import Clock
from kiosk.companion.terminal import TerminalState
from kiosk.intake.model import Patient
from kiosk.intake.receipt import ReceiptState
from kiosk.outage.health import Health
from kiosk.settings import Settings
from kiosk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class Equipment:
    """What the morning check looks at once: `lists` ends with each kept revocation list's own nextUpdate, None where it names none.

    `lacking` are model files that are not there, `free` bytes on the disk of the records.
    """

    answers: bool
    lists: tuple[datetime | None, ...]
    lacking: tuple[str, ...]
    certificate_until: datetime | None
    free: int


def always_online() -> Health:
    """For a house whose service is not measured."""
    return Health.ONLINE


def always_connected() -> bool:
    """For a house without a monitor."""
    return True


def never_away() -> bool:
    """For a house whose records are not looked at between visits."""
    return False


def no_conflicts() -> tuple[str, ...]:
    """As above."""
    return ()


def no_terminals() -> tuple[TerminalState, ...]:
    """For a house with a reader of its own."""
    return ()


def no_fresher(held: Patient) -> Patient | None:
    """For a house whose receipt computer is known by its file alone."""
    del held
    return None


def no_equipment() -> Equipment | None:
    """For a house whose equipment nobody looks at."""
    return None


def nothing_hangs(code: str) -> bool:
    """For a house without strips."""
    del code
    return False


def nothing_to_look_at() -> None:
    """As above."""


@dataclass(frozen=True, slots=True)
class House:
    """`emulated` names what is not real here, for the screen: empty outside demo mode."""

    settings: Settings
    clock: Clock
    storage: Storage
    conductor: Conductor
    ports: Ports
    face: FaceDesk
    emulated: tuple[str, ...]
    log: Callable[[str, Mapping[str, object]], None]
    health: Callable[[], Health] = always_online
    reader_connected: Callable[[], bool] = always_connected
    records_away: Callable[[], bool] = never_away
    at_home: Callable[[], bool] = never_away
    """Whether a store of the station's own stands in for the records."""
    strange: Callable[[], bool] = never_away
    """Whether the server that answers at last lacks records that the anchor knows."""
    conflicts: Callable[[], tuple[str, ...]] = no_conflicts
    """The visits of an outage that could not be handed in, by number."""
    card_holders: Callable[[], tuple[str, ...]] = no_conflicts
    """Other programs that may hold the card, by name and number, where the system tells."""
    strips: Callable[[], tuple[str, ...]] = no_conflicts
    """The troubles that stand, by code."""
    terminals: Callable[[], tuple[TerminalState, ...]] = no_terminals
    """How the terminals of an approved reader stand, where the house is beside one."""
    receipt: Callable[[], ReceiptState] = ReceiptState
    """How the receipt computer stands, and whom it has accepted today."""
    fresh_chart: Callable[[Patient], Patient | None] = no_fresher
    """The chart as the receipt computer holds it now, where that is another than our copy."""
    equipment: Callable[[], Equipment | None] = no_equipment
    """Looks anew at every call, and asks the service whether it is there."""
    take_down: Callable[[str], bool] = nothing_hangs
    look: Callable[[], None] = nothing_to_look_at
    """Look at the records at once: what is told from memory has just been changed there."""
    board: Board = field(default_factory=Board)
    """What the desk asks on the patient's glass."""
