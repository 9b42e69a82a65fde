import pytest

from kiosk.desk.outage.backlog import Backlog, Judged, Round
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Consent
from kiosk.qualification.model import Answer, Validity
from kiosk.qualification.port import AnswerMalformed, ServiceRefused, ServiceUnreachable
from kiosk.storage.inspection import who
from kiosk.storage.outage.outages import NoteState
from kiosk.storage.visit.findings import Comparison


def passes(note, answer):
    return Judged(Decision.PASS, "confirmed")


@pytest.fixture
def backlog(storage, service, clock):
    return Backlog(storage, service, passes, clock)


def states(storage, visits):
    with storage.reading() as reading:
        return [reading.outages.noted(visit).state for visit in visits]


def test_every_note_is_asked_in_order_with_its_own_identifier(backlog, storage, service, three):
    assert backlog.ask_again("suzuki") == Round(answered=tuple(three))
    assert [(each.visit, each.identifier) for each in service.asked] == [
        (visit, f"inquiry-{place}") for place, visit in enumerate(three)
    ]
    assert states(storage, three) == [NoteState.ANSWERED] * 3


def test_a_note_is_no_proof_of_the_holder_so_nothing_medical_is_asked(backlog, service, three):
    backlog.ask_again("suzuki")
    assert {each.consent for each in service.asked} == {Consent.nothing()}


def test_what_was_decided_stands_on_the_visit_with_a_trace(backlog, storage, three):
    backlog.ask_again("suzuki")
    with storage.reading() as reading:
        visit, (change,) = reading.visits.find(three[0]), reading.visits.changes(three[0])
        assert len(reading.findings.answers(three[0])) == 1
    assert (visit.decision, visit.outcome) == (Decision.PASS, "confirmed")
    assert (change.by, change.before["outcome"]) == ("suzuki", "noted_in_outage")
    assert [row.kind for row in who(storage, visit=three[0])] == ["service_asked", "outage_answered"]


def test_hazard_a_second_pass_asks_and_records_nothing_again(backlog, storage, service, three):
    backlog.ask_again("suzuki")
    assert backlog.ask_again("tanaka") == Round()
    assert len(service.asked) == 3


def test_a_service_that_is_still_down_ends_the_pass_and_loses_nothing(backlog, storage, service, three):
    service.script[three[1]] = ServiceUnreachable("no connection")
    assert backlog.ask_again("suzuki") == Round(answered=(three[0],), still_down=True)
    assert states(storage, three) == [NoteState.ANSWERED, NoteState.ASKED, NoteState.NOTED]
    assert backlog.ask_again("suzuki") == Round(answered=(three[1], three[2]))
    assert [each.identifier for each in service.asked if each.visit == three[1]] == ["inquiry-1"] * 2


@pytest.mark.parametrize("fault", [ServiceRefused("E1", "no such person"), AnswerMalformed("DTD")])
def test_a_refusal_concerns_one_note_only(backlog, storage, service, three, fault):
    service.script[three[0]] = fault
    assert backlog.ask_again("suzuki") == Round(answered=(three[1], three[2]), refused=(three[0],))
    assert [row.kind for row in who(storage, visit=three[0])] == ["service_asked", "service_failed"]


def test_hazard_an_answer_for_another_visit_is_not_recorded(backlog, storage, service, three, clock):
    now = clock.now().wall
    service.script[three[0]] = Answer(three[1], "inquiry-1", now, now.date(), Validity.VALID)
    assert backlog.ask_again("suzuki").refused == (three[0],)
    with storage.reading() as reading:
        assert reading.findings.answers(three[0]) == ()


def test_an_error_of_the_service_is_no_answer(backlog, storage, service, three, clock):
    now = clock.now().wall
    service.script[three[0]] = Answer(three[0], "inquiry-0", now, now.date(), None, error_code="E9")
    assert backlog.ask_again("suzuki").refused == (three[0],)


def test_hazard_two_passes_at_once_record_each_visit_once(storage, service, three, clock):
    inner = Backlog(storage, service, passes, clock)

    def somebody_else_is_faster(note, answer):
        inner.ask_again("tanaka")
        return passes(note, answer)

    slow = Backlog(storage, service, somebody_else_is_faster, clock)
    assert slow.ask_again("suzuki") == Round(answered=(three[0],)), (
        "the others were taken from under its hands"
    )
    with storage.reading() as reading:
        assert [len(reading.findings.answers(visit)) for visit in three] == [1, 1, 1]


def test_a_stop_afterwards_closes_medical_information(storage, service, three, clock):
    def stops(note, answer):
        found = Comparison(note.visit, "note_answer", Decision.STOP, "R2", ())
        return Judged(Decision.STOP, "stopped", (found,))

    Backlog(storage, service, stops, clock).ask_again("suzuki")
    with storage.reading() as reading:
        assert reading.links.medical_closed(three[0], "1001")
        assert reading.findings.comparisons(three[0])[0].rule == "R2"
