import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.clock import JAPAN
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.intake.candidates import Nobody, One, Query, Several
from kiosk.matching.report import Decision, FieldReport, MatchReport, Outcome
from kiosk.outage.mode import Off, SwitchedOn
from kiosk.qualification.grounds import Method, OutageNote, TypedDocument
from kiosk.storage.faults import NoSuchRecord, RecordConflict
from kiosk.storage.outage.outages import NoteState
from kiosk.storage.visit.findings import ApplicationItems, without_values
from kiosk.storage.visit.links import SecondPersonNeeded
from tests.storage.samples import NOTE_ITEMS, PATIENT, an_answer, keep


def test_an_answer_is_read_back_as_it_came(clinic, now):
    number = clinic.visit()
    answer = an_answer(number, now)
    keep(clinic, now, lambda work: work.findings.keep_answer(answer))
    with clinic.storage.reading() as reading:
        assert reading.findings.answers(number) == (answer,)


def test_of_corrected_items_the_latest_counts(clinic, now):
    number = clinic.visit()
    first = ApplicationItems(number, "patient", "佐藤花子", "サトウハナコ", "2", date(1985, 4, 12), "東京都")
    corrected = replace(first, entered_by="suzuki", birthdate=None)
    keep(clinic, now, lambda work: work.findings.keep_items(first))
    keep(clinic, now, lambda work: work.findings.keep_items(corrected))
    with clinic.storage.reading() as reading:
        assert reading.findings.items(number) == corrected
        assert reading.findings.items("20261121-0042") is None


def test_of_a_comparison_only_outcomes_and_rules_are_kept(clinic, now):
    number = clinic.visit()
    field = FieldReport("name", Outcome.EXPLAINED, ("variant",), (("ja", "「髙橋」と「高橋」は同じ字です"),))
    report = MatchReport(Decision.ASK, "R4", (field,), (("ja", "髙橋さんですか"),))
    kept = without_values(number, "card_answer", report)
    keep(clinic, now, lambda work: work.findings.keep_comparison(kept))
    with clinic.storage.reading() as reading:
        assert reading.findings.comparisons(number) == (kept,)
    assert "髙" not in repr(kept)


def test_question_vouch_and_document_say_who_and_when(clinic, now):
    number = clinic.visit()
    document = TypedDocument("99990018", "12", "34", "01", date(1985, 4, 12), "suzuki")

    def act(work):
        work.findings.keep_question(number, "R4", "same person", "suzuki")
        work.findings.keep_vouch(number, "tanaka", Method.STAFF_AT_DESK)
        work.findings.keep_document(number, "shikaku_kakuninsho", document, "tanaka")

    keep(clinic, now, act)
    with clinic.storage.reading() as reading:
        (question,) = reading.findings.questions(number)
        (vouch,) = reading.findings.vouches(number)
        (shown,) = reading.findings.documents(number)
    assert (question.by, question.at, question.answer) == ("suzuki", now, "same person")
    assert (vouch.by, vouch.method) == ("tanaka", Method.STAFF_AT_DESK)
    assert (shown.document, shown.checked_by) == (document, "tanaka")


def test_a_face_is_not_vouched_for(clinic, now):
    number = clinic.visit()
    with clinic.storage.unit_of_work(now) as work, pytest.raises(ValueError, match="face"):
        work.findings.keep_vouch(number, "suzuki", Method.FACE)


def test_a_finding_without_a_visit_is_refused(clinic, now):
    with pytest.raises(RecordConflict), clinic.storage.unit_of_work(now) as work:
        work.findings.keep_question("20261121-0099", "R1", "yes", "suzuki")


def test_patients_are_found_by_every_full_set_of_items(clinic, now):
    twin = replace(PATIENT, patient_id="1002", branch="02", name="佐藤　桃子", kana="サトウ　モモコ")
    keep(clinic, now, lambda work: [work.patients.put(each) for each in (PATIENT, twin)])
    day = date(1985, 4, 12)
    with clinic.storage.reading() as reading:
        held = reading.patients
        assert held.by_id("1001") == PATIENT
        assert held.by_id("9") is None
        insured = Query(insurer_number="99990018", symbol="12", number="34", branch="02")
        assert held.candidates(insured) == One(twin, ("insurance",))
        assert held.by_birthdate(day) == (PATIENT, twin)
        assert held.by_birthdate(day, "ｻﾄｳ ﾊﾅ") == (PATIENT,)
        assert held.candidates(Query(kana="さとう はなこ", birthdate=day)) == One(PATIENT, ("kana",))
        assert isinstance(held.candidates(Query(reference_number="9")), Nobody)
        both = Query(reference_number="01002", kana="サトウ ハナコ", birthdate=day)
        assert isinstance(held.candidates(both), Several)


def test_a_put_adds_a_patient_or_corrects_the_kept_one(clinic, now):
    without_day = replace(PATIENT, patient_id="1003", birthdate=None)
    keep(clinic, now, lambda work: [work.patients.put(each) for each in (without_day, PATIENT)])
    keep(clinic, now, lambda work: work.patients.put(replace(without_day, phone="090")))
    with clinic.storage.reading() as reading:
        assert [each.patient_id for each in reading.patients.all()] == ["1001", "1003"]
        assert reading.patients.by_id("1003").phone == "090"
        assert reading.patients.count() == 2


def test_a_declaration_is_kept_with_its_sheet_and_the_latest_counts(clinic, now):
    number = clinic.visit()
    declaration = Declaration(name="佐藤　花子", insurance_kind=InsuranceKind.UNKNOWN, declared_on=now.date())
    keep(
        clinic,
        now,
        lambda work: work.papers.keep(number, Declaration(), b"%PDF-first", "declaration-1", "kiosk"),
    )
    keep(
        clinic,
        now,
        lambda work: work.papers.keep(number, declaration, b"%PDF-second", "declaration-1", "suzuki"),
    )
    with clinic.storage.reading() as reading:
        latest = reading.papers.latest(number)
        assert len(reading.papers.declarations(number)) == 2
    assert (latest.declaration, latest.sheet, latest.by) == (declaration, b"%PDF-second", "suzuki")


def test_a_deemed_declaration_names_the_visit_it_rests_on(clinic, now):
    earlier, number = clinic.visit("1001"), clinic.visit("1001")
    keep(clinic, now, lambda work: work.papers.deem(number, earlier, "suzuki"))
    with clinic.storage.reading() as reading:
        (deemed,) = reading.papers.deemed(number)
    assert (deemed.rests_on, deemed.by) == (earlier, "suzuki")


def test_a_note_is_answered_once(clinic, now):
    number = clinic.visit()
    note = OutageNote(**NOTE_ITEMS, noted_at=now)
    keep(clinic, now, lambda work: work.outages.note(number, "inquiry-7", note, "03-0000-0000"))
    with clinic.storage.reading() as reading:
        assert reading.outages.waiting()[0].note == note
    with clinic.storage.unit_of_work(now) as work:
        assert [work.outages.answered(number, "inquiry-7") for _ in range(2)] == [True, False]
        work.outages.let_go(number)
        assert work.outages.take_next("desk-1", timedelta(minutes=1), None) is None
        work.commit()
    with clinic.storage.reading() as reading:
        assert reading.outages.waiting() == ()
        assert reading.outages.noted(number).state is NoteState.ANSWERED


def test_the_same_items_noted_again_stay_one_question_and_other_items_are_another(clinic, now):
    number = clinic.visit()
    note = OutageNote(**NOTE_ITEMS, noted_at=now)
    later = replace(note, noted_by="tanaka", noted_at=now + timedelta(minutes=9))
    moved = replace(later, address="大阪府")
    asked_as = []
    with clinic.storage.unit_of_work(now) as work:
        for inquiry, each in (("first", note), ("second", later), ("third", moved)):
            asked_as.append(work.outages.note(number, inquiry, each))
        assert not work.outages.answered(number, "first"), "an answer to the items that were corrected"
        assert work.outages.answered(number, "third")
        asked_as.append(work.outages.note(number, "fourth", moved))
        work.commit()
    assert asked_as == ["first", "first", "third", "fourth"]
    with clinic.storage.reading() as reading:
        assert [each.note for each in reading.outages.waiting()] == [moved]


def test_two_notes_never_share_an_inquiry(clinic, now):
    first, second = clinic.visit(), clinic.visit()
    note = OutageNote(**NOTE_ITEMS, noted_at=now)
    keep(clinic, now, lambda work: work.outages.note(first, "inquiry-7", note))
    with pytest.raises(RecordConflict), clinic.storage.unit_of_work(now) as work:
        work.outages.note(second, "inquiry-7", note)


def test_the_switch_history_says_what_the_mode_is(clinic, now):
    later = now + timedelta(minutes=5)
    with clinic.storage.reading() as reading:
        assert reading.outages.mode() == Off()
    keep(clinic, now, lambda work: work.outages.switch(on=True, by="suzuki", why="service does not answer"))
    keep(clinic, later, lambda work: work.outages.switch(on=True, by="tanaka", why="again"))
    with clinic.storage.reading() as reading:
        assert reading.outages.mode() == SwitchedOn("suzuki", "service does not answer", now)
    keep(clinic, later, lambda work: work.outages.switch(on=False, by="tanaka", why="it is back"))
    with clinic.storage.reading() as reading:
        assert reading.outages.mode() == Off()
        assert [each.on for each in reading.outages.switches()] == [True, True, False]


def test_a_stop_closes_medical_information_for_this_patient_everywhere(clinic, now):
    number, next_visit = clinic.visit("1001"), clinic.visit("1001")
    keep(clinic, now, lambda work: work.links.close_medical(number, "1001", "R2", "suzuki"))
    with clinic.storage.reading() as reading:
        assert reading.links.medical_closed(number)
        assert reading.links.medical_closed(next_visit, "1001")
        assert not reading.links.medical_closed(next_visit, "1002")


def test_a_stop_is_lifted_by_a_second_person_only(clinic, now):
    number = clinic.visit("1001")
    keep(clinic, now, lambda work: work.links.close_medical(number, "1001", "R2", "suzuki"))
    with clinic.storage.unit_of_work(now) as work, pytest.raises(SecondPersonNeeded):
        work.links.lift_medical(number, "suzuki", "fine")
    keep(clinic, now, lambda work: work.links.lift_medical(number, "tanaka", "asked the insurer"))
    with clinic.storage.reading() as reading:
        assert not reading.links.medical_closed(number, "1001")
        assert reading.links.closures(number)[0].lifted_by == "tanaka"
    with clinic.storage.unit_of_work(now) as work, pytest.raises(NoSuchRecord):
        work.links.lift_medical(number, "tanaka", "again")


def test_a_confirmed_difference_is_remembered_without_its_values(clinic, now):
    number = clinic.visit("1001")
    digest = clinic.storage.digest("1001|name|髙橋|高橋")
    keep(clinic, now, lambda work: work.links.remember("1001", digest, number, "suzuki"))
    keep(clinic, now, lambda work: work.links.remember("1001", digest, number, "tanaka"))
    with clinic.storage.reading() as reading:
        assert reading.links.remembered("1001") == {digest}
        assert reading.links.remembered("1002") == frozenset()
    assert re.fullmatch("[0-9a-f]{64}", digest)


def test_instants_come_back_in_japans_zone(clinic, now):
    number = clinic.visit()
    with clinic.storage.reading() as reading:
        started = reading.visits.find(number).started_at
    assert (started, started.tzinfo) == (now, JAPAN)
