"""Who may pass to the desk's pages, what every page of it carries, and how an act answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from flask import Response, abort, flash, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.declaration.era import in_era
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.cases.working import at_a_glance
from kiosk.desk.lanes import keep_open
from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.staff.sessions import Sessions, StaffSession
from kiosk.desk.staff.sign_in import record_lock, sign_out
from kiosk.desk.visit.page import VisitPage, visit_page
from kiosk.desk.visit.together import Together
from kiosk.house import House
from kiosk.outage.mode import SwitchedOn
from kiosk.storage.staff.accounts import Role
from kiosk.web.desk.alarms import alarms, card_holders
from kiosk.web.desk.needs import NEEDS
from kiosk.web.language import FIRST, LANGUAGES, page

TOKEN = "staff"  # noqa: S105 - the name under which the browser keeps it
OPEN = frozenset({"staff.sign_in", "staff.try_sign_in", "staff.language"})
"""Pages for whoever has not signed in."""

RENEWED = frozenset({"staff.live_picture", "staff.awake"})
"""Asked for again by the page itself, and by nobody's hand."""

FIRST_PAGES = ("staff.queue", "staff.table")
"""Where somebody begins who asked for nothing else: the first of them that the role may see."""


@dataclass(frozen=True, slots=True)
class Gate:
    house: House
    sessions: Sessions
    together: Together = field(default_factory=Together)

    def admit(self) -> AnyResponse | None:
        """Before every page: signed in, not locked, permitted. A page that renews itself keeps nobody awake."""
        # Before anything is read: what happens meanwhile is newer than the page, which then asks again.
        g.revision = self.house.conductor.revision
        endpoint = request.endpoint or ""
        if endpoint in OPEN:
            return None
        held = self.held()
        if held is None or self._locks(held):
            return self._to_sign_in()
        if self._has_left(held):
            self.leave("retired")
            return self._to_sign_in()
        if not is_live() and endpoint not in RENEWED:
            self.sessions.touch(held.token, self.house.clock.now().ticks)
        g.staff = held
        needed = NEEDS[endpoint] if endpoint in NEEDS else _unlisted()
        if needed is not None and not may(held.role, needed):
            abort(403, "role")
        return None

    def held(self) -> StaffSession | None:
        """The session of this browser, locked or not."""
        return self.sessions.look(str(session.get(TOKEN, "")), self.house.clock.now().ticks)

    def _has_left(self, held: StaffSession) -> bool:
        """An account is retired or gets a new password by a command, beside the running kiosk: the next page ends its sessions."""
        with self.house.storage.reading() as books:
            account = books.accounts.find(held.name)
        return account is None or account.retired_at is not None or account.password_hash != held.secret

    def _locks(self, held: StaffSession) -> bool:
        now = self.house.clock.now()
        if not held.locked and held.is_idle(now.ticks):
            self.sessions.lock(held.token)
            record_lock(self.house, held.name, now)
            return True
        return held.locked

    def _to_sign_in(self) -> AnyResponse:
        if is_live():
            return Response(status=401)
        wanted = request.path if request.method == "GET" and request.endpoint != FIRST_PAGES[0] else None
        return redirect(url_for("staff.sign_in", next=wanted))

    def leave(self, reason: str) -> None:
        """End this browser's session, if it has one."""
        held = self.sessions.close(str(session.get(TOKEN, "")))
        if held:
            sign_out(self.house, held.name, reason, self.house.clock.now())
        language = spoken()
        session.clear()
        session["language"] = language

    # -- for the pages -----------------------------------------------------------------------------------------

    def desk(self) -> Desk:
        """Who acts now, on the version of the record that the page showed."""
        seen = request.form.get("version", type=int)
        return Desk(self.house, staff().name, self.house.clock.now(), seen)

    def page(self, template: str, **facts: object) -> str:
        """A page of the desk: it knows who is signed in, what may be pressed, and how the clinic stands."""
        held: StaffSession | None = g.get("staff")
        with self.house.storage.reading() as reading:
            mode = reading.outages.mode()
            noted = len(reading.outages.waiting())
            cases = at_a_glance(reading, self.house.clock.now().today)
        hanging = alarms(self.house)
        return page(
            template,
            spoken(),
            staff=held,
            permits={each.value for each in Permission if held and may(held.role, each)},
            sees={each for each, need in NEEDS.items() if held and (need is None or may(held.role, need))},
            mode=mode if isinstance(mode, SwitchedOn) else None,
            noted=noted,
            cases=cases,
            clinic=self.house.settings.institution.name,
            call_centre=self.house.settings.institution.call_centre,
            emulated=self.house.emulated,
            beside=bool(self.house.settings.companion.folders),
            alarms=hanging,
            card_holders=card_holders(self.house, hanging),
            era=era_of,
            revision=g.revision,
            **facts,
        )

    def visit(self, number: str, *, writing: bool = False) -> VisitPage:
        """What a page about this visit shows; while somebody writes, the visit does not run out."""
        if writing:
            keep_open(self.house, number)
        return visit_page(self.house, number, staff().role, self.house.clock.now(), staff().name)

    def not_now(self, error: Exception) -> AnyResponse:
        """The visit went on meanwhile: say so, and show it as it is."""
        refused = error if isinstance(error, NotNow) else NotNow("moved_on")
        said = (f"desk.not_now.{refused.code}", refused.facts_in(spoken()))
        flash(cast(str, said), "refused")  # the cookie holds whatever JSON does
        return redirect(back())

    def no_such_record(self, _: Exception) -> AnyResponse:
        return Response(cannot_open(404), 404)

    def storage_failed(self, _: Exception) -> AnyResponse:
        """An act was not done, and its page says so. A page that cannot be read is not asked for again and again."""
        if request.method == "GET":
            return Response(cannot_open(503), 503)
        flash("desk.not_now.storage", "refused")
        return redirect(back())


def _unlisted() -> Permission:
    abort(403, "unlisted")


def era_of(day: str) -> str:
    """The day as the counter says it: 昭和60年4月12日; empty for what is no ISO date."""
    try:
        return in_era(date.fromisoformat(day))
    except ValueError:
        return ""


def staff() -> StaffSession:
    held: StaffSession = g.staff
    return held


def spoken() -> str:
    chosen = str(session.get("language", FIRST))
    return chosen if chosen in LANGUAGES else FIRST


def is_live() -> bool:
    """A page that asks for itself again, not a person who asks for a page."""
    return request.headers.get("X-Live") == "1"


def seq_shown() -> int:
    """The number that the page showed. Raises NotNow without one: nobody can say which step was meant."""
    seq = request.form.get("seq", type=int)
    if seq is None:
        raise NotNow("moved_on")
    return seq


def back() -> str:
    """The visit or the case that the act was about, the clerk's lists for all of claims, else where the role begins."""
    if (request.endpoint or "").startswith("staff.claims"):
        return url_for("staff.claims")
    match request.view_args or {}:
        case {"number": number}:
            return url_for("staff.visit", number=number)
        case {"case": case}:
            return url_for("staff.case", case=case)
        case _:
            return first_page(staff().role)


def cannot_open(status: int) -> str:
    """A page that says why it is not the one asked for, what to do, and where to go on. It reads no records."""
    held: StaffSession | None = g.get("staff")
    onward = first_page(held.role) if held else url_for(FIRST_PAGES[0])
    return page("desk/cannot_open.html", spoken(), why=str(status), onward=onward)


def first_page(role: Role) -> str:
    return url_for(next(each for each in FIRST_PAGES if may(role, NEEDS[each] or Permission.SEE_VISITS)))


def done(said: str) -> AnyResponse:
    """An act was done: say it on the page that comes next."""
    flash(f"desk.done.{said}", "done")
    return redirect(back())


def undone(said: str, *, fetched: bool) -> AnyResponse:
    """Something was undone; where the receipt computer had taken the files in by then, that is said too."""
    if fetched:
        flash("desk.done.fetched_already", "refused")
    return done(said)
