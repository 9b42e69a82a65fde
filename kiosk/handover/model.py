"""What is handed to the receipt computer after a visit: the qualification that the desk has confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.qualification.model import Answer

MAKER = "eligibility-kiosk"


@dataclass(frozen=True, slots=True)
class ConfirmedQualification:
    """`evidence` names what it rests on (face, pin, staff, document …), `outcome` how the visit ended.

    `institution_code` has ten digits; `patient_id` is the clinic's own number, empty where it has none yet.
    """

    answer: Answer = field(repr=False)
    institution_code: str
    patient_id: str
    evidence: str
    outcome: str

    @property
    def visit(self) -> str:
        return self.answer.visit
