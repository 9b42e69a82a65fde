"""The records of a medical claim file (医科 RECEIPTC.UKE) as a table: which fields, how long, in which characters.

Field orders agree between public writers and checkers of the format and their samples. The official specification
(https://shinryohoshu.mhlw.go.jp/shinryohoshu/receMenu/doReceInfo) was not readable for this; `Source` says where a
length comes from instead. That codes and dates are fixed, and the mode of fields whose mode no transcription gives, is
assumed ("unverified", 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    """Characters of a field."""

    DIGITS = "数字"
    HALF = "英数"
    WIDE = "漢字"
    EITHER = "英数又は漢字"
    """One or the other, never mixed within the field."""
    UNSTATED = ""


class Source(Enum):
    """What a length rests on."""

    DENTAL = "the same-named field of the dental specification of 令和8年6月"
    SAMPLES = "the longest seen in public samples"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Field:
    """`octets` is the most that the field may hold (None: not limited); `fixed` (固定) fields are full or empty."""

    name: str
    octets: int | None
    mode: Mode
    fixed: bool = False
    source: Source = Source.DENTAL


def _digits(name: str, octets: int, source: Source = Source.DENTAL) -> Field:
    return Field(name, octets, Mode.DIGITS, source=source)


def _code(name: str, octets: int) -> Field:
    return Field(name, octets, Mode.DIGITS, fixed=True)


def _half(name: str, octets: int) -> Field:
    return Field(name, octets, Mode.HALF)


def _wide(name: str, octets: int, source: Source = Source.DENTAL) -> Field:
    return Field(name, octets, Mode.WIDE, source=source)


def _either(name: str, octets: int, source: Source = Source.DENTAL) -> Field:
    return Field(name, octets, Mode.EITHER, source=source)


def _spare(name: str = "予備") -> Field:
    return Field(name, None, Mode.UNSTATED, source=Source.UNVERIFIED)


def _days(octets: int) -> tuple[Field, ...]:
    return tuple(_digits(f"{day}日の情報", octets) for day in range(1, 32))


def _comments() -> tuple[Field, ...]:
    pairs = ((_code(f"コメントコード{n}", 9), _either(f"文字データ{n}", 400)) for n in (1, 2, 3))
    return tuple(field for pair in pairs for field in pair)


_DEPARTMENT = ("診療科名", "人体の部位等", "性別等", "医学的処置", "特定疾病")
_HEAD_OF_ACT = (_code("診療識別", 2), Field("負担区分", 1, Mode.HALF, fixed=True))
_IR = (
    _code("審査支払機関", 1),
    _code("都道府県", 2),
    _code("点数表", 1),
    _code("医療機関コード", 7),
    _spare(),
    _either("医療機関名称", 40),
    _code("請求年月", 6),
    _code("マルチボリューム識別情報", 2),
    _half("電話番号", 15),
)
_RE = (
    _digits("レセプト番号", 6),
    _code("レセプト種別", 4),
    _code("診療年月", 6),
    _either("氏名", 40),
    _code("男女区分", 1),
    _code("生年月日", 8),
    _digits("給付割合", 3),
    _code("入院年月日", 8),
    _half("病棟区分", 8),
    _code("一部負担金・食事療養費・生活療養費標準負担額区分", 1),
    _half("レセプト特記事項", 10),
    _digits("病床数", 4, Source.UNVERIFIED),
    _either("カルテ番号等", 20),
    _digits("割引点数単価", 2),
    *(_spare() for _ in range(3)),
    _half("検索番号", 30),
    _spare("記録条件仕様年月情報"),
    _either("請求情報", 40),
    *(_spare(f"{name}{n}") for n in (1, 2, 3) for name in _DEPARTMENT),
    _wide("カタカナ氏名", 80),
    _half("患者の状態", 60),
)
_HO = (
    Field("保険者番号", 8, Mode.HALF, fixed=True),
    _either("被保険者証等の記号", 38),
    _either("被保険者証等の番号", 38),
    _digits("診療実日数", 2),
    _digits("合計点数", 8),
    _spare(),
    _digits("食事療養・生活療養回数", 2),
    _digits("食事療養・生活療養合計金額", 8),
    _code("職務上の事由", 1),
    _digits("証明書番号", 3),
    _digits("負担金額・医療保険", 9),
    _code("減免区分", 1),
    _digits("減額割合", 3),
    _digits("減額金額", 6),
)
_KO = (
    _code("負担者番号", 8),
    _code("受給者番号", 7),
    _code("任意給付区分", 1),
    _digits("診療実日数", 2),
    _digits("合計点数", 8),
    _digits("負担金額・公費", 8),
    _digits("公費給付対象外来一部負担金", 6),
    _digits("公費給付対象入院一部負担金", 6, Source.UNVERIFIED),
    _spare(),
    _digits("食事療養・生活療養回数", 2),
    _digits("食事療養・生活療養合計金額", 8),
)
_SN = (
    _code("負担者種別", 1),
    _code("確認区分", 2),
    Field("保険者番号等（資格確認）", 8, Mode.HALF),
    _either("被保険者証等の記号（資格確認）", 38),
    _either("被保険者証等の番号（資格確認）", 38),
    _code("枝番", 2),
    _digits("受給者番号", 7),
    _spare(),
)
_SY = (
    _code("傷病名コード", 7),
    _code("診療開始日", 8),
    _code("転帰区分", 1),
    _half("修飾語コード", 80),
    _either("傷病名称", 40),
    _code("主傷病", 2),
    _either("補足コメント", 40, Source.UNVERIFIED),
)
_ACT = (_code("診療行為コード", 9), _digits("数量データ", 8))
_DRUG = (_code("医薬品コード", 9), _half("使用量", 11))
_POINTS = (_digits("点数", 7), _digits("回数", 3))
_MATERIAL = (
    _code("特定器材コード", 9),
    _half("使用量", 9),
    *_POINTS,
    _code("単位コード", 3),
    _half("単価", 11),
    _spare(),
    _either("特定器材名称・規格", 300),
)

RECORDS: Mapping[str, tuple[Field, ...]] = {
    record_id: (_half("レコード識別情報", 2), *fields)
    for record_id, fields in {
        "IR": _IR,
        "RE": _RE,
        "HO": _HO,
        "KO": _KO,
        "SN": _SN,
        "JD": (_code("負担者種別", 1), *_days(1)),
        "MF": (_code("窓口負担額区分", 2), *(_spare() for _ in range(31))),
        "SY": _SY,
        "SI": (*_HEAD_OF_ACT, *_ACT, *_POINTS, *_comments(), *_days(3)),
        "IY": (*_HEAD_OF_ACT, *_DRUG, *_POINTS, *_comments(), *_days(3)),
        "TO": (*_HEAD_OF_ACT, *_MATERIAL, *_comments(), *_days(3)),
        "CO": (*_HEAD_OF_ACT, _code("コメントコード", 9), _either("文字データ", 76, Source.SAMPLES)),
        "SJ": (_code("症状詳記区分", 2), _either("症状詳記データ", 2400)),
        "GO": (_digits("総件数", 6), _digits("総合計点数", 10), _code("マルチボリューム識別情報", 2)),
    }.items()
}
"""Every kind of record of a medical claim file, the record id as first field. UK, HS and SS are dental."""
