"""The commonest situations at the counter, each as steps: what a help page shows to whom. Data; the sentences are in the catalogues."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.storage.staff.accounts import Role

DESK, CLINICIAN, CLAIMS, ADMIN, AUDITOR = Role.DESK, Role.CLINICIAN, Role.CLAIMS, Role.ADMIN, Role.AUDITOR


@dataclass(frozen=True, slots=True)
class Situation:
    """`steps` sentences under its code; `go` is the page where it begins."""

    code: str
    roles: frozenset[Role]
    steps: int
    go: str


def _of(code: str, steps: int, go: str, *roles: Role) -> Situation:
    return Situation(code, frozenset(roles), steps, go)


SITUATIONS: tuple[Situation, ...] = (
    _of("ordinary", 3, "staff.queue", DESK, ADMIN),
    _of("face_fails", 3, "staff.queue", DESK, ADMIN),
    _of("pin_locked", 3, "staff.queue", DESK, ADMIN),
    _of("on_hold", 3, "staff.queue", DESK, ADMIN),
    _of("revoked", 3, "staff.queue", DESK, ADMIN),
    _of("signature", 3, "staff.queue", DESK, ADMIN),
    _of("question", 3, "staff.queue", DESK, ADMIN),
    _of("stop", 4, "staff.cases_list", DESK, CLINICIAN, ADMIN),
    _of("several", 2, "staff.queue", DESK, ADMIN),
    _of("invalid", 4, "staff.queue", DESK, ADMIN),
    _of("no_card", 3, "staff.new", DESK, ADMIN),
    _of("notice_only", 2, "staff.new", DESK, ADMIN),
    _of("phone", 2, "staff.queue", DESK, ADMIN),
    _of("left", 2, "staff.queue", DESK, ADMIN),
    _of("card_left", 3, "staff.queue", DESK, ADMIN),
    _of("outage", 4, "staff.mode", DESK, ADMIN),
    _of("after_outage", 3, "staff.mode", DESK, ADMIN),
    _of("wrong_press", 2, "staff.queue", DESK, ADMIN),
    _of("consent", 2, "staff.queue", DESK, CLINICIAN, ADMIN),
    _of("medical", 2, "staff.queue", CLINICIAN),
    _of("family", 2, "staff.queue", DESK, ADMIN),
    _of("not_insured", 2, "staff.queue", DESK, ADMIN),
    _of("unknown_numbers", 4, "staff.claims", CLAIMS, ADMIN),
    _of("returned", 3, "staff.claims", CLAIMS, ADMIN),
    _of("month", 3, "staff.claims", CLAIMS, ADMIN),
    _of("table", 3, "staff.table", ADMIN, AUDITOR),
)
"""The commonest first, for each role in this order."""


def situations_of(role: Role) -> tuple[Situation, ...]:
    return tuple(each for each in SITUATIONS if role in each.roles)
