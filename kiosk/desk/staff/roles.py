"""Which role may do what at the desk. No role sees medicines, treatment or check-ups: nothing of that is served here."""

from __future__ import annotations

from enum import Enum

from kiosk.storage.staff.accounts import Role


class Permission(Enum):
    SEE_VISITS = "see_visits"
    """The day's visits, their qualification and comparison."""
    WORK = "work"
    """Every decision about a visit, and the undoing of it."""
    HAND_OVER = "hand_over"
    SWITCH = "switch"
    """Failure mode on and off, and asking the noted visits again. An outage does not wait for an administrator."""
    ACTIVATE = "activate"
    """Switching the operating body's emergency function on, which is the administrator's."""
    CLAIMS = "claims"
    """Claim files and the payer's answers, calls to patients, choices accepted in writing."""
    SEE_AUDIT = "see_audit"
    SEE_FIGURES = "see_figures"
    """The month's figures: counts, no person."""
    ASK_AUDIT = "ask_audit"
    """Any question to the audit, and signing a week off."""
    SEE_TABLE_AUDIT = "see_table_audit"
    """What the audit of the patient table found: numbers and kinds, no names."""
    SIGN_TABLE_AUDIT = "sign_table_audit"
    """Signing it off, as somebody of another role than who judged the findings."""
    LIFT = "lift"
    """Speaking for the lifting of a STOP, as first or second person."""
    VOUCH = "vouch"
    """Standing with patients, and so saying at the reader "I see this person and this card"."""
    SEE_CLINICAL = "see_clinical"
    """Whether medical information of a visit may be opened. Whoever treats, and nobody else."""


PERMITS: dict[Role, frozenset[Permission]] = {
    Role.DESK: frozenset(
        {
            Permission.SEE_VISITS,
            Permission.WORK,
            Permission.HAND_OVER,
            Permission.SWITCH,
            Permission.SEE_AUDIT,
            Permission.SEE_TABLE_AUDIT,
            Permission.LIFT,
            Permission.VOUCH,
        }
    ),
    Role.CLINICIAN: frozenset(
        {Permission.SEE_VISITS, Permission.SEE_CLINICAL, Permission.LIFT, Permission.VOUCH}
    ),
    Role.CLAIMS: frozenset({Permission.SEE_VISITS, Permission.HAND_OVER, Permission.CLAIMS}),
    Role.ADMIN: frozenset(Permission) - {Permission.SEE_CLINICAL},
    Role.AUDITOR: frozenset(
        {
            Permission.SEE_AUDIT,
            Permission.ASK_AUDIT,
            Permission.SEE_FIGURES,
            Permission.SEE_TABLE_AUDIT,
            Permission.SIGN_TABLE_AUDIT,
        }
    ),
}


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMITS[role]
