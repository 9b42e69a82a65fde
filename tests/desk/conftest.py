import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _world(name: str, file: str) -> ModuleType:
    """A file beside this one, importable by its tests; tests are no package here."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORLD = _world("desk_world", "world.py")
CLAIMS_WORLD = _world("claims_world", "claims_world.py")


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[object]:
    made = WORLD.Clinic(tmp_path)
    yield made
    made.close()
