"""The persons that the rooms around hold, as the five items."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.matching.dates.notation import read_date
from kiosk.matching.report import Person
from kiosk.matching.text.normalise import blank, plain
from kiosk.qualification.model import Qualification, Sex

_SEXES = {
    **dict.fromkeys(("1", "男", "男性", "M", "MALE"), "1"),
    **dict.fromkeys(("2", "女", "女性", "F", "FEMALE"), "2"),
    **dict.fromkeys(("3", "不明", "未設定", "その他"), "3"),
}
KEYS = ("name", "name_of_other", "kana", "kana_of_other", "sex", "birthdate", "address", "postcode")


def read_sex(text: str | None) -> str | None:
    """The code of OQSCD007 (1, 2 or 3) from a code or a word, None from anything else."""
    return _SEXES.get(plain(text).upper()) if text else None


def displayed_person(qualification: Qualification) -> Person:
    """What the service shows; where the card's front shows no sex, the sex of its back counts."""
    sex = qualification.sex
    if sex is Sex.NOT_SET and qualification.sex_on_back:
        sex = qualification.sex_on_back
    return Person(
        name=qualification.name or None,
        kana=qualification.kana or None,
        sex=sex.value,
        birthdate=qualification.birthdate,
        address=qualification.address or None,
        postcode=qualification.postcode or None,
        name_of_other=qualification.name_of_other or None,
        kana_of_other=qualification.kana_of_other or None,
    )


def person_of(items: Mapping[str, object]) -> Person:
    """A person from plain items by the names in KEYS, dates in any notation; None, a missing key and blanks are absent."""
    texts = {key: text for key in KEYS if (text := _text(items.get(key)))}
    return Person(
        name=texts.get("name"),
        kana=texts.get("kana"),
        sex=read_sex(texts.get("sex")),
        birthdate=read_date(texts.get("birthdate")),
        address=texts.get("address"),
        postcode=texts.get("postcode"),
        name_of_other=texts.get("name_of_other"),
        kana_of_other=texts.get("kana_of_other"),
        birthdate_written=texts.get("birthdate"),
    )


def _text(value: object) -> str | None:
    """Text or a whole number; anything else is a TypeError that names what it got."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"expected text or null, got {type(value).__name__}")
    return None if blank(str(value)) else str(value)
