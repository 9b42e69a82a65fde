"""The evening: a stopped answer, and what a card said whose holder nobody proved, leave the records with the day; scores of faces, with their end date; and what has been kept long enough."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.clock import JAPAN
from kiosk.house import House
from kiosk.keeping.retention import dispose

FIRST, EVERY = 30.0, 300.0
"""Seconds to the first look, when the start is over, and between two looks."""

SCORES_KEPT = timedelta(days=90)
"""How long the scores of comparisons by face stay. They are what a new operating point is fitted to, and say something of a face."""


class DayEnd:
    """Looks now and then whether the day of a sealed answer is over."""

    def __init__(self, house: House) -> None:
        self._house = house

    def look(self) -> tuple[str, ...]:
        """One look: the visits whose stopped answer has left."""
        now = self._house.clock.now()
        began = datetime.combine(now.today, time(), JAPAN)
        with self._house.storage.unit_of_work(now.wall) as work:
            work.sealing.seal_what_stands()
            gone = work.sealing.destroy_before(began)
            for visit in gone:
                work.audit("answer_destroyed", visit, {"by": KIOSK})
            drafts = work.outages.drop_drafts(began)
            over = work.tomorrow.drop_before(now.today)
            for visit in drafts:
                work.audit("draft_gone", visit, {"by": KIOSK})
            scores = work.camera_tries.forget_scores(began - SCORES_KEPT)
            if scores:
                work.audit("face_scores_gone", "", {"count": scores, "by": KIOSK})
            old = dispose(work, self._house.settings.home, now.wall, KIOSK)
            work.commit()
        if gone or drafts or scores or over or old:
            self._house.storage.scrub()
        return gone
