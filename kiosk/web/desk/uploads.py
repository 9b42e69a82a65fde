"""Who may send a file, judged from the head of the request: for anybody else its bytes are not even taken."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.http import parse_cookie

from kiosk.clock import Clock
from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.staff.sessions import Sessions
from kiosk.web.desk.gate import TOKEN
from kiosk.web.security import LARGEST_FILE, LARGEST_FORM

TAKE_FILES = {
    "/staff/claims/sent": Permission.CLAIMS,
    "/staff/claims/answer": Permission.CLAIMS,
    "/staff/claims/month/files": Permission.CLAIMS,
    "/staff/table/preview": Permission.WORK,
}
"""The pages that take files, and what whoever sends one must be permitted."""


@dataclass(frozen=True, slots=True)
class Uploads:
    """The desk's answer to how large a body may be."""

    app: Flask
    sessions: Sessions
    clock: Clock

    def __call__(self, path: str, cookies: str) -> int:
        return LARGEST_FILE if path in TAKE_FILES and self._may(TAKE_FILES[path], cookies) else LARGEST_FORM

    def _may(self, permission: Permission, cookies: str) -> bool:
        """Whether the cookie is our own and belongs to somebody signed in who may send this file."""
        signing = SecureCookieSessionInterface().get_signing_serializer(self.app)
        try:
            told = (
                signing.loads(parse_cookie(cookies).get(self.app.config["SESSION_COOKIE_NAME"], ""))
                if signing
                else {}
            )
        except BadSignature:
            return False
        held = self.sessions.look(str(told.get(TOKEN, "")), self.clock.now().ticks)
        return held is not None and not held.locked and may(held.role, permission)
