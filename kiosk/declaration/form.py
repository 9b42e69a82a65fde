"""The form's fields as data: what each is called, and which keyboard the screen shows for it.

Labels and choices are ours, in the terms of the notice 保発0710第1号; the official layout was not available.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.declaration.model import InsuranceKind


class Keyboard(Enum):
    JAPANESE = "japanese"
    KANA = "kana"
    DATE = "date"
    PHONE = "phone"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick; `value` is what the model carries, as text."""

    value: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One row of the form; `name` is the field of Declaration."""

    name: str
    ja: str
    en: str
    keyboard: Keyboard
    choices: tuple[Choice, ...] = ()


SEXES = (Choice("1", "男", "male"), Choice("2", "女", "female"), Choice("3", "その他", "other"))
KINDS = (
    Choice(InsuranceKind.EMPLOYEES.value, "会社などの健康保険（社保）", "through an employer"),
    Choice(InsuranceKind.NATIONAL.value, "国民健康保険（国保）", "National Health Insurance"),
    Choice(InsuranceKind.ELDERLY.value, "後期高齢者医療", "medical care for the elderly"),
    Choice(InsuranceKind.UNKNOWN.value, "わからない", "I do not know"),
)
SHARES = (Choice("10", "１割", "10 %"), Choice("20", "２割", "20 %"), Choice("30", "３割", "30 %"))

FIELDS = (
    FormField("kana", "カナ氏名", "name in katakana", Keyboard.KANA),
    FormField("name", "氏名", "name", Keyboard.JAPANESE),
    FormField("birthdate", "生年月日", "date of birth", Keyboard.DATE),
    FormField("sex", "性別", "sex", Keyboard.CHOICE, SEXES),
    FormField("address", "住所", "address", Keyboard.JAPANESE),
    FormField("phone", "連絡先（電話番号）", "telephone", Keyboard.PHONE),
    FormField("insurance_kind", "保険種別", "kind of insurance", Keyboard.CHOICE, KINDS),
    FormField("insurer_name", "保険者等名称", "name of the insurer", Keyboard.JAPANESE),
    FormField("employer", "事業所名", "employer", Keyboard.JAPANESE),
    FormField("share_percent", "一部負担金の割合", "share to pay", Keyboard.CHOICE, SHARES),
)
