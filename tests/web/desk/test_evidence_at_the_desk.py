"""The desk's pages for evidence: what is typed, seen, brought later, deemed, disposed of, printed."""

import re
from dataclasses import replace
from datetime import timedelta

from desk_world import CHART, Clinic

from kiosk.checkin.machine.seen import Outcome, Reason, Settled

PAPER = {
    "insurer_number": "99130012",
    "symbol": "見本",
    "number": "123456",
    "branch": "01",
    "birthdate": "S60.4.12",
}
ONCE = {f"first_{name}": value for name, value in PAPER.items()}
TWICE = {**ONCE, **{f"second_{name}": value for name, value in PAPER.items()}}


def seq_of(page: str) -> str:
    return re.search(r'name="seq"\s+value="(\d+)"', page).group(1)


def started(clinic: Clinic, desk: object) -> str:
    clinic.chart()
    answer = desk.send("/staff/new", patient_id="P-100")
    return answer.headers["Location"]


def number_in(page: str) -> str:
    return page.rsplit("/", 1)[1]


def ended(clinic: Clinic, page: str) -> str | None:
    """How the visit ended, once the service's answer has come."""
    revision = -1
    for _ in range(20):
        if clinic.kept(number_in(page)).outcome:
            break
        revision = clinic.house.conductor.wait(revision, 1.0)
    return clinic.kept(number_in(page)).outcome


def test_a_colleagues_password_reads_a_document_back(clinic: Clinic, desk: object) -> None:

    page = started(clinic, desk)
    reading = {"checked": "read_back", "read_by": "mori", "kind": "certificate", **ONCE}

    wrong = desk.send(f"{page}/document", seq=seq_of(desk.text(page)), read_by_password="guess", **reading)
    assert wrong.status_code == 422
    assert "読み合わせた人" in wrong.get_data(as_text=True)
    assert "guess" not in wrong.get_data(as_text=True)
    assert clinic.service.asked == []

    right = desk.send(
        f"{page}/document", seq=seq_of(desk.text(page)), read_by_password="shinryo-2026", **reading
    )
    assert right.status_code == 302
    with clinic.storage.reading() as books:
        (shown,) = books.findings.documents(number_in(page))
    assert shown.document.read_back_by == "mori"


def test_somebody_who_does_not_work_at_the_desk_reads_nothing_back(clinic: Clinic, desk: object) -> None:
    page = started(clinic, desk)
    reading = {"checked": "read_back", "read_by": "kansa", "read_by_password": "shinryo-2026", **ONCE}
    answer = desk.send(f"{page}/document", seq=seq_of(desk.text(page)), kind="certificate", **reading)
    assert answer.status_code == 422


def test_a_kind_that_does_not_stand_on_the_day_is_neither_offered_nor_taken(
    clinic: Clinic, desk: object
) -> None:
    page = started(clinic, desk)
    shown = desk.text(page)
    assert 'value="old_card"' not in shown + desk.text(f"{page}/document")

    desk.send(f"{page}/document", seq=seq_of(shown), kind="old_card", **TWICE)
    assert "受診日には使えません" in desk.text(page)
    assert clinic.service.asked == []


def test_deeming_on_a_record_that_does_not_exist_is_refused_and_nothing_breaks(
    clinic: Clinic, desk: object
) -> None:
    page = started(clinic, desk)
    desk.send(f"{page}/deem", seq=seq_of(desk.text(page)), asked="yes", record="20200101-0001")
    assert "その受診の記録はありません" in desk.text(page)
    assert clinic.kept(number_in(page)).outcome is None


def test_what_is_not_held_is_marked_on_the_form_that_is_filled_in_instead(
    clinic: Clinic, desk: object
) -> None:
    record = clinic.confirmed()
    clinic.chart(replace(CHART, phone=""))
    page = desk.send("/staff/new", patient_id="P-100").headers["Location"]
    answer = desk.send(f"{page}/deem", seq=seq_of(desk.text(page)), asked="yes", record=record)
    form = desk.text(answer.headers["Location"])
    assert "みなし提出にはできません" in form
    assert re.findall(r'field-bad">\s*<label for="d-(\w+)"', form) == ["phone"]


def test_unheard_is_not_deemed(clinic: Clinic, desk: object) -> None:
    record = clinic.confirmed()
    page = desk.send("/staff/new", patient_id="P-100").headers["Location"]
    desk.send(f"{page}/deem", seq=seq_of(desk.text(page)), record=record)
    assert "ご本人の口から聞いてから" in desk.text(page)


def declared(clinic: Clinic) -> str:
    clinic.chart()
    number = clinic.visit(Settled(Outcome.DECLARED, reason=Reason.NO_DATA), patient_id="P-100")
    return f"/staff/visits/{number}"


def test_evidence_brought_later_is_typed_settled_and_shown(clinic: Clinic, desk: object) -> None:
    page = declared(clinic)
    assert "後日に持参した書類" in desk.text(page)

    desk.send(f"{page}/later/document", kind="certificate", **TWICE)
    assert "受診日の資格を確認できました" in desk.text(f"{page}/later")
    desk.send(f"{page}/later/settle", points="５１２", paid_share="20", paid_yen="1,020", due_share="30")
    assert "520 円を追加で受け取ります" in desk.text(f"{page}/later")
    assert "差額 +520 円" in desk.text(page)


def test_two_unlike_keyings_of_a_later_document_are_kept_on_the_page(clinic: Clinic, desk: object) -> None:
    page = declared(clinic)
    answer = desk.send(f"{page}/later/document", kind="certificate", **{**TWICE, "second_number": "1"})
    assert answer.status_code == 422
    assert 'value="123456"' in answer.get_data(as_text=True)
    assert clinic.service.asked == []


def test_amounts_that_are_no_numbers_settle_nothing(clinic: Clinic, desk: object) -> None:
    page = declared(clinic)
    desk.send(f"{page}/later/document", kind="certificate", **TWICE)
    for wrong in ({"points": "abc"}, {"paid_yen": ""}, {"due_share": "300"}):
        amounts = {"points": "512", "paid_share": "20", "paid_yen": "1020", "due_share": "30", **wrong}
        desk.send(f"{page}/later/settle", **amounts)
        assert "数字で入れてください" in desk.text(page)
    assert "visit_settled" not in clinic.audited(number_in(page))


def test_a_portal_screen_brought_later_is_seen_beside_the_card(clinic: Clinic, desk: object) -> None:
    page = declared(clinic)
    desk.send(f"{page}/later/seen", kind="portal")
    assert clinic.kept(number_in(page)).outcome == "declared"
    desk.send(f"{page}/later/seen", kind="portal", card="yes")
    assert clinic.kept(number_in(page)).outcome == "confirmed_by_document"


def test_a_paid_declaration_is_disposed_of_and_its_sheet_is_gone(clinic: Clinic, desk: object) -> None:
    page = started(clinic, desk)
    desk.send(f"{page}/declaration", seq=seq_of(desk.text(page)), name="佐藤　見本")
    assert desk.see(f"{page}/declaration.pdf").status_code == 200
    clinic.clock.passes(timedelta(days=40).total_seconds())
    desk.sign_in("tanaka")

    desk.send(f"{page}/dispose", paid_on="R8.12.20")
    assert "入金から6か月は" in desk.text(page)
    assert desk.see(f"{page}/declaration.pdf").status_code == 200
    clinic.clock.passes(timedelta(days=184).total_seconds())
    desk.sign_in("tanaka")

    desk.send(f"{page}/dispose", paid_on="R8.12.20")
    assert "申立書の廃棄" in desk.text(page)
    assert desk.see(f"{page}/declaration.pdf").status_code == 404


def test_a_blank_sheet_is_kept_only_when_somebody_says_so(clinic: Clinic, desk: object) -> None:
    page = started(clinic, desk)
    asked = desk.send(f"{page}/declaration", seq=seq_of(desk.text(page)), name="", signer="佐藤　見本")
    assert asked.location.endswith("/declaration?blank=yes")
    shown = desk.text(f"{page}/declaration?blank=yes")
    assert "何も書かれていません" in shown
    assert desk.see(f"{page}/declaration.pdf").status_code == 404
    desk.send(f"{page}/declaration", seq=seq_of(desk.text(page)), name="", blank="yes")
    assert desk.see(f"{page}/declaration.pdf").status_code == 200


def test_the_pack_is_a_pdf_and_a_wrong_number_is_named(clinic: Clinic, desk: object) -> None:
    clinic.chart()
    assert "停電にそなえる用紙" in desk.text("/staff/paper-pack")
    pack = desk.send("/staff/paper-pack", blanks="2", expected="P-100")
    assert (pack.mimetype, pack.data[:4]) == ("application/pdf", b"%PDF")
    refused = desk.send("/staff/paper-pack", blanks="2", expected="P-100 P-999")
    assert refused.status_code == 302


def test_the_desk_may_read_why_a_document_counts_and_what_is_not_verified(
    clinic: Clinic, desk: object
) -> None:
    today = desk.text(f"{started(clinic, desk)}/document")
    assert "www.city.minato.tokyo.jp" in today
    assert "未確認" not in today
    clinic.clock.moment = replace(clinic.clock.moment, wall=clinic.clock.moment.wall - timedelta(days=400))
    desk.sign_in("tanaka")
    a_year_ago = desk.text(f"{started(clinic, desk)}/document")
    assert "未確認" in a_year_ago
    assert 'value="old_card"' in a_year_ago


def test_a_returning_patients_document_is_looked_at_and_not_typed_again(clinic: Clinic, desk: object) -> None:
    first = started(clinic, desk)
    desk.send(f"{first}/document", seq=seq_of(desk.text(first)), kind="certificate", **TWICE)
    assert ended(clinic, first) == "confirmed_by_document"
    clinic.clock.passes(86_400)
    desk.sign_in("tanaka")

    again = desk.send("/staff/new", patient_id="P-100").headers["Location"]
    page = desk.text(again)
    assert "前回（2026-11-21）の書類" in page
    desk.send(f"{again}/same-document", seq=seq_of(page))

    assert ended(clinic, again) == "confirmed_by_document"
    with clinic.storage.reading() as books:
        (shown,) = books.findings.documents(number_in(again))
    assert (shown.document.number, shown.document.typed_by) == ("123456", "tanaka")
    assert len(clinic.service.asked) == 2


def test_hazard_a_document_that_has_ended_since_is_not_taken_for_the_same(
    clinic: Clinic, desk: object
) -> None:
    clinic.service.until = clinic.clock.now().today
    first = started(clinic, desk)
    desk.send(f"{first}/document", seq=seq_of(desk.text(first)), kind="certificate", **TWICE)
    assert ended(clinic, first) == "confirmed_by_document"
    clinic.clock.passes(86_400)
    desk.sign_in("tanaka")
    again = desk.send("/staff/new", patient_id="P-100").headers["Location"]
    page = desk.text(again)
    assert "同じ" not in page
    desk.send(f"{again}/same-document", seq=seq_of(page))
    assert clinic.kept(number_in(again)).outcome is None
