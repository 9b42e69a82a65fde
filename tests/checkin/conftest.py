import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.checkin import walk
from kiosk.checkin.machine.advance import CheckIn


def _beside(name: str) -> ModuleType:
    """`<name>.py` beside this file as `checkin_<name>`; tests are no package here."""
    spec = importlib.util.spec_from_file_location(f"checkin_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CREWS = sys.modules.get("checkin_crews") or _beside("crews")
DOUBLES = sys.modules.get("checkin_doubles") or _beside("doubles")
BOOKS = sys.modules.get("checkin_books") or _beside("books")
COUNTER = sys.modules.get("checkin_counter") or _beside("counter")


@pytest.fixture(scope="session")
def hand() -> walk.Hand:
    return walk.make_hand()


@pytest.fixture(scope="session")
def moves(hand: walk.Hand) -> tuple[walk.Move, ...]:
    return tuple(walk.walk(hand))


@pytest.fixture(scope="session")
def states(moves: tuple[walk.Move, ...]) -> tuple[CheckIn, ...]:
    return tuple(dict.fromkeys(move.before for move in moves))


@pytest.fixture
def counter(hand: walk.Hand) -> object:
    return COUNTER.Counter(hand)


@pytest.fixture(scope="session")
def chip() -> object:
    return DOUBLES.Chip()


@pytest.fixture
def station(chip: object) -> Iterator[object]:
    made = DOUBLES.Station(chip)
    yield made
    made.conductor.stop()


@pytest.fixture
def books(tmp_path: Path) -> Iterator[object]:
    made = BOOKS.Books(tmp_path)
    yield made
    made.storage.close()
