"""A clinic with an approved reader, for the desk's tests: its folder is looked at by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk_world import Clinic

from kiosk.companion.terminal import Terminal
from kiosk.desk.arrivals.watch import TerminalWatch
from kiosk.desk.standing import Standing, standing
from tests.companion.linkage import NOW, LyingFolder, Person, message, name_of

CODE = "9910000001"
SATO = Person()
TWIN = replace(SATO, name="佐藤　見本子", kana="ｻﾄｳ ﾐﾎﾝｺ", sex="2", branch="02")


def file(*people: Person, **told: object) -> bytes:
    return message(*people, code=CODE, **told)


class Beside:
    """A clinic with an approved reader, whose folder is looked at by hand."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.face, self.trash = LyingFolder(), LyingFolder()
        self.begins()
        self.looks()

    def begins(self) -> None:
        self.watch = TerminalWatch(Terminal("1", self.face, self.trash), 1.0)

    def looks(self, seconds: float = 0.5) -> None:
        self.clinic.clock.passes(seconds)
        self.watch.look(self.clinic.house)

    def shown(self, *people: Person, serial: int = 1, **told: object) -> str:
        """The visit of a card that is shown now."""
        at = self.clinic.clock.now().wall
        self.face.put(name_of(serial, at, CODE), file(*people, at=at, **told))
        self.looks(1.5)
        assert self.met()[0].visit, self.met()
        return self.met()[0].visit

    def met(self) -> tuple:
        with self.clinic.storage.reading() as books:
            return books.reader_files.since(NOW - timedelta(days=1))

    def visits(self) -> tuple:
        with self.clinic.storage.reading() as books:
            return books.visits.of_day(NOW.date())

    def stands(self, number: str) -> Standing:
        return standing(self.clinic.kept(number), runs=False)
