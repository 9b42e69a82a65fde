import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _world() -> ModuleType:
    """The desk's test world, shared with tests/desk; tests are no package here."""
    path = Path(__file__).parents[2] / "desk" / "world.py"
    spec = importlib.util.spec_from_file_location("desk_world", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORLD = sys.modules.get("desk_world") or _world()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    made = WORLD.Clinic(tmp_path_factory.mktemp("exercise"))
    yield made
    made.close()
