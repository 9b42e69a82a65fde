"""The form of a typed document, the same for a visit that runs and for one whose evidence is brought later."""

from __future__ import annotations

from datetime import date

from kiosk.clock import Moment
from kiosk.desk.acting import NotNow
from kiosk.desk.papers.documents import FIELDS, Unlike, keyed_twice, read_back
from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.staff.sign_in import verify
from kiosk.evidence.kinds import EvidenceKind, typed_kinds
from kiosk.house import House
from kiosk.qualification.grounds import TypedDocument
from kiosk.web.desk.forms import Form, evidence, keyed, text

READ_BACK = "read_back"


def document_typed(house: House, form: Form, typed_by: str, now: Moment) -> TypedDocument | Unlike:
    """Keyed twice, or keyed once and read back by a second person, who says so with their own password."""
    first = keyed(form, "first")
    if form.get("checked") != READ_BACK:
        return keyed_twice(first, keyed(form, "second"), typed_by)
    second = verify(house, text(form, "read_by"), form.get("read_by_password", ""), now)
    works = second is not None and may(second.role, Permission.WORK)
    return read_back(first, typed_by, second.name if second and works else "")


def kind_typed(form: Form, on: date) -> EvidenceKind:
    """Raises NotNow for no kind, and for one that does not stand on the day of treatment."""
    kind = evidence(form)
    if kind is None:
        raise NotNow("incomplete")
    if kind not in typed_kinds(on):
        raise NotNow("not_that_day")
    return kind


def form_facts(form: Form, wrong: tuple[str, ...]) -> dict[str, object]:
    """What the form shows again after a typing that was not taken; no password."""
    typed = {name: value for name, value in form.items() if "password" not in name}
    return {"fields": FIELDS, "typed": typed, "wrong": wrong}
