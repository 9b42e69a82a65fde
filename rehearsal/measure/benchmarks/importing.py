"""`python -m rehearsal.measure.benchmarks.importing FILE.csv FOLDER`: one import in a process of its own, so that its memory is its own."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.csv.layout import Layout
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from rehearsal.measure.benchmarks.timing import milliseconds

KEY = b"a key for figures that lies nowhere else"


def storage_in(folder: Path) -> Storage:
    return Storage(f"sqlite:///{folder}/kiosk.sqlite", KEY, "bench", folder / "anchor.json")


def imported(file: Path, folder: Path) -> dict[str, object]:
    """Milliseconds, seconds of one core (which a busy machine does not stretch), peak memory in MB, and what came of it."""
    upgrade(f"sqlite:///{folder}/kiosk.sqlite")
    storage = storage_in(folder)
    came: list[dict[str, object]] = []
    silent = Listener(lambda _: None, lambda *_: None)
    wish = Wish("bench", SystemClock().now().wall, Layout())

    def run() -> None:
        with file.open("rb") as opened:
            came.append(asdict(import_patients(storage, opened, wish, silent)[0]))

    ms = milliseconds(run)
    storage.close()
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return {"ms": ms, "cpu_s": round(spent.ru_utime + spent.ru_stime, 1), "peak_mb": peak_mb(), **came[0]}


def peak_mb() -> int:
    """Of this program alone: what getrusage gives a child begins with the peak of whoever started it."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    (line,) = [each for each in status if each.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(imported(Path(sys.argv[1]), Path(sys.argv[2]))))
