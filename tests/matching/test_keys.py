"""Search keys are kept with every patient: whoever changes what a key is, counts VERSION up and these lines with it."""

import pytest

from kiosk.intake.model import Patient
from kiosk.matching.keys import VERSION, Keys, home_key, keys_of

KEPT_BY_VERSION_2 = {
    Patient(
        "００1-2",
        "髙橋　花子",
        "ﾀｶﾊｼ ﾊﾅｺ",
        insurer_number="06990014",
        symbol="見本・１",
        number="0012",
        branch="01",
        address="〒000-0001 例示県見本市例町二丁目03番4号",
    ): Keys("12", "6990014|見本1|12", "1", "タカハシハナコ", "髙橋花子", "2-3"),
    Patient("A7", "中島 翔", "なかじま しょう", insurer_number="39990015", number="00345678"): Keys(
        "A7", "39990015||345678", "", "ナカジマシヨー", "中島翔", None
    ),
    Patient("0", "－", "　", insurer_number="06990014", number="0"): Keys(None, None, None, None, None, None),
    Patient("5", "大野 優子", "オオノ ユウコ", insurer_number="06990014", number="7"): Keys(
        "5", "6990014||7", None, "オーノユーコ", "大野優子", None
    ),
}


@pytest.mark.parametrize("patient", KEPT_BY_VERSION_2, ids=lambda each: each.patient_id)
def test_the_keys_are_those_that_this_version_keeps(patient: Patient) -> None:
    assert VERSION == 2
    assert keys_of(patient) == KEPT_BY_VERSION_2[patient]


@pytest.mark.parametrize(
    "address",
    [
        "例示市見本町一丁目２番３号",
        "例示県例示市見本町1-2-3",
        "見本町1丁目2番地 見本ハイツ301",
        "〒000-0001例示市見本町１－２",
    ],
)
def test_a_home_has_one_key_however_its_address_is_written(address: str) -> None:
    assert home_key(address) == "1-2"


def test_an_address_without_a_number_is_no_home() -> None:
    assert home_key("例示市見本町") is None
