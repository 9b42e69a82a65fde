"""The small house of the web tests, for whoever puts a real browser before it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def small_house() -> ModuleType:
    """The fixtures' module of the web tests, loaded by its path: conftest files have no importable name."""
    name = "small_house_of_the_web_tests"
    if name not in sys.modules:
        path = Path(__file__).parents[1] / "web" / "conftest.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None, path
        assert spec.loader is not None, path
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
