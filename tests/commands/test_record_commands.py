"""`intake import`, `declaration sheet`, `audit verify`, `audit who`: commands that touch the records."""

import json
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.clock import JAPAN
from kiosk.declaration.model import Declaration
from kiosk.settings import load
from kiosk.storage.opening import open_storage
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日\n"
VISIT = "20261121-0001"


@pytest.fixture
def records(clinic):
    with closing(open_storage(load(clinic.settings))) as storage:
        yield storage


def a_visit(storage: Storage, now, patient: str, sheet: bytes | None = None) -> None:
    with storage.unit_of_work(now) as work:
        work.visits.open(VisitRecord(VISIT, "desk-1", "desk", now, patient))
        work.audit("visit_opened", VISIT, {"lane": "desk"})
        if sheet:
            work.papers.keep(VISIT, Declaration(declared_on=date(2026, 11, 21)), sheet, "layout", "uketsuke")
            work.audit("declaration_kept", VISIT, {"layout": "layout", "by": "uketsuke", "patient": patient})
        work.commit()


def test_an_import_reports_every_unread_row_and_keeps_the_rest(kiosk, clinic, records) -> None:
    file = clinic.folder / "patients.csv"
    file.write_bytes((HEADER + "1,佐藤,サトウ,女,S60.4.12\n2,x\n3,鈴木,スズキ,男,謎\n").encode("cp932"))
    told = kiosk("intake", "import", file, "--settings", clinic.settings, "--json")
    torn, unclear, last = told.lines
    assert told.code == 1
    assert (torn["line"], torn["kept"]) == (3, False)
    assert (unclear["line"], unclear["column"], unclear["kept"]) == (4, "birthdate", True)
    assert last == {
        "rows": 3,
        "imported": 2,
        "unread": 1,
        "repeated": 0,
        "leftover": 0,
        "encoding": "cp932",
    }
    assert "export again" in torn["remedy"]
    assert "3 rows read (100%)" in told.errors
    with records.reading() as books:
        assert [each.patient_id for each in books.patients.all()] == ["1", "3"]


def test_a_clean_import_succeeds_and_is_in_the_audit(kiosk, clinic) -> None:
    file = clinic.folder / "patients.csv"
    file.write_text(HEADER + "1,佐藤,サトウ,女,S60.4.12\n", "utf-8")
    assert kiosk("intake", "import", file, "--settings", clinic.settings).code == 0
    told = kiosk("audit", "verify", "--settings", clinic.settings, "--json")
    assert (told.code, told.lines[0]["intact"], told.lines[0]["rows"]) == (0, True, 1)


def test_hazard_a_file_without_a_readable_patient_empties_no_table(kiosk, clinic, records) -> None:
    good, bad = clinic.folder / "good.csv", clinic.folder / "bad.csv"
    good.write_text(HEADER + "1,佐藤,サトウ,女,S60.4.12\n", "utf-8")
    bad.write_text(HEADER + "x\n", "utf-8")
    kiosk("intake", "import", good, "--settings", clinic.settings)
    assert kiosk("intake", "import", bad, "--settings", clinic.settings).code == 2
    with records.reading() as books:
        assert books.patients.count() == 1


@pytest.mark.parametrize("wrong", ["mapping", "file"])
def test_an_import_that_finds_no_file_says_which(kiosk, clinic, wrong: str) -> None:
    file = clinic.folder / "patients.csv"
    mapping = clinic.folder / "mapping.toml"
    (file if wrong == "mapping" else mapping).write_text("", "utf-8")
    told = kiosk("intake", "import", file, "--mapping", mapping, "--settings", clinic.settings)
    assert told.code == 2
    assert (mapping if wrong == "mapping" else file).name in told.errors


def test_an_altered_row_is_found_and_told_what_to_do(kiosk, clinic, records, now) -> None:
    a_visit(records, now, "1001")
    records.following.settle()
    anchor = load(clinic.settings).anchor_file
    anchor.unlink()
    told = kiosk("audit", "verify", "--settings", clinic.settings, "--json")
    assert told.code == 1
    assert (told.lines[0]["intact"], told.lines[0]["damage"]) == (False, "anchor_unreadable")
    assert "backup" in told.errors


def test_who_saw_what_is_found_by_visit_and_by_patient(kiosk, clinic, records, now) -> None:
    a_visit(records, now, "1001", b"%PDF")
    by_visit = kiosk("audit", "who", VISIT, "--settings", clinic.settings, "--json")
    by_patient = kiosk("audit", "who", "1001", "--settings", clinic.settings, "--json")
    assert by_visit.code == by_patient.code == 0
    assert by_visit.lines == by_patient.lines
    assert [each["kind"] for each in by_visit.lines] == ["visit_opened", "declaration_kept"]
    assert set(by_visit.lines[0]) == {"at", "station", "seq", "visit", "kind", "facts"}


def test_of_an_unknown_patient_the_audit_knows_nothing(kiosk, clinic, records) -> None:
    assert records is not None
    told = kiosk("audit", "who", "4711", "--settings", clinic.settings)
    assert (told.code, told.out) == (1, "")
    assert "4711" in told.errors


def test_records_are_never_made_by_looking_at_them(kiosk, clinic) -> None:
    told = kiosk("audit", "verify", "--settings", clinic.settings)
    assert told.code == 2
    assert "start the kiosk once" in told.errors
    assert not clinic.home.exists()


def test_the_kept_sheet_comes_out_as_it_was_printed(kiosk, clinic, records, now) -> None:
    a_visit(records, now, "1001", b"%PDF-the very bytes")
    out = clinic.folder / "sheet.pdf"
    told = kiosk("declaration", "sheet", VISIT, "--out", out, "--settings", clinic.settings, "--json")
    assert told.lines == [{"file": str(out), "bytes": 19}]
    assert out.read_bytes() == b"%PDF-the very bytes"


def test_a_visit_without_declaration_gives_no_sheet(kiosk, clinic, records, now) -> None:
    a_visit(records, now, "1001")
    out = clinic.folder / "sheet.pdf"
    told = kiosk("declaration", "sheet", VISIT, "--out", out, "--settings", clinic.settings)
    assert told.code == 2
    assert VISIT in told.errors
    assert not out.exists()


def test_a_blank_sheet_needs_neither_visit_nor_settings(kiosk, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    environment = {"KIOSK_SETTINGS": str(tmp_path / "none.toml")}
    told = kiosk("declaration", "sheet", "--blank", "--out", out, "--json", environment=environment)
    assert told.code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert json.loads(told.out)["bytes"] == out.stat().st_size


def test_a_sheet_of_nothing_is_refused(kiosk, tmp_path: Path) -> None:
    told = kiosk("declaration", "sheet", "--out", tmp_path / "x.pdf")
    assert told.code == 2
    assert "--blank" in told.errors


def test_a_preview_tells_of_columns_and_changes_and_keeps_nothing(kiosk, clinic, records) -> None:
    file = clinic.folder / "patients.csv"
    file.write_text(
        "患者番号,姓,名,セイ,メイ,生年月日,血液型\n1,見本,花子,ミホン,ハナコ,S60.4.12,A\n", "utf-8"
    )
    told = kiosk("intake", "preview", file, "--settings", clinic.settings, "--json")
    (seen,) = told.lines
    assert told.code == 0
    assert (seen["columns"]["name"], seen["unused"]) == (["姓", "名"], ["血液型"])
    assert (seen["new"], seen["filled"]["kana"]) == (1, 1)
    assert seen["examples"][0]["birthdate"] == "1985-04-12"
    said = kiosk("intake", "preview", file, "--settings", clinic.settings)
    assert "name: 姓 + 名, filled in 1 of 1 rows" in said.out
    with records.reading() as books:
        assert books.patients.count() == 0


def test_hazard_a_file_without_readings_is_refused_unless_that_is_said(kiosk, clinic, records) -> None:
    file = clinic.folder / "patients.csv"
    file.write_text("患者番号,氏名,よく分からない,生年月日\n1,見本 花子,ミホン,S60.4.12\n", "utf-8")
    seen = kiosk("intake", "preview", file, "--settings", clinic.settings)
    assert seen.code == 1
    assert "an import would be refused: no column holds kana" in seen.out
    told = kiosk("intake", "import", file, "--settings", clinic.settings)
    assert told.code == 2
    assert "よく分からない" in told.errors
    assert kiosk("intake", "import", file, "--without", "kana", "--settings", clinic.settings).code == 0
    with records.reading() as books:
        assert books.patients.count() == 1


def test_a_line_of_totals_is_named_and_is_no_failure(kiosk, clinic) -> None:
    file = clinic.folder / "patients.csv"
    file.write_text(HEADER + "1,佐藤,サトウ,女,S60.4.12\n合計,1名,,,\n", "utf-8")
    told = kiosk("intake", "import", file, "--settings", clinic.settings)
    assert told.code == 0
    assert "a line of totals" in told.out


def test_a_question_of_the_auditors_is_answered_by_command_as_on_the_page(kiosk, clinic, records) -> None:
    at = datetime(2026, 11, 21, 22, 5, tzinfo=JAPAN)
    a_visit(records, at, "1001")
    with records.unit_of_work(at) as work:
        work.audit(
            "record_viewed", VISIT, {"by": "uketsuke", "role": "desk", "page": "visit", "patient": "1001"}
        )
        work.commit()
    where = ("--settings", clinic.settings, "--json")
    for asked in (
        (),
        ("--by", "uketsuke"),
        ("--whom", "1001"),
        ("--since", "2026-11-21T22:05"),
        ("--after-hours",),
    ):
        told = kiosk("audit", "ask", "viewed", *asked, *where)
        assert [each["visit"] for each in told.lines] == [VISIT], asked
    assert kiosk("audit", "ask", "viewed", "--by", "mori", *where).code == 1
    assert kiosk("audit", "ask", "viewed", "--until", "2026-11-20", *where).code == 1
