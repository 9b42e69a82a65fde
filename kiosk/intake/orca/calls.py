"""The calls that are made, as a table: where, with which record, and what each code means there.

Codes differ by call: 10 is "no such patient" here and "more than fit" there. Names are the wire's own, misspellings too
(`Reqest_Number`). Source: ORCA's public API pages (https://www.orca.med.or.jp/receipt/tec/api/overview.html) and
recorded replies of 2017-18 (orca-api/orca-api, Apache-2.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class RestsOn(Enum):
    """What our reading of a call was held against."""

    RECORDED = "recorded replies of 2017-18"
    PAGES = "public pages alone"


@dataclass(frozen=True, slots=True)
class Call:
    """`record` is the request's, empty for a GET; `root` the reply's, which has other names than the call."""

    path: str
    record: str
    root: str
    rests_on: RestsOn
    empty: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()


PATIENT = Call(
    "/api01rv2/patientgetv2",
    "",
    "patientinfores",
    RestsOn.RECORDED,
    empty=frozenset({"01", "10"}),
)
ON_A_DAY = Call(
    "/api01rv2/patientlst6v2",
    "patientlst6req",
    "patientlst2res",
    RestsOn.PAGES,
    empty=frozenset({"E20"}),
    cut=frozenset({"K21"}),
)
ACCEPTANCES = Call(
    "/api01rv2/acceptlstv2?class=03",
    "acceptlstreq",
    "acceptlstres",
    RestsOn.RECORDED,
    empty=frozenset({"21"}),
    cut=frozenset({"20"}),
)
APPOINTMENTS = Call(
    "/api01rv2/appointlstv2?class=01",
    "appointlstreq",
    "appointlstres",
    RestsOn.PAGES,
    empty=frozenset({"21"}),
    cut=frozenset({"20"}),
)
CALLS = (PATIENT, ON_A_DAY, ACCEPTANCES, APPOINTMENTS)

BUSY = frozenset({"90", "E90", "E9999"})
BASICS = frozenset({"89", "0089"})
NOT_INSURANCE = frozenset({"971", "973", "975", "980"})
"""InsuranceProvider_Class of 労災, 自賠責, 公害 and 自費."""


def is_done(code: str) -> bool:
    """00, 000, 0000 and the codes that add a remark."""
    return set(code) == {"0"} or code.startswith("K") or code == "W00"
