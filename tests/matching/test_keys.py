"""Search keys are kept with every patient: whoever changes what a key is, counts VERSION up and these lines with it."""

import pytest

from kiosk.intake.model import Patient
from kiosk.matching.keys import VERSION, Keys, keys_of

KEPT_BY_VERSION_1 = {
    Patient(
        "００1-2",
        "髙橋　花子",
        "ﾀｶﾊｼ ﾊﾅｺ",
        insurer_number="06990014",
        symbol="見本・１",
        number="0012",
        branch="01",
    ): Keys("12", "6990014|見本1|12", "1", "タカハシハナコ", "髙橋花子"),
    Patient("A7", "中島 翔", "なかじま しょう", insurer_number="39990015", number="00345678"): Keys(
        "A7", "39990015||345678", "", "ナカジマシヨー", "中島翔"
    ),
    Patient("0", "－", "　", insurer_number="06990014", number="0"): Keys(None, None, None, None, None),
    Patient("5", "大野 優子", "オオノ ユウコ", insurer_number="06990014", number="7"): Keys(
        "5", "6990014||7", None, "オーノユーコ", "大野優子"
    ),
}


@pytest.mark.parametrize("patient", KEPT_BY_VERSION_1, ids=lambda each: each.patient_id)
def test_the_keys_are_those_that_this_version_keeps(patient: Patient) -> None:
    assert VERSION == 1
    assert keys_of(patient) == KEPT_BY_VERSION_1[patient]
