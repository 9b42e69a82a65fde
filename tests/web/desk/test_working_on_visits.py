from dataclasses import replace

from desk_world import CHART, MOVED, PASSWORD, SATO, STRANGER, Clinic

from kiosk.matching.report import Decision
from kiosk.web.language import load_catalogues

ITEMS = {
    "name": "佐藤　見本",
    "kana": "サトウ　ミホン",
    "sex": "1",
    "birthdate": "S60.4.12",
    "address": "東京都千代田区見本町1-2-3",
}


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
    from kiosk.storage.visit.visits import VisitRecord

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
    assert "照合保留" in page
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
    lifting = {"why": "saw the card", "number": number, "saw": "card_and_face"}
    colleague.send("/staff/cases/1/lift", **lifting)
    colleague.send("/staff/cases/1/lift", **lifting, password="shinryo-2027")
    assert clinic.kept(number).outcome == "stopped"
    colleague.send("/staff/cases/1/lift", **lifting, password=PASSWORD)

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


def test_an_insurance_that_is_another_than_in_the_chart_is_said(clinic: Clinic, desk: object) -> None:
    number = clinic.confirmed()
    clinic.chart(replace(CHART, insurer_number="06990014", symbol="旧", number="7", branch="09"))
    page = desk.text(f"/staff/visits/{number}")
    assert "保険がカルテと違います" in page
    assert "06990014" in page


def test_two_people_on_one_visit_see_each_other(clinic, desk, colleague):
    number = clinic.question()
    said = load_catalogues()["ja"].plain
    assert said("desk.visit.also_open", who="mori") not in desk.text(f"/staff/visits/{number}")
    assert said("desk.visit.also_open", who="tanaka") in colleague.text(f"/staff/visits/{number}")


def test_what_is_typed_into_the_receipt_computer_is_offered_once_it_is_confirmed_and_not_before(clinic, desk):
    assert "data-copy=" not in desk.text(f"/staff/visits/{clinic.question()}")
    page = desk.text(f"/staff/visits/{clinic.confirmed()}")
    assert 'data-copy="99130012"' in page
