"""Pictures of the thirty prepared visits, for readers without the key: `python -m tests.browser.exercise FOLDER [en]`.

Beside the pictures stand the words of whoever is asked, one file a visit, and an empty table for the answers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rehearsal.exercise.fill import fill
from rehearsal.exercise.visits import prepared_visits, words
from tests.browser.chromium import opened
from tests.browser.journeys.clinic import open_clinic
from tests.browser.journeys.receptionist import Receptionist


@contextmanager
def filled_clinic() -> Iterator[tuple[Receptionist, dict[int, str]]]:
    """Somebody at the desk of a clinic with the prepared visits, and their numbers."""
    with open_clinic() as clinic, opened() as browser:
        numbers = dict(fill(clinic.stage.house, prepared_visits()))
        receptionist = Receptionist.before(browser, clinic, "uketsuke")
        receptionist.comes_to_work()
        yield receptionist, numbers
        receptionist.screen.context.close()


def take(folder: Path, language: str = "ja") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "answers.csv").write_text("visit,answer,seconds\n", "utf-8")
    said = folder / "says_when_asked"
    said.mkdir(exist_ok=True)
    with filled_clinic() as (receptionist, numbers):
        if language == "en":
            receptionist.presses("English")
        for n, number in numbers.items():
            (said / f"{n:02d}.txt").write_text(f"{words()[n]}\n", "utf-8")
            receptionist.opens(number)
            path = folder / f"{n:02d}.png"
            receptionist.screen.screenshot(path=path, full_page=True, animations="disabled")
            sys.stderr.write(f"{path}\n")


if __name__ == "__main__":
    take(Path(sys.argv[1]), *sys.argv[2:3])
