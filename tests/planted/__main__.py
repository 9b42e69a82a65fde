"""`python -m tests.planted`: plant each fault of the table into a copy of the project and see the named tests fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.planted.faults import FAULTS, Fault

PROJECT = Path(__file__).parents[2]
COPIED = (
    "eligibility_kiosk.py",
    "kiosk",
    "reader",
    "hardware_mocks",
    "rehearsal",
    "templates",
    "static",
    "stubs",
    "tests",
    "pyproject.toml",
)
TESTS_FAILED = 1


def main() -> int:
    """A line a fault; 1 when one of them lives."""
    wanted = sys.argv[1:]
    living = 0
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        copy = Path(folder) / "project"
        copy.mkdir()
        for each in COPIED:
            source = PROJECT / each
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / each)
        if (PROJECT / ".world").is_dir():
            (copy / ".world").symlink_to(PROJECT / ".world")
        for fault in FAULTS:
            if wanted and not any(word in fault.name for word in wanted):
                continue
            found = _found(fault, copy)
            living += not found
            sys.stdout.write(f"{'found' if found else 'LIVES'}  {fault.name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{living} of the planted faults live\n")
    return 1 if living else 0


def _found(fault: Fault, copy: Path) -> bool:
    file = copy / fault.file
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(fault.right, fault.wrong), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *fault.tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    finally:
        file.write_text(whole, "utf-8")
    if done.returncode not in (0, TESTS_FAILED):
        sys.stderr.write(done.stdout[-2000:] + done.stderr[-2000:])
    return done.returncode == TESTS_FAILED


if __name__ == "__main__":
    sys.exit(main())
