"""Whatever is imported is locked: an environment that others share hides what a fresh one lacks."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
NOBODYS = {"eligibility_kiosk", "kiosk", "reader", "hardware_mocks", "rehearsal", "tests", "_typeshed"}
"""Our own, and what only a type checker knows."""


def imported(folder):
    """Top-level names of other people's packages, also those that are imported within a function."""
    for path in (PROJECT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (each.name.split(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def locked(name):
    return {
        re.sub(r"[-_.]+", "-", line.split("==")[0]).lower()
        for line in (PROJECT / name).read_text("utf-8").splitlines()
        if re.match(r"[A-Za-z].*==", line)
    }


@pytest.mark.parametrize(
    ("folder", "lock"),
    [
        ("kiosk", "requirements.txt"),
        ("reader", "requirements.txt"),
        ("hardware_mocks", "requirements.txt"),
        ("rehearsal", "requirements-dev.txt"),
    ],
)
def test_every_import_is_of_a_locked_distribution(folder, lock):
    known, pinned = packages_distributions(), locked(lock)
    others = set(imported(folder)) - NOBODYS - set(sys.stdlib_module_names)

    assert others
    for name in others:
        of = {re.sub(r"[-_.]+", "-", each).lower() for each in known.get(name, [name])}
        assert of & pinned, f"{folder} imports {name}, and {lock} has none of {sorted(of)}"
