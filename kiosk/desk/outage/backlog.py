"""Visits noted during an outage, asked again when the service is back or when staff say so. Each is recorded once.

Several stations may work the same backlog: each takes the oldest note that nobody is asking. A station that dies while
it asks loses its hold after a minute, and the next one asks with the same identifier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.clock import Clock
from kiosk.desk.stopping import stop_link
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Consent
from kiosk.qualification.model import Answer
from kiosk.qualification.port import (
    AnswerForAnother,
    Inquiry,
    QualificationService,
    ServiceFault,
    ServiceRefused,
    ServiceUnreachable,
    ServiceUntrusted,
)
from kiosk.storage.outage.outages import NotedVisit
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.findings import Comparison


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from an answer that came afterwards: decision and outcome of the visit, and what was compared.

    `patient_id` is whom the comparison found, for a visit that was nobody's yet.
    """

    decision: Decision | None
    outcome: str
    comparisons: tuple[Comparison, ...] = ()
    reason: str | None = None
    waits_for: str | None = None
    patient_id: str | None = None


HOLD = timedelta(seconds=60)
"""Longer than any call may take, so that nobody asks beside one who still waits."""

Judge = Callable[[NotedVisit, Answer], Judged]


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over the backlog, by visit number. `still_down`: the service was not there and the pass ended early."""

    answered: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    still_down: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    storage: Storage
    service: QualificationService
    judge: Judge
    clock: Clock

    def ask_again(self, by: str) -> Round:
        """Ask every open note in the order in which they were noted; `by` is who started the pass.

        A refusal concerns one note and the next is asked; an unreachable service ends the pass. Raises StorageFault.
        """
        done, note = Round(), self._take(None)
        while note is not None:
            try:
                answer = self._ask(note)
            except (ServiceUnreachable, ServiceUntrusted) as fault:
                self._failed(note, fault)
                return replace(done, still_down=True)
            except ServiceFault as fault:
                self._failed(note, fault)
                done = replace(done, refused=(*done.refused, note.visit))
            else:
                if self._record(note, answer, by):
                    done = replace(done, answered=(*done.answered, note.visit))
            note = self._take(note)
        return done

    def _take(self, after: NotedVisit | None) -> NotedVisit | None:
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            note = work.outages.take_next(self.storage.station, HOLD, after)
            if note is not None:
                payload = {"grounds": "OutageNote", "identifier": note.identifier}
                work.audit("service_asked", note.visit, payload)
                work.commit()
        return note

    def _ask(self, note: NotedVisit) -> Answer:
        on = note.noted_at.date()
        answer = self.service.qualify(Inquiry(note.visit, note.identifier, note.note, Consent.nothing(), on))
        if (answer.visit, answer.identifier) != (note.visit, note.identifier):
            raise AnswerForAnother("the answer names another visit or inquiry")
        if answer.validity is None:
            raise ServiceRefused(answer.error_code, answer.error_message)
        return answer

    def _failed(self, note: NotedVisit, fault: ServiceFault) -> None:
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            payload = {"code": type(fault).__name__, "grounds": "OutageNote", "identifier": note.identifier}
            work.outages.let_go(note.visit)
            work.audit("service_failed", note.visit, payload)
            work.commit()

    def _record(self, note: NotedVisit, answer: Answer, by: str) -> bool:
        judged = self.judge(note, answer)
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            if not work.outages.answered(note.visit, note.identifier):
                return False
            work.findings.keep_answer(answer)
            for comparison in judged.comparisons:
                work.findings.keep_comparison(comparison)
            visit = work.visits.find(note.visit)
            changed = replace(
                visit,
                patient_id=visit.patient_id or judged.patient_id,
                decision=judged.decision,
                outcome=judged.outcome,
                reason=judged.reason,
                waits_for=judged.waits_for,
            )
            work.visits.update(changed, by, "asked again after the outage")
            if judged.decision is Decision.STOP:
                stop_link(work, note.visit, "outage_answer", by)
            validity = answer.validity.value if answer.validity else ""
            facts = {
                "identifier": note.identifier,
                "validity": validity,
                "decision": judged.decision.value if judged.decision else None,
                "by": by,
            }
            work.audit("outage_answered", note.visit, {key: each for key, each in facts.items() if each})
            work.commit()
        return True
