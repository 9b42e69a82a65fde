"""The code of six digits with which staff vouch at the reader, beside the patient. It opens nothing else.

Its wrong tries are counted apart from those of the password: whoever plays with the glass shuts a code, never an account.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise

from kiosk.clock import Moment
from kiosk.desk.staff.roles import Permission, may
from kiosk.house import House
from kiosk.storage.faults import NoSuchRecord, Overtaken
from kiosk.storage.staff.accounts import CODE_TRIES, Account
from kiosk.storage.staff.passwords import Passwords

CODE = re.compile(r"[0-9]{6}")
FEWEST_DIFFERENT = 3


class CodeState(Enum):
    """How somebody's code stands, for its owner's page."""

    NONE = "none"
    SET = "set"
    SHUT = "shut"
    """Typed wrongly too often at the reader. A new one, or the same again, opens it."""


def code_state(house: House, name: str) -> CodeState:
    account = _account(house, name)
    if account is None:
        return CodeState.NONE
    return CodeState.SHUT if account.code_failures >= CODE_TRIES else CodeState.SET


def is_trivial(code: str) -> bool:
    """Whether it is among the first that somebody would try: 112211, 123456, 864208, 123123, 123321, 112233."""
    digits = list(map(int, code))
    return (
        len(set(digits)) < FEWEST_DIFFERENT
        or _is_even_walk(digits)
        or (_is_even_walk(digits[::2]) and digits[::2] == digits[1::2])
        or digits[:3] in (digits[3:], digits[:2:-1])
    )


def _is_even_walk(digits: list[int]) -> bool:
    """Whether each digit is as far from the one before, counting on after 9."""
    return len({(after - before) % 10 for before, after in pairwise(digits)}) == 1


def set_code(house: House, name: str, code: str, now: Moment) -> None:
    """It counts at once, and what was tried before is forgotten. Raises ValueError for what is no code or too easy."""
    if not CODE.fullmatch(code) or is_trivial(code):
        raise ValueError("a code is six digits that nobody would try first")
    hashed = Passwords().hash(code)
    with house.storage.unit_of_work(now.wall) as work:
        work.accounts.set_code(name, hashed)
        work.audit("account_changed", "", {"account": name, "what": "code", "by": name})
        work.commit()


def vouching(house: House, name: str, code: str, now: Moment) -> Account | None:
    """Who vouches; None for a wrong name or code, a code that is shut, and a role that does not stand with patients.

    Every answer costs the same hash. A try is counted before it is checked; raises StorageFault when it cannot be.
    """
    account = _account(house, name)
    counted = account is not None and _counted(house, account.name, now)
    right = Passwords().match(account.code_hash if account and counted else None, code)
    if account is None or not right or not may(account.role, Permission.VOUCH):
        _refused(house, account, counted=counted, now=now)
        return None
    with house.storage.unit_of_work(now.wall) as work:
        work.accounts.code_right(account.name)
        work.commit()
    return account


def _account(house: House, name: str) -> Account | None:
    with house.storage.reading() as reading:
        account = reading.accounts.find(name)
    return account if account and account.retired_at is None and account.code_hash else None


def _counted(house: House, name: str, now: Moment) -> bool:
    """Whether the try may be made: the code is not shut, and no other station tries in the same moment."""
    with house.storage.unit_of_work(now.wall) as work:
        try:
            free = work.accounts.take_code_try(name)
        except (NoSuchRecord, Overtaken):
            return False
        work.commit()
    return free


def _refused(house: House, account: Account | None, *, counted: bool, now: Moment) -> None:
    facts = {
        "by": account.name if account else "unknown",
        "reason": "wrong" if counted else "shut" if account else "unknown",
        "failures": account.code_failures + counted if account else 0,
    }
    with house.storage.unit_of_work(now.wall) as work:
        work.audit("vouch_refused", "", facts)
        work.commit()
