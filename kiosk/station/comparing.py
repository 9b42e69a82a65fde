"""How this site compares, from its settings: what becomes ●, the readings of names, the gate for absent addresses."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.checkin.conductor.ports import Comparing, always_asked
from kiosk.matching.names.common_names import is_common
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import Site
from kiosk.qualification.model import Qualification
from kiosk.settings import Matching
from kiosk.station.name_dictionary import open_readings
from kiosk.storage.unit_of_work import Storage


def comparing(settled: Matching, storage: Storage) -> Comparing:
    """Opens the dictionary of names."""
    gated = settled.absent_address == "common_names"
    return Comparing(site_of(settled), _common_here(storage) if gated else always_asked)


def site_of(settled: Matching) -> Site:
    """What this site has settled, with the dictionary of names: the one site of desk, audit and commands."""
    hides = Hides(settled.hidden_outside, frozenset(settled.hidden_too))
    return Site(hides, open_readings(), settled.municipality)


def _common_here(storage: Storage) -> Callable[[Qualification], bool]:
    """Whether the clinic's own table makes a namesake with the same birth date likely."""

    def common(shown: Qualification) -> bool:
        with storage.reading() as books:
            return is_common(books.imports.share_of_kana(shown.kana, shown.sex.value, shown.birthdate))

    return common
