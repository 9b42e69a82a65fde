"""保険種別 by the insurer number. Pure.

法別: 39 後期高齢者医療; six digits or 67 国民健康保険; everything else through an employer. As public claim software and the
code systems of github.com/HealthDataWorks/fhir-ig-jp-rezept-medical have it.
"""

from __future__ import annotations

from kiosk.declaration.model import InsuranceKind

LATE_ELDERLY = "39"
RETIRED_NATIONAL = "67"


def kind_of_insurer(insurer_number: str) -> InsuranceKind | None:
    """None for what is no insurer number."""
    digits = insurer_number.strip()
    if not digits.isdigit() or len(digits) not in {6, 8}:
        return None
    if len(digits) == 6 or digits.startswith(RETIRED_NATIONAL):
        return InsuranceKind.NATIONAL
    return InsuranceKind.ELDERLY if digits.startswith(LATE_ELDERLY) else InsuranceKind.EMPLOYEES
