import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _world() -> ModuleType:
    """`world.py` beside this file, importable by its tests; tests are no package here."""
    spec = importlib.util.spec_from_file_location("desk_world", Path(__file__).with_name("world.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORLD = sys.modules.get("desk_world") or _world()


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[object]:
    made = WORLD.Clinic(tmp_path)
    yield made
    made.close()
