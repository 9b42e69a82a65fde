"""The kiosk's rules over simulated pairs: decided twice, with every absent address asked and with the common-name gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kiosk.matching.decide import decide
from kiosk.matching.fields import compare_fields
from kiosk.matching.names.common_names import is_common
from kiosk.matching.names.site import Site
from kiosk.matching.report import FieldReport, MatchReport, Person
from kiosk.station.name_dictionary import open_readings
from rehearsal.measure.simulate.clinic import KanaCounts

Compare = Callable[[Person, Person], tuple[FieldReport, ...]]
"""Displayed, held → five field reports. The kiosk's own, or a faulty one to see whether the figures notice."""
ALWAYS, GATED = "absent address asks", "common-name gate"
POLICIES = (ALWAYS, GATED)


@lru_cache(maxsize=1)
def _site() -> Site:
    return Site(readings=open_readings())


def of_the_kiosk(displayed: Person, held: Person) -> tuple[FieldReport, ...]:
    """The comparison as a kiosk with default settings makes it."""
    return compare_fields(displayed, held, _site())


@dataclass(frozen=True, slots=True)
class Decided:
    always: MatchReport
    gated: MatchReport

    def by(self, policy: str) -> MatchReport:
        return self.always if policy == ALWAYS else self.gated


def decided(compare: Compare, displayed: Person, held: Person, clinic: KanaCounts) -> Decided:
    """Both policies over one comparison; the gate is looked at only where an address is not shown."""
    fields = compare(displayed, held)
    always = decide(fields)
    if displayed.address is not None:
        return Decided(always, always)
    share = clinic.share_of_kana(displayed.kana or "", displayed.sex, displayed.birthdate)
    return Decided(always, decide(fields, common_name=is_common(share)))
