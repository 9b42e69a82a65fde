import re

import pytest
from desk_world import CHART, MOVED, SATO, STRANGER, Clinic

from kiosk.checkin.seen import Outcome, Reason
from kiosk.desk.standing import ALL_NEXT_STEPS
from kiosk.matching.report import Decision
from kiosk.qualification.model import Validity
from kiosk.web.language import load_catalogues

ITEMS = {
    "name": "佐藤　見本",
    "kana": "サトウ　ミホン",
    "sex": "1",
    "birthdate": "S60.4.12",
    "address": "東京都千代田区見本町1-2-3",
}


def seq_of(page: str) -> str:
    return re.search(r'name="seq"\s+value="(\d+)"', page).group(1)


def test_the_answer_of_a_first_visit_stays_hidden_until_the_five_items_are_typed(
    clinic: Clinic, desk: object
) -> None:
    number = clinic.first_visit(MOVED, card=SATO)
    before = desk.text(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/application", **ITEMS)
    after = desk.text(f"/staff/visits/{number}")

    assert "仮町" not in before
    assert "見本健康保険組合" not in before
    assert "仮町" in after
    assert clinic.kept(number).decision is Decision.ASK


def test_the_answer_stays_hidden_even_when_one_chart_would_fit(clinic: Clinic, desk: object) -> None:
    clinic.chart()
    number = clinic.first_visit(MOVED, card=SATO)

    page = desk.text(f"/staff/visits/{number}")

    assert "仮町" not in page
    assert f"/staff/visits/{number}/application" in page


def test_while_a_stop_stands_of_the_other_persons_insurance_only_whom_to_call_is_shown(
    clinic: Clinic, desk: object
) -> None:
    number = clinic.first_visit(STRANGER, card=SATO)
    desk.see(f"/staff/visits/{number}")
    desk.send(f"/staff/visits/{number}/application", **ITEMS)

    page = desk.text(f"/staff/visits/{number}")

    assert page.count("見本健康保険組合") == 1
    assert "見本健康保険組合」に電話し" in page
    assert "99130012" not in page
    assert "123456" not in page
    assert "別の人のものかもしれない" in page


def test_a_visit_that_runs_at_another_station_is_not_called_cut_off(clinic: Clinic, desk: object) -> None:
    from kiosk.storage.visits import VisitRecord

    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.visits.open(VisitRecord("20261121-0001", "desk-2", "reader", clinic.clock.now().wall))
        work.commit()

    assert "途中で切れた" not in desk.text("/staff/")


def test_an_application_with_a_hole_is_not_compared(clinic: Clinic, desk: object) -> None:
    number = clinic.first_visit()

    desk.send(f"/staff/visits/{number}/application", **{**ITEMS, "birthdate": "yesterday"})

    assert clinic.kept(number).waits_for == "application"
    assert "生年月日が読み取れません" in desk.text(f"/staff/visits/{number}")


def test_the_question_is_asked_and_its_answer_recorded(clinic: Clinic, desk: object) -> None:
    number = clinic.question()
    page = desk.text(f"/staff/visits/{number}")
    assert "読み上げないでください" in page

    desk.send(f"/staff/visits/{number}/question", answer="agrees")

    assert clinic.kept(number).outcome == "confirmed_after_question"
    assert "表示と同じ" in desk.text(f"/staff/visits/{number}")


def test_an_answer_that_differs_stops_and_says_so(clinic: Clinic, desk: object) -> None:
    number = clinic.question()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/question", answer="differs")

    page = desk.text(f"/staff/visits/{number}")
    assert "停止" in page
    assert "医療情報は閉じています" in page


def test_a_stop_is_lifted_by_two_people_at_two_screens(
    clinic: Clinic, desk: object, colleague: object
) -> None:
    number = clinic.first_visit(STRANGER, card=None)
    desk.see(f"/staff/visits/{number}")
    desk.send(f"/staff/visits/{number}/application", **ITEMS)
    desk.send("/staff/cases/1/want-lifted", why="typed wrongly", number=number)
    desk.send("/staff/cases/1/lift", why="I am sure", number=number)
    assert clinic.kept(number).outcome == "stopped"

    colleague.see(f"/staff/visits/{number}")
    colleague.send("/staff/cases/1/lift", why="saw the card", number=number)

    assert clinic.kept(number).outcome == "handed_to_staff"


def test_an_undone_confirmation_shows_its_trace_and_its_reason(clinic: Clinic, desk: object) -> None:
    number = clinic.confirmed()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/take-back", why="次の方と取り違えた")

    page = desk.text(f"/staff/visits/{number}")
    assert "次の方と取り違えた" in page
    assert "decision_taken_back" in page


def test_an_undoing_without_a_reason_is_not_done(clinic: Clinic, desk: object) -> None:
    number = clinic.confirmed()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/take-back", why=" ")

    assert clinic.kept(number).outcome == "confirmed"


def test_the_confirmed_qualification_is_handed_over_and_the_page_knows(clinic: Clinic, desk: object) -> None:
    number = clinic.confirmed()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/hand-over")

    folder = clinic.house.settings.home / "handover"
    assert {path.suffix for path in folder.iterdir()} == {".xml", ".csv"}
    assert "もう一度渡す" in desk.text(f"/staff/visits/{number}")


def test_a_hostile_name_is_text_and_nothing_else(clinic: Clinic, desk: object) -> None:
    number = clinic.first_visit()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/application", **{**ITEMS, "name": "<script>alert(1)</script>"})

    page = desk.text(f"/staff/visits/{number}")
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_every_look_at_a_visit_is_audited_once_however_often_the_page_renews_itself(
    clinic: Clinic, desk: object
) -> None:
    number = clinic.confirmed()

    desk.see(f"/staff/visits/{number}")
    for _ in range(3):
        desk.see(f"/staff/visits/{number}", **{"X-Live": "1"})

    assert clinic.audited(number).count("record_viewed") == 1


def test_a_visit_starts_at_the_desk_and_a_document_keyed_twice_is_asked_about(
    clinic: Clinic, desk: object
) -> None:
    clinic.chart()
    desk.see("/staff/new")
    page = desk.send("/staff/new", patient_id="P-100").location
    number = page.rsplit("/", 1)[1]
    shown = desk.text(page)
    keyed = {
        f"{turn}_{name}": value
        for turn in ("first", "second")
        for name, value in (
            ("insurer_number", "99130012"),
            ("symbol", "見本"),
            ("number", "123456"),
            ("branch", "01"),
            ("birthdate", "昭和60年4月12日"),
        )
    }

    desk.send(f"{page}/document", seq=seq_of(shown), kind="certificate", **keyed)
    clinic.conductor.post(_tick(), lane=number).result(5)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision) == ("confirmed_by_document", Decision.PASS)
    assert kept.evidence_kind == "certificate"


def test_two_keyings_that_differ_send_nothing_and_name_the_field(clinic: Clinic, desk: object) -> None:
    page = _started(desk)
    keyed = {
        "first_insurer_number": "99130012",
        "second_insurer_number": "99130021",
        "first_number": "1",
        "second_number": "1",
        "first_birthdate": "S60.4.12",
        "second_birthdate": "S60.4.12",
    }

    answer = desk.send(f"{page}/document", seq=seq_of(desk.text(page)), kind="certificate", **keyed)

    assert answer.status_code == 422
    assert "保険者番号" in answer.get_data(as_text=True)
    assert clinic.service.asked == []


def test_a_declaration_is_taken_down_and_its_sheet_is_there(clinic: Clinic, desk: object) -> None:
    page = _started(desk)

    desk.send(f"{page}/declaration", seq=seq_of(desk.text(page)), name="佐藤　見本", share_percent="30")

    assert clinic.kept(page.rsplit("/", 1)[1]).outcome == "declared"
    sheet = desk.see(f"{page}/declaration.pdf")
    assert (sheet.status_code, sheet.mimetype) == (200, "application/pdf")


def test_a_form_that_is_being_written_does_not_run_out_under_the_hands(clinic: Clinic, desk: object) -> None:
    page = _started(desk)
    number = page.rsplit("/", 1)[1]
    seq = seq_of(desk.text(page))

    for _ in range(6):
        clinic.clock.passes(200)
        desk.see(f"{page}/declaration")
        clinic.conductor.post(_tick(), lane=number).result(5)
    desk.send(f"{page}/declaration", seq=seq, name="佐藤　見本")

    assert clinic.kept(number).outcome == "declared"


def test_a_press_that_could_not_be_written_down_is_not_called_done(clinic: Clinic, desk: object) -> None:
    page = _started(desk)
    seq = seq_of(desk.text(page))

    clinic.break_ledger()
    desk.send(f"{page}/evidence", seq=seq, kind="portal", card="yes")

    assert "記録を保存できませんでした" in desk.text(page)
    assert clinic.kept(page.rsplit("/", 1)[1]).outcome is None


def test_a_late_press_changes_nothing_and_says_so(clinic: Clinic, desk: object) -> None:
    page = _started(desk)
    seq = seq_of(desk.text(page))
    desk.send(f"{page}/evidence", seq=seq, kind="portal", card="yes")

    desk.send(f"{page}/declaration", seq=seq, name="佐藤　見本")

    assert clinic.kept(page.rsplit("/", 1)[1]).outcome == "confirmed_by_document"
    assert "もう先へ進んでいます" in desk.text(page)


def test_several_patients_that_fit_are_listed_and_none_is_picked(clinic: Clinic, desk: object) -> None:
    from dataclasses import replace

    clinic.chart()
    clinic.chart(replace(CHART, patient_id="P-200", address="大阪府"))

    desk.see("/staff/new")
    page = desk.send("/staff/new/search", birthdate="S60.4.12", kana="サトウ").get_data(as_text=True)

    assert "P-100" in page
    assert "P-200" in page
    assert "複数の方" in page


def test_failure_mode_stands_on_every_page_while_it_is_on(clinic: Clinic, desk: object) -> None:
    desk.see("/staff/failure-mode")
    desk.send("/staff/failure-mode", on="yes", why="回線の障害")

    for path in ("/staff/", "/staff/new", "/staff/failure-mode", f"/staff/visits/{clinic.confirmed()}"):
        assert "障害時モードです" in desk.text(path), path
    desk.send("/staff/failure-mode", on="no")
    assert "障害時モードです" not in desk.text("/staff/")


def test_a_noted_visit_is_asked_when_the_service_is_back_and_recorded_once(
    clinic: Clinic, desk: object
) -> None:
    clinic.chart()
    clinic.service.knows = None
    page = _started(desk, patient_id="P-100")
    four = {name: ITEMS[name] for name in ("name", "sex", "birthdate", "address")}
    desk.send(f"{page}/note", seq=seq_of(desk.text(page)), **four)
    desk.send("/staff/failure-mode/ask")
    assert "まだつながりません" in desk.text("/staff/failure-mode")

    clinic.service.knows = SATO
    desk.send("/staff/failure-mode/ask")
    desk.send("/staff/failure-mode/ask")

    number = page.rsplit("/", 1)[1]
    assert clinic.audited(number).count("outage_answered") == 1
    assert clinic.kept(number).decision is Decision.PASS


def test_a_companion_is_kept_as_a_kind_of_person(clinic: Clinic, desk: object) -> None:
    number = clinic.confirmed()
    desk.see(f"/staff/visits/{number}")

    desk.send(f"/staff/visits/{number}/companion", companion="carer")

    assert "介護者" in desk.text(f"/staff/visits/{number}")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_visit_is_without_a_named_next_step(language: str) -> None:
    said = load_catalogues()[language]

    assert all(said.plain(f"desk.next.{key}").strip() for key in ALL_NEXT_STEPS)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_own_way_round_on_the_page(clinic: Clinic, desk: object, reason: Reason) -> None:
    number = clinic.way_round(reason)

    page = desk.text(f"/staff/visits/{number}")

    assert load_catalogues()["ja"].plain(f"desk.next.way_round_{reason.value}") in page


def test_no_way_round_charges_the_patient_everything() -> None:
    said = load_catalogues()["ja"].sentences

    for key, sentence in said.items():
        if "10割" in sentence:
            assert "10割にしません" in sentence, key


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_queue_shows_a_visit_of_every_outcome(clinic: Clinic, desk: object, outcome: Outcome) -> None:
    from kiosk.checkin.seen import Settled

    number = clinic.visit(Settled(outcome))

    assert number[-4:] in desk.text("/staff/")
    assert desk.see(f"/staff/visits/{number}").status_code == 200


@pytest.mark.parametrize("validity", [each for each in Validity if each is not Validity.VALID])
def test_an_answer_that_came_late_names_what_it_said(
    clinic: Clinic, desk: object, validity: Validity
) -> None:
    clinic.service.knows = None
    page = _started(desk)
    four = {name: ITEMS[name] for name in ("name", "sex", "birthdate", "address")}
    desk.send(f"{page}/note", seq=seq_of(desk.text(page)), **four)

    clinic.service.knows, clinic.service.validity = SATO, validity
    desk.send("/staff/failure-mode/ask")

    assert clinic.kept(page.rsplit("/", 1)[1]).outcome == "inactive"
    assert desk.see(page).status_code == 200


def _started(desk: object, patient_id: str = "") -> str:
    desk.see("/staff/new")
    return desk.send("/staff/new", patient_id=patient_id).location


def _tick() -> object:
    from kiosk.checkin.events import TimePassed

    return TimePassed()
