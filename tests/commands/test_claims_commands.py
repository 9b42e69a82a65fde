"""`claims patch` and `claims check`: whole files and a report, or nothing."""

import json
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from kiosk.claims.choices import CHOICES
from kiosk.clock import JAPAN
from kiosk.commands.claims.new_folder import place
from kiosk.commands.table import Refused
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.desk.claims.choices import text_version
from kiosk.intake.model import Patient
from kiosk.settings import load
from kiosk.storage.opening import open_storage
from kiosk.storage.visit.visits import VisitRecord

BORN = date(1980, 4, 1)
DECLARED = Declaration(
    name="見本　太郎",
    kana="ミホン タロウ",
    birthdate=BORN,
    insurance_kind=InsuranceKind.NATIONAL,
    employer="見本商店",
    share_percent=30,
)


def claim(number: int, chart: str, day: int) -> list[str]:
    days = ["1" if each == day else "" for each in range(1, 32)]
    head = ["RE", str(number), "1112", "202610", "見本　太郎", "1", "19800401", *[""] * 6, chart, *[""] * 22]
    return [
        ",".join([*head, "ミホンタロウ", ""]),
        "HO,,,,1,75,,,,,,,,,",
        "SN,1,01,,,,00,,",
        ",".join(["JD", "1", *days]),
        "SY,0000999,20261001,1,,見本腰痛症,01,",
        ",".join(["SI", "12", "1", "112007410", "", "75", "1", *[""] * 6, *days]),
    ]


def claim_file(*claims: list[str]) -> bytes:
    lines = ["IR,1,99,1,0000018,,見本クリニック,202611,00,00-0000-0000"]
    lines += [line for each in claims for line in each]
    lines.append(f"GO,{len(claims)},{75 * len(claims)},99")
    return "".join(f"{line}\r\n" for line in lines).encode("cp932") + b"\x1a"


@pytest.fixture
def records(clinic):
    with closing(open_storage(load(clinic.settings))) as storage:
        yield storage


@pytest.fixture
def file(clinic, records):
    """A claim for somebody who declared, and one for a stranger."""
    treated = datetime(2026, 10, 5, 9, 30, tzinfo=JAPAN)
    with records.unit_of_work(treated) as work:
        work.patients.put(Patient("1001", "見本　太郎", "ミホン タロウ", "1", BORN))
        visit = VisitRecord("20261005-0001", "desk-1", "desk", treated, "1001")
        work.visits.open(visit)
        work.audit("visit_opened", visit.number, {"lane": "desk"})
        work.papers.keep(visit.number, DECLARED, b"%PDF", "layout", "uketsuke")
        work.visits.close(visit.number, "declared", None, None, None, treated + timedelta(minutes=9))
        work.commit()
    path = clinic.folder / "RECEIPTC.UKE"
    path.write_bytes(claim_file(claim(1, "1001", 5), claim(2, "9999", 6)))
    return path


def accept_everything(storage, now) -> None:
    with storage.unit_of_work(now) as work:
        work.claim_notes.accept([(each.id, text_version(each)) for each in CHOICES], "見本　院長", "seikyu")
        work.commit()


def known(file) -> bytes:
    """The file with numbers in every claim."""
    return file.read_bytes().replace(b"HO,,,,", b"HO,06130512,12,3456,")


def contents(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_the_clinics_acceptance_nothing_is_written_and_it_says_what_to_accept_and_where(
    kiosk, clinic, file
) -> None:
    out = clinic.folder / "out"
    told = kiosk("claims", "patch", file, "--out", out, "--settings", clinic.settings)
    assert told.code == 2
    assert "comments-at-01: " in told.errors
    assert "at the desk, under Claims" in told.errors
    assert not out.exists()


def test_patch_writes_a_file_for_each_payer_and_a_report(kiosk, clinic, records, now, file) -> None:
    accept_everything(records, now)
    out = clinic.folder / "out"
    told = kiosk("claims", "patch", file, "--out", out, "--settings", clinic.settings, "--json")
    assert told.code == 1
    *claims, summary = told.lines
    assert [each["payer"] for each in claims] == [
        {"before": "1", "after": "2"},
        {"before": "1", "after": "1"},
    ]
    assert claims[1]["remarks"][0]["id"] == "chart-number-differs"
    assert (summary["claims"], summary["changed"], summary["need_person"]) == (2, 2, 1)
    assert summary["accepted"] == {"by": "見本　院長", "on": "2026-11-21"}
    written = contents(out)
    assert set(written) == {
        "fund/RECEIPTC.UKE",
        "federation/RECEIPTC.UKE",
        "report.txt",
        "report.jsonl",
    }
    assert b"HO,77777777,,777777777,1,75" in written["federation/RECEIPTC.UKE"]
    assert "カナ氏名".encode("cp932") not in written["federation/RECEIPTC.UKE"]
    assert [json.loads(line) for line in written["report.jsonl"].splitlines()] == told.lines
    assert "1 → 国保連 1 カルテ番号 1001" in written["report.txt"].decode()


def test_a_file_of_another_institution_is_not_patched_and_both_codes_are_named(
    kiosk, clinic, records, now, file
) -> None:
    accept_everything(records, now)
    file.write_bytes(file.read_bytes().replace(b"0000018", b"7654321"))
    told = kiosk("claims", "patch", file, "--out", clinic.folder / "out", "--settings", clinic.settings)
    assert told.code == 2
    assert "99/7654321 ≠ 99/0000018" in told.errors
    assert not (clinic.folder / "out").exists()


def test_check_tells_whose_file_it_is_only_with_settings(kiosk, clinic, file) -> None:
    file.write_bytes(known(file).replace(b"0000018", b"7654321"))
    assert kiosk("claims", "check", file).code == 0
    told = kiosk("claims", "check", file, "--settings", clinic.settings, "--json")
    assert (told.code, [each["rule"] for each in told.lines]) == (1, ["other-institution"])


def test_many_findings_of_one_kind_are_folded_and_counted(kiosk, clinic, file) -> None:
    file.write_bytes(claim_file(*(claim(n, str(n), 5) for n in range(1, 41))))
    told = kiosk("claims", "check", file)
    assert len(told.out.splitlines()) == 20
    assert "insurer-form: 20 more; --all shows every one" in told.errors
    assert len(kiosk("claims", "check", file, "--all").out.splitlines()) == 40


def test_patch_looks_at_its_own_output_and_says_what_is_new(kiosk, clinic, records, now, file) -> None:
    accept_everything(records, now)
    told = kiosk(
        "claims", "patch", file, "--out", clinic.folder / "out", "--settings", clinic.settings, "--json"
    )
    *_, summary = told.lines
    assert summary["checked"] == {"new": [], "gone": 1}


def test_the_report_holds_codes_and_never_what_the_patient_declared(
    kiosk, clinic, records, now, file
) -> None:
    accept_everything(records, now)
    told = kiosk("claims", "patch", file, "--out", clinic.folder / "out", "--settings", clinic.settings)
    assert "830000501" in told.out
    assert "タロウ" not in told.out
    assert "見本商店" not in told.out


def test_the_patched_file_passes_the_checks(kiosk, clinic, records, now, file) -> None:
    accept_everything(records, now)
    out = clinic.folder / "out"
    kiosk("claims", "patch", file, "--out", out, "--settings", clinic.settings)
    assert kiosk("claims", "check", out / "federation" / "RECEIPTC.UKE").code == 0


def test_patching_stands_in_the_audit_without_a_name(kiosk, clinic, records, now, file) -> None:
    accept_everything(records, now)
    kiosk("claims", "patch", file, "--out", clinic.folder / "out", "--settings", clinic.settings)
    told = kiosk("audit", "verify", "--settings", clinic.settings, "--json")
    assert (told.code, told.lines[0]["rows"]) == (0, 2)


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_stands_there_is_never_overwritten(kiosk, clinic, records, now, file, there) -> None:
    accept_everything(records, now)
    out = clinic.folder / "out"
    if there == "folder":
        out.mkdir()
    standing = out / "mine" if there == "folder" else out
    standing.write_text("mine")
    told = kiosk("claims", "patch", file, "--out", out, "--settings", clinic.settings)
    assert (told.code, standing.read_text()) == (2, "mine")
    assert f"{out} exists" in told.errors


def test_a_file_that_is_no_claim_file_is_named(kiosk, clinic, records) -> None:
    wrong = clinic.folder / "patients.csv"
    wrong.write_text("患者番号\n", "utf-8")
    told = kiosk("claims", "patch", wrong, "--out", clinic.folder / "out", "--settings", clinic.settings)
    assert told.code == 2
    assert str(wrong) in told.errors


def test_the_dummy_for_a_receipt_computer_that_wants_a_check_digit_is_a_setting(
    kiosk, clinic, records, now, file
) -> None:
    accept_everything(records, now)
    with clinic.settings.open("a", encoding="utf-8") as settings:
        settings.write('[claims]\nunknown_insurer = "77777779"\n')
    out = clinic.folder / "out"
    kiosk("claims", "patch", file, "--out", out, "--settings", clinic.settings)
    assert b"HO,77777779,,777777777" in (out / "federation" / "RECEIPTC.UKE").read_bytes()


def test_another_dummy_is_no_setting(kiosk, clinic, file) -> None:
    with clinic.settings.open("a", encoding="utf-8") as settings:
        settings.write('[claims]\nunknown_insurer = "99999999"\n')
    told = kiosk("claims", "patch", file, "--out", clinic.folder / "out", "--settings", clinic.settings)
    assert told.code == 2
    assert '"77777777", "77777779"' in told.errors


def test_check_says_line_record_field_rule_level_and_remedy(kiosk, clinic, file) -> None:
    file.write_bytes(known(file).replace(b",3456,1,75,", b",3456,2,75,", 1))
    told = kiosk("claims", "check", file, "--json", "--language", "en")
    (found,) = told.lines
    assert told.code == 1
    assert (found["line"], found["record"], found["field"]) == (3, "HO", "診療実日数")
    assert (found["rule"], found["level"], found["official"]) == ("days", "L2", "")
    assert found["remedy"] == "Correct the field in the receipt computer."


def test_check_in_words_keeps_control_characters_from_the_terminal(kiosk, clinic, file) -> None:
    file.write_bytes(file.read_bytes().replace(b"JD,1", b"J\x1b[2J,1", 1))
    told = kiosk("claims", "check", file)
    assert told.code == 1
    assert "\x1b" not in told.out


def test_a_folder_is_complete_or_not_there(tmp_path) -> None:
    class Broken(Exception):
        pass

    def breaks() -> None:
        raise Broken

    with pytest.raises(Broken):
        place(tmp_path / "out", {"a/b": b"1"}, breaks)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_somebody_else_makes_meanwhile_is_left_alone(tmp_path) -> None:
    def somebody_else() -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "theirs").write_text("theirs")

    with pytest.raises(Refused):
        place(tmp_path / "out", {"a": b"1"}, somebody_else)
    assert contents(tmp_path) == {"out/theirs": b"theirs"}
