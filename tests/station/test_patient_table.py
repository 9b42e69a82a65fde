"""Whom an answer may be about, and whether staff have confirmed it before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from kiosk.checkin.machine.seen import CardItems
from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.model import Patient
from kiosk.qualification.grounds import Appointment, Grounds, TypedDocument
from kiosk.qualification.model import Answer, Qualification, Sex, Validity
from kiosk.settings import Matching
from kiosk.station.comparing import comparing
from kiosk.station.patient_table import StoredPatientTable
from kiosk.storage.displays import display_digests
from kiosk.storage.unit_of_work import Storage

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
SHOWN = Qualification(
    card_classification="01",
    name="佐藤　花子",
    sex=Sex("2"),
    birthdate=date(1985, 4, 12),
    insurer_name="見本健康保険組合",
    insurer_number="99130012",
    symbol="見本",
    number="123456",
    branch="01",
    personal_family="1",
    kana="ｻﾄｳ ﾊﾅｺ",
    address="東京都例示市見本町一丁目２番３号",
    qualified_on=date(2020, 4, 1),
)
TYPED = TypedDocument("99130012", "見本", "123456", "01", date(1985, 4, 12), "tanaka")


def answer(*shown: Qualification) -> Answer:
    return Answer("20261120-0001", "inquiry-1", NOW, date(2026, 11, 20), Validity.VALID, shown)


def found(storage: Storage, *shown: Qualification, grounds: Grounds = TYPED) -> list[str]:
    charts = StoredPatientTable(storage).by_answer(answer(*shown), grounds)
    return [each.patient_id for each in charts]


def keep(storage: Storage, *patients: Patient) -> None:
    with storage.unit_of_work(NOW) as work:
        for each in patients:
            work.patients.put(each)
        work.commit()


def held(storage: Storage) -> Patient:
    with storage.reading() as books:
        her = books.patients.by_id("1017")
    assert her is not None
    return her


def test_a_patient_is_found_by_each_of_the_three_ways(storage: Storage) -> None:
    nobody = replace(SHOWN, insurer_number="99130038", number="9", kana="", reference_number="")
    assert found(storage, nobody) == []
    assert found(storage, replace(nobody, kana="さとう　はなこ")) == ["1017"]
    assert found(storage, replace(nobody, insurer_number="99130012", number="123456")) == ["1017"]
    assert found(storage, replace(nobody, reference_number="1017", birthdate=date(1985, 4, 13))) == ["1017"]


def test_everybody_who_fits_is_found_and_nobody_twice(storage: Storage) -> None:
    namesake = replace(held(storage), patient_id="2099", insurer_number="06990014", number="7", branch="02")
    keep(storage, namesake)
    assert sorted(found(storage, SHOWN)) == ["1017", "2099"]
    assert sorted(found(storage, SHOWN, replace(SHOWN, number="124"))) == ["1017", "2099"]


def test_an_appointment_names_its_patient(storage: Storage) -> None:
    assert found(storage, replace(SHOWN, kana="", number="0"), grounds=Appointment("1017", TYPED)) == ["1017"]
    assert found(storage, SHOWN, grounds=Appointment("nobody", TYPED)) == []


def test_a_card_finds_whom_its_name_fits_and_whom_it_cannot_tell(storage: Storage) -> None:
    in_kana = replace(held(storage), patient_id="3001", name="サトウ ハナコ")
    brother = replace(held(storage), patient_id="3002", name="佐藤 太郎")
    keep(storage, in_kana, brother)
    card = CardItems("佐藤　花子", date(1985, 4, 12), "2", "東京都例示市見本町1-2-3")
    assert [each.patient_id for each in StoredPatientTable(storage).by_items(card)] == ["1017", "3001"]


@pytest.mark.parametrize(
    "later",
    [
        replace(SHOWN, insurer_number="99130038"),
        replace(SHOWN, number="123457"),
        replace(SHOWN, address="大阪府例示市例町9-9-9"),
        replace(SHOWN, address=""),
        replace(SHOWN, name="鈴木　花子"),
    ],
    ids=["insurer", "number", "moved", "address gone", "name"],
)
def test_a_confirmed_display_is_remembered_until_insurer_number_or_display_change(
    storage: Storage, later: Qualification
) -> None:
    table = StoredPatientTable(storage)
    charts = table.by_answer(answer(SHOWN), TYPED)
    assert not table.remembered(answer(SHOWN), charts)
    with storage.unit_of_work(NOW) as work:
        work.links.remember("1017", display_digests(storage, SHOWN)[0], "20261120-0001", "tanaka")
        work.commit()
    assert table.remembered(answer(SHOWN), charts)
    assert table.remembered(answer(replace(SHOWN, kana="サトウ　ハナコ")), charts)
    assert not table.remembered(answer(later), charts)


def test_a_display_with_a_hidden_character_is_known_when_the_character_comes(storage: Storage) -> None:
    table, hidden = StoredPatientTable(storage), replace(SHOWN, name="佐●　花子")
    charts = table.by_answer(answer(SHOWN), TYPED)
    with storage.unit_of_work(NOW) as work:
        for each in display_digests(storage, hidden):
            work.links.remember("1017", each, "20261120-0001", "tanaka")
        work.commit()
    assert table.remembered(answer(hidden), charts)
    assert table.remembered(answer(SHOWN), charts)
    assert not table.remembered(answer(replace(SHOWN, number="9")), charts)
    assert not table.remembered(answer(replace(SHOWN, kana="サトウ　ハナエ")), charts)


def test_a_whole_display_is_remembered_by_its_name_too(storage: Storage) -> None:
    assert len(display_digests(storage, SHOWN)) == 1


def test_what_was_confirmed_for_one_patient_or_one_qualification_says_nothing_of_several(
    storage: Storage,
) -> None:
    with storage.unit_of_work(NOW) as work:
        work.links.remember("1017", display_digests(storage, SHOWN)[0], "20261120-0001", "tanaka")
        work.commit()
    keep(storage, replace(held(storage), patient_id="2099"))
    table = StoredPatientTable(storage)
    charts = table.by_answer(answer(SHOWN), TYPED)
    assert not table.remembered(answer(SHOWN), charts)
    (other,) = (each for each in charts if each.patient_id == "2099")
    assert not table.remembered(answer(SHOWN), (other,))
    assert not table.remembered(answer(SHOWN, SHOWN), charts[:1])


HEADER = "患者番号,氏名,カナ氏名,性別,生年月日\n"


def test_the_gate_asks_about_a_name_that_is_common_here_and_not_about_a_rare_one(storage: Storage) -> None:
    rows = [f"{n},佐藤 花子,サトウ ハナコ,女,1985-04-{n % 28 + 1}\n" for n in range(1, 60)]
    rows += [
        f"{n},別名{n} 人,ベツ{'アイウエオカキクケコ'[n % 10]} ジン,女,1985-04-01\n" for n in range(60, 1200)
    ]
    file = BytesIO((HEADER + "".join(rows)).encode())
    without = frozenset({"address", "insurer_number", "symbol", "number", "branch", "phone", "postcode"})
    wish = Wish("suzuki", NOW, Layout(), True, without)
    import_patients(storage, file, wish, Listener(lambda _: None, lambda *_: None))
    gated = comparing(Matching(absent_address="common_names"), storage).common_name
    assert gated(SHOWN)
    assert not gated(replace(SHOWN, kana="メズラシ ナマエ"))
    always = comparing(Matching(), storage).common_name
    assert always(replace(SHOWN, kana="メズラシ ナマエ"))


def test_the_settings_say_what_becomes_a_dot(storage: Storage) -> None:
    hides = comparing(Matching(hidden_outside="nothing", hidden_too="髙﨑"), storage).site.hides
    assert hides.hides("髙")
    assert not hides.hides("花")
    assert comparing(Matching(), storage).site.hides.hides("花")
