"""A whole table of simulated patients: the import reads it, the audit finds what was planted in it."""

from io import BytesIO
from pathlib import Path

from kiosk.intake.csv.file import Read, open_patients
from kiosk.intake.csv.layout import read_layout
from kiosk.matching.duplicates import duplicates
from rehearsal.measure.population.patient_table import PlantedTable, write_table

SAMPLE = Path(__file__).parents[3] / "hardware_mocks" / "clinic" / "receipt_computer.toml"


def test_what_was_planted_is_found_and_little_else(tmp_path: Path) -> None:
    table = PlantedTable(3000, seed=5)
    write_table(table, tmp_path / "patients.csv")
    with (tmp_path / "patients.csv").open("rb") as file:
        rows = list(open_patients(file).rows)
    assert all(isinstance(row, Read) for row in rows)
    found = list(duplicates(row.patient for row in rows))
    charts = {each.rows for each in found if each.kind in {"one_person_two_charts", "namesakes"}}
    numbers = {each.rows for each in found if each.kind == "one_number_two_persons"}
    planted = table.planted["one_person_two_charts"]
    assert planted
    assert table.planted["one_number_two_persons"] <= numbers
    assert len(charts & planted) >= 0.9 * len(planted)
    assert len(charts - planted) <= 2


def test_the_same_seed_gives_the_same_table() -> None:
    one, other = (list(PlantedTable(200, seed=9).rows()) for _ in range(2))
    assert one == other


def test_the_sample_of_a_mapping_reads_an_export_of_that_layout() -> None:
    header = "患者番号,漢字姓,漢字名,カナ姓,カナ名,性別区分,生年月日（和暦）,住所１,住所２,郵便番号,保険者番号,記号,番号,枝番,番号,連絡先電話"
    row = (
        '001,佐藤,花子,ｻﾄｳ,ﾊﾅｺ,F,昭和60年4月12日,例示市見本町,"1-2-3, 101",000-0001,99990018,見本,12,01,77,03'
    )
    data = f"患者一覧\r\n{header}\r\n{row}\r\n".encode("cp932")
    (read,) = open_patients(BytesIO(data), read_layout(SAMPLE.read_text("utf-8"))).rows
    assert isinstance(read, Read)
    patient = read.patient
    assert (patient.name, patient.kana, patient.sex) == ("佐藤 花子", "ｻﾄｳ ﾊﾅｺ", "2")
    assert (patient.address, patient.number) == ("例示市見本町 1-2-3, 101", "12")
    assert read.doubts == ()
