"""How many people in the country share a name and a birth date, judged by the clinic's own patients.

For the gate "common_names": an address that the service does not show is asked about only where a namesake with the same
birth date is to be expected. No outside list of names is needed. A name that stands nowhere else in the clinic's table
counts as if one patient more had it, so that a small table asks too often rather than too seldom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

INSURED = 122_000_000
"""People in public insurance, rounded: the population of the census of 2020 less those on public assistance."""
BIRTH_DAYS = 85 * 365
"""Days of birth over which most of them lie; a day of a large cohort has about twice the mean."""
LARGE_COHORT = 2
SEXES = 2
THRESHOLD = 0.005
"""Expected namesakes from which on a name is common."""
COHORT = 10
"""Years: given names are counted among patients born at most so long before or after."""


@dataclass(frozen=True, slots=True)
class KanaShare:
    """Counts in the clinic's own table, by folded reading (see `kana.key`); nobody is named.

    `patients` have a reading at all, `family` of them this family name. `peers` are those of one sex born within COHORT
    years, `given` of them have this given name. A reading without a space counts whole as the family name with every
    peer as `given`.
    """

    patients: int
    family: int
    peers: int
    given: int


class NameFrequencies(Protocol):
    """Where the counts come from: the patient table."""

    def share_of_kana(self, kana: str, sex: str | None, birthdate: date | None) -> KanaShare:
        """How often the parts of this reading occur; without sex or birth date, among everybody."""
        ...


def expected_namesakes(share: KanaShare) -> float:
    """How many others in the country have this reading, this sex and this day of birth."""
    born_that_day = INSURED / BIRTH_DAYS / SEXES * LARGE_COHORT
    family = (share.family + 1) / (share.patients + 1)
    given = (share.given + 1) / (share.peers + 1)
    return born_that_day * min(family, 1.0) * min(given, 1.0)


def is_common(share: KanaShare) -> bool:
    """Whether an absent address has to be asked about even under the gate."""
    return expected_namesakes(share) >= THRESHOLD
