"""An import: staged beside the kept table, merged at the end, nothing lost on the way."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest

from kiosk.desk.patients.import_refusals import MostAreMissing, NothingRead
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.candidates import Nobody, Query
from kiosk.intake.csv.layout import Layout
from kiosk.intake.model import Patient
from kiosk.intake.remarks import Reason, Remark
from kiosk.matching.keys import VERSION
from kiosk.matching.names.common_names import KanaShare
from kiosk.storage.engine import for_reading, make_engine
from kiosk.storage.patients.patients import search
from kiosk.storage.schema import downgrade, upgrade

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日,保険者番号,記号,番号,枝番\n"
SATO = "1,佐藤 花子,ｻﾄｳ ﾊﾅｺ,女,S60.4.12,99990018,見本1,12,01\n"
KATO = "2,加藤 花子,カトウ ハナコ,女,S60.5.1,99990018,見本1,12,02\n"
SAITO = "3,斎藤 次郎,サイトウ ジロウ,男,S20.1.2,99990018,見本1,13,01\n"


@pytest.fixture
def read_in(clinic, now) -> Callable[..., tuple[object, list[Remark]]]:
    def run(*rows: str, days: int = 0, fewer: bool = False) -> tuple[object, list[Remark]]:
        told: list[Remark] = []
        wish = Wish("suzuki", now + timedelta(days=days), Layout(), fewer)
        file = BytesIO((HEADER + "".join(rows)).encode())
        came, _ = import_patients(clinic.storage, file, wish, Listener(told.append, lambda *_: None))
        return came, told

    return run


def held(clinic):
    with clinic.storage.reading() as books:
        return {each.patient_id: each for each in books.patients.all()}


def test_who_is_missing_from_the_next_file_is_kept_and_marked_and_found_no_more(clinic, now, read_in):
    read_in(SATO, KATO, SAITO)
    came, _ = read_in(SATO, KATO, days=1)
    assert (came.kept, came.leftover) == (2, 1)
    later = now + timedelta(days=1)
    assert held(clinic)["3"].leftover_since == later
    with clinic.storage.reading() as books:
        assert books.patients.by_id("3").name == "斎藤 次郎"
        query = Query("3", kana="サイトウ ジロウ", birthdate=date(1945, 1, 2))
        assert books.patients.candidates(query) == Nobody()
    read_in(SATO, KATO, days=2)
    assert held(clinic)["3"].leftover_since == later
    read_in(SATO, KATO, SAITO, days=3)
    assert held(clinic)["3"].leftover_since is None


def test_hazard_a_row_that_cannot_be_read_any_more_keeps_the_patient_as_he_was(clinic, read_in):
    read_in(SATO, KATO, SAITO)
    came, told = read_in(SATO, KATO, "3,斎藤\n", days=1)
    assert (came.unread, came.leftover) == (1, 0)
    assert told == [Remark(4, "", Reason.TORN, kept=False)]
    assert held(clinic)["3"].leftover_since is None
    with clinic.storage.reading() as books:
        assert books.imports.unread(books.imports.latest().id, 10) == tuple(told)


def test_a_number_given_twice_keeps_the_first_row_and_the_second_beside_it(clinic, read_in):
    came, told = read_in(SATO, KATO, SATO.replace("花子", "桃子"))
    assert (came.kept, came.repeated) == (2, 1)
    assert told == [Remark(4, "patient_id", Reason.REPEATED, kept=False)]
    assert held(clinic)["1"].name == "佐藤 花子"
    with clinic.storage.reading() as books:
        (second,) = books.imports.repeated(books.imports.latest().id)
    assert (second.patient_id, second.name) == ("1", "佐藤 桃子")


def test_hazard_a_file_that_lacks_most_patients_is_refused_unless_somebody_says_so(clinic, read_in):
    read_in(SATO, KATO, SAITO)
    before = held(clinic)
    with pytest.raises(MostAreMissing, match="2 of 3"):
        read_in(SATO, days=1)
    with pytest.raises(NothingRead):
        read_in("x\n", days=1, fewer=True)
    assert held(clinic) == before
    came, _ = read_in(SATO, days=1, fewer=True)
    assert came.leftover == 2


def test_hazard_an_import_that_breaks_off_changes_nothing_and_the_next_one_works(clinic, now, read_in):
    read_in(SATO, KATO)
    before = held(clinic)

    def cut(*_: int) -> None:
        raise KeyboardInterrupt

    file = BytesIO((HEADER + SAITO).encode())
    wish = Wish("suzuki", now, Layout(), fewer=True)
    with pytest.raises(KeyboardInterrupt):
        import_patients(clinic.storage, file, wish, Listener(lambda _: None, cut))
    assert held(clinic) == before
    came, _ = read_in(SATO, KATO, SAITO, days=1)
    assert came.kept == 3


def test_while_a_file_is_read_the_kiosk_goes_on_writing(clinic, now):
    with clinic.storage.importing() as staged:
        staged.add([])
        assert staged.kept_before() == 0
        clinic.visit()
        assert staged.outlook().rows == 0


def test_the_search_goes_by_indexes_alone(file_clinic):
    query = Query("1", "99990018", "見本1", "12", "01", "サトウ ハナコ", date(1985, 4, 12))
    engine = make_engine(file_clinic.url)
    with engine.connect() as connection, for_reading(connection).begin():
        literal = search(query).compile(engine, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {literal}").all()
    engine.dispose()
    said = [row[3] for row in plan]
    assert not [each for each in said if each.startswith("SCAN")]
    assert {word for each in said for word in each.split() if word.startswith("ix_")} == {
        "ix_patients_number_key",
        "ix_patients_insured",
        "ix_patients_reading",
    }


def test_how_common_a_reading_is_is_counted_at_the_import(clinic, read_in):
    read_in(SATO, KATO, SAITO, SATO.replace("1,佐", "4,佐").replace("ﾊﾅｺ", "ﾊﾅｴ"))
    with clinic.storage.reading() as books:
        share = books.imports.share_of_kana
        assert share("サトウ ハナコ", "2", date(1985, 4, 12)) == KanaShare(4, 2, 3, 2)
        assert share("サトウ ハナコ", "2", date(1940, 4, 12)) == KanaShare(4, 2, 0, 0)
        assert share("さとう はなこ", None, None) == KanaShare(4, 2, 4, 2)
        assert share("モリ", "1", date(1945, 1, 2)) == KanaShare(4, 0, 1, 1)
        assert share("", None, None) == KanaShare(4, 0, 4, 4)


def test_keys_of_another_releases_rules_are_made_anew_once(clinic, read_in):
    read_in(SATO)
    engine = make_engine(clinic.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE imports SET keys_version = 0")
        connection.exec_driver_sql("UPDATE patients SET kana_key = 'as it was once', number_key = NULL")
    engine.dispose()
    assert clinic.storage.renew_keys()
    assert not clinic.storage.renew_keys()
    with clinic.storage.reading() as books:
        assert books.patients.candidates(Query("01")).patient.name == "佐藤 花子"


def test_the_import_is_in_the_audit_without_a_name(clinic, read_in):
    read_in(SATO, KATO)
    with clinic.storage.reading() as books:
        latest = books.imports.latest()
    assert (latest.by, latest.rows, latest.keys_version) == ("suzuki", 2, VERSION)


def test_a_patient_of_an_older_release_is_given_its_search_keys(clinic, now):
    patient = Patient(
        "0007", "佐藤 花子", "ｻﾄｳ ﾊﾅｺ", "2", date(1985, 4, 12), "", "", "99990018", "", "12", "1"
    )
    with clinic.storage.unit_of_work(now) as work:
        work.patients.put(patient)
        work.commit()
    clinic.storage.close()
    downgrade(clinic.url, "0003")
    upgrade(clinic.url)
    with closing(clinic.station("desk-1")) as storage, storage.reading() as books:
        assert books.patients.by_id("0007") == patient
        for query in (Query("7"), Query(kana="サトウ ハナコ", birthdate=date(1985, 4, 12))):
            assert books.patients.candidates(query).patient == replace(patient)
