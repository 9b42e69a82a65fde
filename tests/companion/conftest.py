"""Files of a linkage folder as tests write them, and two folders to put them into."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def _beside(name: str, file: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


_beside("linkage", "linkage.py")
