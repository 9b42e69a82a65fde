"""申立書の提出とみなす at the desk: what was heard is held against what the clinic has kept."""

from __future__ import annotations

from kiosk.declaration.deemed import Deemed, Lacking, Unheard, deem
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.papers.held import earlier_visits, held_declaration


def deemed_by(desk: Desk, number: str, record: str, *, unchanged: bool) -> Deemed | Lacking | Unheard:
    """What may be deemed submitted for this visit on that record.

    Raises NotNow when `record` is no confirmed visit of the same patient, one that does not exist included.
    """
    with desk.house.storage.reading() as books:
        visit = books.visits.find(number)
        known = {each.number for each in earlier_visits(books, visit)}
        if visit.patient_id is None or record not in known:
            raise NotNow("no_such_record")
        held = held_declaration(books, record, visit.patient_id, visit.started_at.date())
    return deem(held, record, desk.by, unchanged=unchanged)
