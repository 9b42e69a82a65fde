"""The clinic's own audit at the desk: one judges, somebody of another role signs."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from desk_world import CHART, STRANGER, Clinic
from sqlalchemy import select

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import NotNow
from kiosk.desk.patients.audit import finding_page, late, mark, run_audit, sign, table_page
from kiosk.desk.patients.check import TableCheck
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.table_findings import Overdue, State
from kiosk.matching.report import Decision
from kiosk.storage import tables
from kiosk.storage.displays import display_digests
from kiosk.storage.inspection import who
from kiosk.storage.staff.accounts import Role

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日,住所\n"
SATO = "P-1,佐藤 花子,ｻﾄｳ ﾊﾅｺ,女,S60.4.12,例示市見本町1-2-3\n"
AGAIN = "P-2,佐藤　花子,サトウ ハナコ,女,1985/4/12,例示市見本町一丁目２番３号\n"
OTHER = "P-3,鈴木 一郎,スズキ イチロウ,男,S25.1.2,仮市架空町9\n"
DAY = 24 * 3600.0


def imports(clinic: Clinic, *rows: str) -> None:
    wish = Wish("tanaka", clinic.clock.now().wall, Layout(), fewer=True)
    file = BytesIO((HEADER + "".join(rows)).encode())
    import_patients(clinic.storage, file, wish, Listener(lambda _: None, lambda *_: None))


def open_ones(clinic: Clinic) -> tuple:
    return table_page(clinic.house, clinic.clock.now().wall).findings[State.OPEN]


def audited(clinic: Clinic) -> list:
    with clinic.storage.reading() as books:
        rows = books.chain.ledger.all(select(tables.audit_rows).order_by(tables.audit_rows.c.seq))
    return list(rows)


@pytest.fixture
def staffed(clinic: Clinic) -> Clinic:
    for name, role in (
        ("tanaka", Role.DESK),
        ("mori", Role.DESK),
        ("kanri", Role.ADMIN),
        ("kansa", Role.AUDITOR),
    ):
        clinic.account(name, role)
    imports(clinic, SATO, AGAIN, OTHER)
    return clinic


def test_a_second_chart_is_found_judged_and_signed_off_by_another_role(staffed: Clinic) -> None:
    run = run_audit(staffed.at_desk("tanaka"))
    (finding,) = open_ones(staffed)
    assert (finding.kind, finding.rows) == ("one_person_two_charts", ("P-1", "P-2"))
    mark(staffed.at_desk("mori"), finding.id, State.EXPLAINED, "old chart, kept on paper")
    sign(staffed.at_desk("kanri"), run.id)
    page = table_page(staffed.house, staffed.clock.now().wall)
    assert (page.run.signed_by, page.run.signed_role) == ("kanri", "admin")
    assert [row.kind for row in audited(staffed)][-3:] == [
        "table_audited",
        "finding_judged",
        "table_audit_signed",
    ]


def test_nobody_signs_what_is_open_or_what_they_or_their_role_judged(staffed: Clinic) -> None:
    run = run_audit(staffed.at_desk("tanaka"))
    (finding,) = open_ones(staffed)
    with pytest.raises(NotNow, match="open_findings"):
        sign(staffed.at_desk("kansa"), run.id)
    mark(staffed.at_desk("kanri"), finding.id, State.SEEN, "")
    with pytest.raises(NotNow, match="same_person"):
        sign(staffed.at_desk("tanaka"), run.id)
    with pytest.raises(NotNow, match="same_person"):
        sign(staffed.at_desk("kanri"), run.id)
    staffed.account("jimu", Role.ADMIN)
    with pytest.raises(NotNow, match="same_role"):
        sign(staffed.at_desk("jimu"), run.id)
    sign(staffed.at_desk("kansa"), run.id)
    with pytest.raises(NotNow, match="audit_moved_on"):
        sign(staffed.at_desk("kansa"), run.id)


def test_what_was_explained_does_not_come_back_while_its_rows_are_the_same(staffed: Clinic) -> None:
    run_audit(staffed.at_desk())
    (finding,) = open_ones(staffed)
    with pytest.raises(NotNow, match="why"):
        mark(staffed.at_desk(), finding.id, State.EXPLAINED, "")
    mark(staffed.at_desk(), finding.id, State.EXPLAINED, "two people of one name")
    imports(staffed, OTHER, AGAIN, SATO)
    run_audit(staffed.at_desk())
    assert open_ones(staffed) == ()
    imports(staffed, SATO, AGAIN.replace("２番", "５番"), OTHER)
    run_audit(staffed.at_desk())
    (changed,) = open_ones(staffed)
    assert changed.id != finding.id


def test_what_is_said_to_be_corrected_comes_back_when_the_next_import_still_has_it(staffed: Clinic) -> None:
    run_audit(staffed.at_desk())
    (finding,) = open_ones(staffed)
    mark(staffed.at_desk(), finding.id, State.CORRECTED, "")
    run_audit(staffed.at_desk())
    assert open_ones(staffed) == ()
    staffed.clock.passes(DAY)
    imports(staffed, SATO, AGAIN, OTHER)
    run_audit(staffed.at_desk())
    assert [each.id for each in open_ones(staffed)] == [finding.id]


def test_what_was_only_seen_is_open_again_at_the_next_audit(staffed: Clinic) -> None:
    run_audit(staffed.at_desk())
    (finding,) = open_ones(staffed)
    mark(staffed.at_desk(), finding.id, State.SEEN, "")
    assert open_ones(staffed) == ()
    run_audit(staffed.at_desk())
    assert [each.id for each in open_ones(staffed)] == [finding.id]


def test_a_row_that_is_gone_from_the_export_is_found_beside_the_one_in_use(staffed: Clinic) -> None:
    imports(staffed, AGAIN, OTHER)
    run_audit(staffed.at_desk())
    (finding,) = open_ones(staffed)
    assert (finding.kind, finding.rows) == ("leftover_row", ("P-1", "P-2"))


def test_a_number_given_twice_is_found_with_both_rows(staffed: Clinic) -> None:
    imports(staffed, SATO, AGAIN, SATO.replace("花子", "桃子"))
    run_audit(staffed.at_desk())
    twice, charts = (
        next(each for each in open_ones(staffed) if each.kind == kind)
        for kind in ("one_id_two_rows", "one_person_two_charts")
    )
    rows = finding_page(staffed.at_desk(), twice.id).rows
    assert [each.name for each in rows] == ["佐藤 花子", "佐藤 桃子"]
    rows = finding_page(staffed.at_desk(), charts.id).rows
    assert [each.patient_id for each in rows] == ["P-1", "P-2"]


def test_a_finding_that_is_gone_is_not_judged_any_more(staffed: Clinic) -> None:
    run_audit(staffed.at_desk())
    (finding,) = open_ones(staffed)
    with pytest.raises(NotNow, match="incomplete"):
        mark(staffed.at_desk(), finding.id, State.OPEN, "")
    imports(staffed, SATO, AGAIN.replace("花子", "桃子").replace("ハナコ", "モモコ"), OTHER)
    run_audit(staffed.at_desk())
    with pytest.raises(NotNow, match="finding_gone"):
        mark(staffed.at_desk(), finding.id, State.SEEN, "")


def test_who_looks_at_the_rows_of_a_finding_stands_in_the_audit(staffed: Clinic) -> None:
    run_audit(staffed.at_desk())
    finding_page(staffed.at_desk("mori"), open_ones(staffed)[0].id)
    (viewed,) = [row for row in who(staffed.storage, patient="P-2") if row.kind == "record_viewed"]
    assert (viewed.facts["by"], viewed.facts["role"], viewed.facts["page"]) == ("mori", "desk", "finding")
    assert not [row for row in audited(staffed) if "佐藤" in row.payload or "P-2" in row.payload]


def test_the_audit_is_made_when_its_day_has_come_and_an_empty_table_has_none(clinic: Clinic) -> None:
    check = TableCheck(clinic.house)
    assert check.look() is None
    clinic.chart(replace(CHART, birthdate=date(1985, 4, 12)))
    assert check.look().by == "kiosk"
    assert check.look() is None
    clinic.clock.passes(30 * DAY)
    assert check.look() is not None


def test_the_desk_lead_is_told_of_an_audit_that_is_late_or_unsigned(staffed: Clinic) -> None:
    def told() -> Overdue | None:
        return late(staffed.house, staffed.clock.now().wall)

    assert told() is None
    staffed.clock.passes(DAY)
    assert told() is Overdue.AUDIT
    run = run_audit(staffed.at_desk())
    assert told() is None
    staffed.clock.passes(14 * DAY)
    assert told() is Overdue.SIGNATURE
    mark(staffed.at_desk(), open_ones(staffed)[0].id, State.EXPLAINED, "known")
    sign(staffed.at_desk("kansa"), run.id)
    assert told() is None
    staffed.clock.passes(17 * DAY)
    assert told() is Overdue.AUDIT


def test_of_an_empty_table_nothing_is_late(clinic: Clinic) -> None:
    assert late(clinic.house, clinic.clock.now().wall) is None


def contradicted(clinic: Clinic) -> list[tuple[str, ...]]:
    run_audit(clinic.at_desk("tanaka"))
    return [each.rows for each in open_ones(clinic) if each.kind == "answer_differs"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "佐藤　例示", "kana": "サトウ　レイジ"},
        {"birthdate": date(1985, 4, 21)},
        {"address": "大阪府例示市例町9-9"},
    ],
)
def test_a_chart_that_its_last_answer_contradicts_is_found_until_it_is_corrected(
    clinic: Clinic, changes
) -> None:
    clinic.account("tanaka")
    clinic.confirmed()
    assert contradicted(clinic) == []
    clinic.chart(replace(CHART, **changes))
    assert contradicted(clinic) == [("P-100",)]
    clinic.chart()
    assert contradicted(clinic) == []


def test_what_is_merely_not_shown_or_was_asked_and_confirmed_is_no_contradiction(clinic: Clinic) -> None:
    clinic.account("tanaka")
    number = clinic.confirmed()
    clinic.chart(replace(CHART, address=""))
    assert contradicted(clinic) == []
    clinic.chart(replace(CHART, address="大阪府例示市例町9-9"))
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        shown = work.findings.answers(number)[-1].qualifications[0]
        for digest in display_digests(clinic.storage, shown):
            work.links.remember("P-100", digest, number, "tanaka")
        work.commit()
    assert contradicted(clinic) == []


def test_a_visit_that_was_stopped_tells_nothing_of_the_chart(clinic: Clinic) -> None:
    clinic.account("tanaka")
    clinic.chart()
    clinic.visit(Settled(Outcome.STOPPED, Decision.STOP, patient_id="P-100"), STRANGER)
    assert contradicted(clinic) == []
