"""What the dev dock's page shows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardware_mocks.camera.attacks import SPECIES
from hardware_mocks.card.faults import CATALOGUE
from hardware_mocks.card.issue import card_expires
from hardware_mocks.dock.hardware import Dock
from hardware_mocks.dock.strangers import STRANGERS
from hardware_mocks.heads.photographs import stored
from hardware_mocks.national.faults import Fault
from hardware_mocks.national.serve import NationalService
from hardware_mocks.pcsc.private import PcscUnavailable, PrivatePcsc
from hardware_mocks.personas.model import Persona, all_personas, persona
from reader.card.number_b import number_b

TURNS = (
    (-30, "右を向く", "to their right"),
    (0, "正面", "straight ahead"),
    (30, "左を向く", "to their left"),
)
"""Degrees of yaw to which whoever stands before the camera can be told to turn."""
WORDS = Path(__file__).parent / "pages" / "words.toml"


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing that can be broken: its name, what it does in both languages, and whether it is broken now."""

    name: str
    ja: str
    en: str
    on: bool = False


def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """{"card" | "service": {fault: {"ja", "en"}}}."""
    return tomllib.loads(WORDS.read_text("utf-8"))


def _switch(name: str, said: Mapping[str, str], *, on: bool = False) -> Switch:
    return Switch(name, said["ja"], said["en"], on)


@dataclass(frozen=True, slots=True)
class View:
    dock: Dock
    service: NationalService
    pcsc: PrivatePcsc | None

    def facts(self, chosen_id: str) -> dict[str, Any]:
        """The facts of the page's template. Raises KeyError for an unknown person."""
        chosen, said = persona(chosen_id), words()
        return {
            "people": all_personas(),
            "others": STRANGERS,
            "chosen": chosen,
            "number_b": self._number_b(chosen),
            "heads": sorted(stored()),
            "attacks": SPECIES,
            "turns": TURNS,
            "on_reader": self.dock.on_reader,
            "before_camera": self.dock.before_camera,
            "card_faults": [_switch(name, said["card"][name]) for name in CATALOGUE],
            "service_faults": [
                _switch(each.value, said["service"][each.value], on=each in self.service.faults)
                for each in Fault
            ],
            "service_url": self.service.url,
            "pcsc": self._pcsc(),
        }

    def _number_b(self, chosen: Persona) -> str | None:
        if chosen.card is None:
            return None
        expires = card_expires(chosen, self.dock.world.made)
        return number_b(chosen.resident.birthdate, expires.year, chosen.card.security_code)

    def _pcsc(self) -> dict[str, object] | None:
        """The private service as it is now; None with the reader in this process."""
        if self.pcsc is None:
            return None
        try:
            status = self.pcsc.status()
        except PcscUnavailable as away:
            return {"away": str(away)}
        return {"pid": status.daemon, "card": status.card, "verify_count": status.verify_count}
