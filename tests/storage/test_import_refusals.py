"""An import as a contract: nothing that the kept table holds becomes empty unasked, and a preview changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest

from kiosk.desk.patients.import_refusals import ImportRefused, ItemNotFound, ItemUnreadable, WouldEmpty
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients, preview_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.remarks import Reason, Remark

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日,住所,電話番号\n"
ROWS = tuple(
    f"{n},見本 花子{n},ミホン ハナコ,女,1985-04-{n % 28 + 1:02},例示市見本町1-{n},000-{n}\n"
    for n in range(1, 41)
)


@pytest.fixture
def read_in(clinic, now) -> Callable[..., list[Remark]]:
    def run(text: str, *without: str, days: int = 0) -> list[Remark]:
        told: list[Remark] = []
        wish = Wish("suzuki", now + timedelta(days=days), Layout(), without=frozenset(without))
        import_patients(clinic.storage, BytesIO(text.encode()), wish, Listener(told.append, lambda *_: None))
        return told

    return run


@pytest.fixture
def look_at(clinic, now):
    def run(text: str, *without: str):
        wish = Wish("suzuki", now, Layout(), without=frozenset(without))
        quiet = Listener(lambda _: None, lambda *_: None)
        return preview_patients(clinic.storage, BytesIO(text.encode()), wish, quiet)

    return run


def held(clinic):
    with clinic.storage.reading() as books:
        return {each.patient_id: each for each in books.patients.all()}


@pytest.mark.parametrize(
    ("heading", "item"), [("氏名", "name"), ("カナ氏名", "kana"), ("生年月日", "birthdate")]
)
def test_hazard_a_file_in_which_a_needed_item_is_not_found_is_refused(clinic, read_in, heading, item):
    text = HEADER.replace(f",{heading},", ",謎の見出し,") + ROWS[0]
    with pytest.raises(ItemNotFound, match="謎の見出し") as refused:
        read_in(text)
    assert f"--without {item}" in refused.value.remedy
    assert held(clinic) == {}
    read_in(text, item)
    assert list(held(clinic)) == ["1"]


def test_hazard_a_file_that_has_lost_a_column_empties_nothing(clinic, read_in):
    read_in(HEADER + "".join(ROWS))
    before = held(clinic)
    gone = "".join(row.replace(f",例示市見本町1-{n}", "") for n, row in enumerate(ROWS, 1))
    with pytest.raises(
        WouldEmpty, match="address is kept for 40 of these patients and would become empty for 40"
    ):
        read_in(HEADER.replace(",住所", "") + gone, days=1)
    assert held(clinic) == before
    read_in(HEADER.replace(",住所", "") + gone, "address", days=1)
    assert {each.address for each in held(clinic).values()} == {""}


def test_hazard_a_column_of_days_that_nobody_can_read_is_refused(read_in):
    with pytest.raises(ItemUnreadable, match="none of 1 rows has a birthdate"):
        read_in(HEADER + ROWS[0].replace("1985-04-02", "85.4.2"))


def test_what_one_row_leaves_empty_stays_as_it_was_and_is_remarked(clinic, read_in):
    read_in(HEADER + "".join(ROWS))
    torn_day = ROWS[6].replace("1985-04-08", "1985-04-88").replace("ミホン ハナコ", "")
    told = read_in(HEADER + "".join((*ROWS[:6], torn_day, *ROWS[7:])), days=1)
    assert set(told) == {
        Remark(8, "birthdate", Reason.UNREADABLE, kept=True),
        Remark(8, "birthdate", Reason.EMPTIED, kept=True),
        Remark(8, "kana", Reason.EMPTIED, kept=True),
    }
    her = held(clinic)["7"]
    assert (her.kana, her.birthdate.isoformat()) == ("ミホン ハナコ", "1985-04-08")
    with clinic.storage.reading() as books:
        assert her in books.patients.by_birthdate(her.birthdate, "ミホン")


def test_what_is_said_by_name_becomes_empty(clinic, read_in):
    read_in(HEADER + "".join(ROWS))
    read_in(HEADER + "".join((ROWS[0].replace("例示市見本町1-1", ""), *ROWS[1:])), "address", days=1)
    assert held(clinic)["1"].address == ""


def test_a_telephone_that_is_gone_is_gone(clinic, read_in):
    read_in(HEADER + "".join(ROWS))
    assert read_in(HEADER + "".join((ROWS[0].replace("000-1\n", "\n"), *ROWS[1:])), days=1) == []
    assert held(clinic)["1"].phone == ""


def test_a_preview_says_what_the_file_is_taken_for_and_changes_nothing(clinic, read_in, look_at):
    read_in(HEADER + "".join(ROWS[:20]))
    before = held(clinic)
    changed = "".join((ROWS[0].replace("見本 花子1", "例示 花子"), *ROWS[2:22]))
    seen = look_at(
        "台帳,,,,,,,\n"
        + HEADER.replace("\n", ",血液型\n")
        + changed.replace("\n", ",A\n")
        + "合計,21名,,,,,,\n"
    )
    assert (seen.encoding, seen.beginning.delimiter, seen.beginning.header_line) == ("utf-8", ",", 2)
    assert seen.beginning.columns.unused == ((7, "血液型"),)
    assert seen.weighed.filled["birthdate"] == 21
    assert (seen.weighed.new, seen.changed, seen.outlook.leftover, seen.outlook.unread) == (2, 1, 1, 0)
    assert seen.remarks == {Reason.NO_PATIENT: 1}
    assert len(seen.examples) == 10
    assert seen.examples[0].name == "例示 花子"
    assert seen.refused == ()
    assert held(clinic) == before


def test_a_preview_names_every_reason_why_an_import_would_be_refused(clinic, read_in, look_at):
    read_in(HEADER + "".join(ROWS))
    seen = look_at("患者番号,氏名\n1,見本 花子\n")
    assert [each.code for each in seen.refused] == [
        "item_not_found",
        "item_not_found",
        "would_empty",
        "would_empty",
        "would_empty",
        "would_empty",
        "would_empty",
        "most_are_missing",
    ]
    assert all(isinstance(each, ImportRefused) and each.remedy for each in seen.refused)
