"""Faults that the suite must find, each one small change. A test holds every `right` against the code of today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`right` stands once in `file`; with `wrong` in its place one of `tests` fails."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


FAULTS = (
    Fault(
        "the number of an event is not compared: late answers and old presses are taken",
        "kiosk/checkin/machine/advance.py",
        "case _ if check_in.visit is None or event.seq != check_in.seq:",
        "case _ if check_in.visit is None:",
        ("tests/checkin/test_walk.py", "tests/hazards/service/test_late_answers.py"),
    ),
    Fault(
        "the visit named in an answer is not compared",
        "kiosk/checkin/conductor/performing.py",
        "if answer.visit != inquiry.visit or answer.identifier != inquiry.identifier:",
        "if answer.identifier != inquiry.identifier:",
        ("tests/checkin", "tests/hazards/service/test_service_of_another.py"),
    ),
    Fault(
        "the audit row of a closing is not written",
        "kiosk/checkin/conductor/recording.py",
        'work.audit("visit_closed"',
        '(lambda *_: None)("visit_closed"',
        ("tests/checkin/test_recording.py",),
    ),
    Fault(
        "the person who wants a STOP lifted may lift it",
        "kiosk/desk/cases/lifting.py",
        "return bool(first) and by not in first",
        "return bool(first)",
        ("tests/desk/cases",),
    ),
    Fault(
        "the CSRF token is not compared",
        "kiosk/web/security.py",
        "if not held or not hmac.compare_digest(sent.encode(), held.encode()):",
        "if not held:",
        ("tests/web/test_security.py",),
    ),
    Fault(
        "anybody may send a body as large as a claim file",
        "kiosk/web/desk/uploads.py",
        "if path in TAKE_FILES and self._may(TAKE_FILES[path], cookies) else",
        "if path in TAKE_FILES else",
        ("tests/web/test_arriving.py",),
    ),
    Fault(
        "a name that is nobody's never has to wait",
        "kiosk/desk/staff/sign_in.py",
        "work.accounts.take_try(name) if account else work.strangers.take_try(name)",
        "work.accounts.take_try(name)",
        ("tests/desk/staff",),
    ),
    Fault(
        "a sign-in keeps the browser's old session",
        "kiosk/web/desk/staff.py",
        'gate.leave("again" if held and held.name == account.name else "other_name")',
        "",
        ("tests/web/desk/test_passing_the_gate.py",),
    ),
    Fault(
        "a try at a password is counted after the check",
        "kiosk/storage/staff/accounts.py",
        "self._set(name, failures=account.failures + 1, last_try_at=self.ledger.now)",
        "pass",
        ("tests/desk/staff", "tests/storage/test_accounts.py"),
    ),
    Fault(
        "pages that renew themselves keep the desk awake",
        "kiosk/web/desk/gate.py",
        "if not is_live() and endpoint not in RENEWED:",
        "if endpoint not in RENEWED:",
        ("tests/web/desk/test_passing_the_gate.py",),
    ),
    Fault(
        "the live picture keeps the desk awake",
        "kiosk/web/desk/gate.py",
        "if not is_live() and endpoint not in RENEWED:",
        "if not is_live():",
        ("tests/web/desk",),
    ),
    Fault(
        "a retired account keeps its session",
        "kiosk/web/desk/gate.py",
        "return account is None or account.retired_at is not None or ",
        "return account is None or ",
        ("tests/web/desk/test_passing_the_gate.py",),
    ),
    Fault(
        "looking at a visit is not audited",
        "kiosk/web/desk/visit/page.py",
        "record_viewed(gate.house, held.name, held.role, shown, now)",
        "(held, now)",
        ("tests/web/desk",),
    ),
    Fault(
        "giving a visit to another patient leaves the hand-over files",
        "kiosk/desk/undoing.py",
        "            compare_again(desk, here, why, chosen_by_hand=True)\n    return bool(withdraw(desk.house, number)) and given",
        "            compare_again(desk, here, why, chosen_by_hand=True)\n    return False",
        ("tests/desk/test_undoing.py",),
    ),
    Fault(
        "a new card does not close the old card's visit",
        "kiosk/checkin/machine/advance.py",
        "return following, (*ending, *effects)",
        "return following, effects",
        ("tests/checkin",),
    ),
    Fault(
        "`secure_delete` is off",
        "kiosk/storage/engine.py",
        '"PRAGMA secure_delete = ON"',
        '"PRAGMA secure_delete = OFF"',
        ("tests/storage/test_schema.py",),
    ),
    Fault(
        "an auditor may vouch for a person",
        "kiosk/desk/staff/codes.py",
        "not right or not may(account.role, Permission.VOUCH)",
        "not right",
        ("tests/desk/staff",),
    ),
    Fault(
        "a code typed on the glass is given back with the page",
        "kiosk/web/glass/site.py",
        'frozenset({"pin", "code", "csrf"})',
        'frozenset({"pin", "csrf"})',
        ("tests/web/glass/test_presses.py",),
    ),
    Fault(
        "the wipe forgets neither card nor face",
        "kiosk/checkin/conductor/conductor.py",
        "if lane == READER:\n                        self._crews.card.submit(self._ports.card.release)",
        "if lane == '':\n                        self._crews.card.submit(self._ports.card.release)",
        ("tests/checkin",),
    ),
    Fault(
        "a STOP at the desk closes nothing",
        "kiosk/desk/visit/decisions.py",
        "            close_medical(here, rule, desk.by)",
        "            (here, rule, close_medical)",
        ("tests/desk/visit",),
    ),
    Fault(
        "a visit changed by hand is not held against its trace",
        "kiosk/storage/records.py",
        "if _differs(columns(row), traced.get(row.number, {})):",
        "if not traced and _differs(columns(row), traced):",
        ("tests/storage/audit",),
    ),
    Fault(
        "a stopped answer is kept open",
        "kiosk/desk/stopping.py",
        "work.sealing.seal(visit, answer)",
        "pass",
        ("tests/desk/cases",),
    ),
    Fault(
        "database parameters are shown in errors",
        "kiosk/storage/engine.py",
        "hide_parameters=True",
        "hide_parameters=False",
        ("tests/storage",),
    ),
    Fault(
        "an act is done on a record that has changed since it was seen",
        "kiosk/storage/book.py",
        "kept = this if seen is None else this & (table.c.version == seen)",
        "kept = this",
        ("tests/desk/test_two_stations.py",),
    ),
    Fault(
        "a head that did not turn in time is taken for one that did: a flat print gets in",
        "reader/face/liveness/turning.py",
        """    if waited > ANSWER:
        return NotTurned(Failure.TOO_SLOW)
""",
        """    if waited > ANSWER:
        return replace(trying, stage=trying.stage + 1, since=face.taken, held=None)
""",
        ("tests/reader/face/test_turning.py", "tests/station/test_face_desk.py"),
    ),
    Fault(
        "the second judge of a face is not heard",
        "reader/face/compare.py",
        "if second > AGAINST:",
        "if second > 2 * AGAINST:",
        ("tests/reader/face/test_compare.py",),
    ),
    Fault(
        "whoever turned the head need not be the one who looked straight",
        "reader/face/compare.py",
        "if turned and (held is None or not judges.rule.point.reaches(held, judges.rule.point.grey)):",
        "if turned and held is None:",
        ("tests/reader/face/test_compare.py",),
    ),
)
