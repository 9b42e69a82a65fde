"""What happens beside every visit: the kiosk's start and end, the service's health, the strips that wait for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from kiosk.house import House
from kiosk.outage.health import Health
from kiosk.storage.faults import StorageFault
from kiosk.storage.schema import head
from kiosk.troubles import BY_CODE, Mended

EVERY = 5.0
"""Seconds between two looks at the health."""
DISTRIBUTION = "eligibility-kiosk"


class Diary:
    """Writes a row when something of this is new. What cannot be written down is in the log, and nobody waits for it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known = Health.ONLINE
        self._hung: tuple[str, ...] | None = None

    def began(self) -> None:
        demo = self._house.settings.demo
        facts = {"version": _release(), "revision": head() or "", "demo": demo}
        self._write("kiosk_started", facts)

    def ended(self) -> None:
        self._write("kiosk_stopped", {"reason": "ended"})

    def look(self) -> None:
        """One look: a row where the health is another than it was."""
        found = self._house.health()
        if found is not self._known:
            self._known = found
            self._write("health_changed", {"health": found.value})
        hung = tuple(each for each in self._house.strips() if BY_CODE[each].mended is Mended.BY_HAND)
        if hung != self._hung and self._keep(hung):
            self._hung = hung

    def _keep(self, hung: tuple[str, ...]) -> bool:
        """What a restart must not take down."""
        try:
            with self._house.storage.unit_of_work(self._house.clock.now().wall) as work:
                work.hung.keep(self._house.settings.station, hung)
                work.commit()
        except StorageFault as fault:
            self._house.log("storage_failed", {"kind": type(fault).__name__})
            return False
        return True

    def _write(self, kind: str, facts: Mapping[str, object]) -> None:
        try:
            with self._house.storage.unit_of_work(self._house.clock.now().wall) as work:
                work.audit(kind, "", facts)
                work.commit()
        except StorageFault as fault:
            self._house.log("storage_failed", {"kind": type(fault).__name__})


def _release() -> str:
    """The installed release; a checkout that nobody installed says so."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "checkout"
