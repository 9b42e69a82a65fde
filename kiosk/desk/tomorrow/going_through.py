"""Going through the list of a day, each patient once: what is held, what the service says, what the comparison will ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.checkin.conductor.ports import Comparing
from kiosk.clock import Clock
from kiosk.companion.tomorrow import Cause, Line, Source, from_answer, from_records
from kiosk.desk.papers.held import last_visit
from kiosk.desk.sides import single_qualification
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.intake.receipt import Booking, HeldInsurance, ReceiptComputer, ReceiptFault
from kiosk.matching.people import displayed_person
from kiosk.matching.report import MatchReport
from kiosk.matching.three_way import Circumstances, three_way
from kiosk.qualification.grounds import Appointment, Consent, TypedDocument
from kiosk.qualification.model import Answer
from kiosk.qualification.port import Inquiry, QualificationService, ServiceFault, ServiceRefused
from kiosk.storage.arrivals.tomorrow import Expected, Gone
from kiosk.storage.displays import was_confirmed
from kiosk.storage.unit_of_work import Books, Storage

BY = "tomorrow"
Progress = Callable[[int, int], object]
"""(how many are gone through, of how many)."""


@dataclass(frozen=True, slots=True)
class GoingThrough:
    """`service` is None where none is named: then only what the clinic holds is said."""

    storage: Storage
    service: QualificationService | None
    receipt: ReceiptComputer
    comparing: Comparing
    clock: Clock
    identifier: Callable[[], str]

    def expect(self, day: date, source: str, bookings: Sequence[Booking]) -> int:
        """Put the appointments on the list; how many were not on it yet."""
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            known = {number: self._ours(work, number) for number in {each.patient_id for each in bookings}}
            new = work.tomorrow.expect(
                day, source, [Booking(known[each.patient_id], each.time, each.came) for each in bookings]
            )
            work.commit()
        return new

    def _ours(self, books: Books, number: str) -> str:
        """The number as our table has it: 12 and 00012 are one patient where only one of them is there."""
        found = books.patients.by_number(number)
        return found[0].patient_id if len(found) == 1 else number

    def go(self, day: date, progress: Progress) -> int:
        """Everybody of the day who waits; how many were gone through. It may be cut off at any moment, and taken up again.

        Raises ServiceFault when the line breaks: whoever was being asked is unsure, the others still wait.
        """
        with self.storage.reading() as books:
            listed = books.tomorrow.of_day(day)
        waiting = [each for each in listed if each.state is Gone.WAITS]
        for cut in (each for each in listed if each.state is Gone.ASKING):
            self._come_to(cut, Gone.DONE, (Line(Cause.UNSURE, Source.SERVICE),))
        for done, each in enumerate(waiting, start=1):
            self._come_to(each, Gone.ASKING)
            try:
                lines = self._lines(each)
            except ServiceFault:
                self._come_to(each, Gone.DONE, (Line(Cause.UNSURE, Source.SERVICE),))
                raise
            self._come_to(each, Gone.DONE, lines)
            progress(done, len(waiting))
        return len(waiting)

    def _come_to(self, who: Expected, state: Gone, causes: Iterable[Line] = ()) -> None:
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            work.tomorrow.come_to(who.day, who.patient_id, state, causes)
            if state is Gone.DONE:
                work.audit("appointment_looked_at", "", {"patient": who.patient_id})
            work.commit()

    def _lines(self, who: Expected) -> tuple[Line, ...]:
        with self.storage.reading() as books:
            held = books.patients.by_id(who.patient_id)
            last = last_visit(books, who.patient_id, who.day)
        if held is None:
            return (Line(Cause.NO_CHART, Source.CHART),)
        known = from_records(held.birthdate, last, who.day)
        return (*self._asked(held, who.day), *known)

    def _asked(self, held: Patient, day: date) -> tuple[Line, ...]:
        if self.service is None:
            return ()
        document = self._document(held, day)
        if document is None:
            return (Line(Cause.NO_NUMBERS, Source.CHART),)
        visit, identifier = f"{BY}-{self.identifier()}", self.identifier()
        grounds = Appointment(held.patient_id, document)
        try:
            answer = self.service.qualify(Inquiry(visit, identifier, grounds, Consent.nothing(), day))
        except ServiceRefused:
            return (Line(Cause.NOT_ANSWERED, Source.SERVICE),)
        return from_answer(answer, self._compared(held, answer))

    def _document(self, held: Patient, day: date) -> TypedDocument | None:
        """The insurance that is valid on the day by the receipt computer; our copy's where it does not answer."""
        insurance = self._valid_on(held, day)
        if held.birthdate is None or not insurance.insurer_number or not insurance.number:
            return None
        return TypedDocument(
            insurance.insurer_number,
            insurance.symbol,
            insurance.number,
            insurance.branch,
            held.birthdate,
            BY,
        )

    def _valid_on(self, held: Patient, day: date) -> HeldInsurance:
        copied = HeldInsurance("", held.insurer_number, held.symbol, held.number, held.branch)
        try:
            found = self.receipt.insurances(held.patient_id, day).items
        except ReceiptFault:
            return copied
        return found[0] if found else copied

    def _compared(self, held: Patient, answer: Answer) -> MatchReport | None:
        shown = single_qualification((answer,))
        if shown is None:
            return None
        with self.storage.reading() as books:
            remembered = was_confirmed(self.storage, shown, books.links.remembered(held.patient_id))
        around = Circumstances(
            (held.patient_id,),
            remembered=remembered,
            common_name=self.comparing.common_name(shown),
            site=self.comparing.site,
        )
        found = three_way(None, displayed_person(shown), person_of_patient(held), None, around)
        return next((pair.report for pair in found.pairs if pair.sides == "answer_chart"), None)
