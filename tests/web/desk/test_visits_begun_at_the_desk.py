"""Visits that begin without a card: documents, declarations, notes, and what comes of them."""

import re

from desk_world import CHART, SATO, Clinic

from kiosk.matching.report import Decision

ITEMS = {
    "name": "佐藤　見本",
    "kana": "サトウ　ミホン",
    "sex": "1",
    "birthdate": "S60.4.12",
    "address": "東京都千代田区見本町1-2-3",
}


def seq_of(page: str) -> str:
    return re.search(r'name="seq"\s+value="(\d+)"', page).group(1)


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
        assert "障害時受付（控え）です" in desk.text(path), path
    desk.send("/staff/failure-mode", on="no")
    assert "障害時受付（控え）です" not in desk.text("/staff/")


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


def _started(desk: object, patient_id: str = "") -> str:
    desk.see("/staff/new")
    return desk.send("/staff/new", patient_id=patient_id).location


def _tick() -> object:
    from kiosk.checkin.machine.events import TimePassed

    return TimePassed()
