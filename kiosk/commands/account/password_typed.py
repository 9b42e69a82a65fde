"""A password for a command: typed without echo, or one line of standard input; never an argument, which anybody reads."""

from __future__ import annotations

from kiosk.commands.console import Console
from kiosk.commands.table import Refused

SHORTEST = 13
"""Characters of a password that stands alone and need not change every two months: 厚生労働省
「医療情報システムの安全管理に関するガイドライン」第6.0版 Q&A, シQ-54 a."""


def password_typed(console: Console) -> str:
    """Raises Refused when it is too short, or when two typings are not the same."""
    hidden = console.hidden
    if hidden is None:
        return _long_enough(console.lines_in.readline().rstrip("\r\n"))
    typed = _long_enough(hidden("new password: "))
    if hidden("once more: ") != typed:
        raise Refused("the two passwords are not the same; nothing was changed")
    return typed


def _long_enough(password: str) -> str:
    if len(password) < SHORTEST:
        raise Refused(f"a password has at least {SHORTEST} characters; nothing was changed")
    return password
