"""What receipt computers and spreadsheets call the items of a patient: a table, with the items that they keep in pieces.

The selection is this project's own, of headings in common use. A heading is compared folded: width, case, kind of kana,
brackets and separators carry no meaning (氏名（カナ） is 氏名カナ).
"""

from __future__ import annotations

from kiosk.matching.names.kana import in_katakana
from kiosk.matching.text.normalise import squeezed

Way = tuple[str, ...]
"""Headings that hold one item together, in this order."""

_NOISE = str.maketrans("", "", "()[]{}<>【】「」『』*#:;/.,_-‐ー・'\"※★◎●")


def folded(heading: str) -> str:
    return in_katakana(squeezed(heading)).casefold().translate(_NOISE)


def _ways(text: str) -> tuple[Way, ...]:
    """Pieces before wholes: beside カナ姓, the heading カナ名 is a given name."""
    ways = (tuple(each.split("+")) for each in text.split())
    return tuple(sorted(ways, key=lambda way: len(way) == 1))


WAYS: dict[str, tuple[Way, ...]] = {
    "patient_id": _ways(
        "患者番号 患者ID 患者コード 患者No カルテ番号 カルテNo カルテID 診察券番号 診察券No 診察券ID 登録番号 受診者番号 受診者ID "
        "利用者番号 利用者ID 顧客番号 患者登録番号 患者管理番号 カルテNumber patientid patientno patientnumber chartno chartid ID番号 ID"
    ),
    "name": _ways(
        "氏名 漢字氏名 患者氏名 氏名漢字 患者漢字氏名 患者氏名漢字 受診者氏名 姓名 姓+名 氏+名 漢字姓+漢字名 姓漢字+名漢字 患者姓+患者名 氏漢字+名漢字 "
        "氏名姓+氏名名 患者氏名姓+患者氏名名 姓氏名+名氏名 氏名1+氏名2 苗字+名前 名字+名前 苗字+名 名字+名 lastname+firstname familyname+givenname 患者名 漢字名 患者名漢字 名前 お名前 漢字 patientname fullname"
    ),
    "kana": _ways(
        "カナ氏名 カナ フリガナ 氏名カナ 患者氏名カナ カナ名 患者カナ氏名 カナ患者氏名 氏名フリガナ 患者フリガナ 患者氏名フリガナ 半角カナ氏名 全角カナ氏名 "
        "カナ患者名 患者名カナ 患者名フリガナ 患者カナ カナシメイ シメイ ヨミガナ ヨミ 氏名ヨミ 読ミ 読ミ仮名 振仮名 振リ仮名 カナ姓名 "
        "セイ+メイ 氏名カナ姓+氏名カナ名 カナ氏名姓+カナ氏名名 患者カナ姓+患者カナ名 フリガナセイ+フリガナメイ カナ1+カナ2 姓読ミ+名読ミ 姓ヨミガナ+名ヨミガナ カナ姓+カナ名 姓カナ+名カナ カナセイ+カナメイ フリガナ姓+フリガナ名 姓フリガナ+名フリガナ 姓ヨミ+名ヨミ セイカナ+メイカナ "
        "患者姓カナ+患者名カナ 氏カナ+名カナ シ+メイ lastnamekana+firstnamekana familynamekana+givennamekana namekana kananame furigana"
    ),
    "sex": _ways("性別 性別コード 性別区分 患者性別 性 男女 男女区分 性別名称 gender"),
    "birthdate": _ways(
        "生年月日 誕生日 生年月日西暦 西暦生年月日 患者生年月日 生年月日和暦 和暦生年月日 元号生年月日 "
        "元号+年+月+日 年号+年+月+日 生年月日元号+生年月日年+生年月日月+生年月日日 元号+生年+生月+生日 生年+生月+生日 誕生年+誕生月+誕生日 dob birthday dateofbirth"
    ),
    "postcode": _ways(
        "郵便番号 〒 現住所郵便番号 住所郵便番号 自宅郵便番号 患者郵便番号 郵便 郵便番号1+郵便番号2 zip zipcode postalcode"
    ),
    "insurer_number": _ways("保険者番号 保険者No 主保険者番号 保険者番号1 insurerno"),
    "symbol": _ways(
        "記号 被保険者証記号 保険証記号 被保険者記号 証記号 被保険者証等記号 保険記号 被保険者手帳記号"
    ),
    "number": _ways(
        "番号 被保険者証番号 保険証番号 被保険者番号 証番号 被保険者証等番号 保険番号記号番号 被保険者手帳番号"
    ),
    "branch": _ways("枝番 枝番号 被保険者証枝番 保険証枝番 被保険者枝番 証枝番"),
    "phone": _ways(
        "電話番号 電話 TEL 電話番号1 自宅電話番号 自宅電話 自宅TEL 電話番号自宅 連絡先 連絡先電話番号 携帯電話番号 携帯電話 携帯番号 携帯 phonenumber"
    ),
}
"""Item to the ways in which a file may hold it; the first way that a file has whole is taken."""

ADDRESS: tuple[tuple[str, ...], ...] = tuple(
    tuple(each.split())
    for each in (
        "都道府県 都道府県名 県名",
        "市区町村 市区町村名 市区 市町村 市町村名 区市町村",
        "住所 現住所 患者住所 自宅住所 住所漢字 漢字住所 現住所漢字 住所全体 住所1 現住所1 患者住所1 自宅住所1 町名 町域 町域名 町村名 大字 住所町名 住所上段 address address1",
        "住所2 現住所2 患者住所2 自宅住所2 番地方書 番地 番地以降 住所番地 丁目番地 番地等 住所下段 住所町名以下 住所番地以下 番地号以下 番地号室 地番 町域以降 番地号 住所番地方書 address2",
        "住所3 現住所3 患者住所3 自宅住所3 方書 建物名 建物 マンション名 アパート名 マンション ビル名 建物名部屋番号 住所建物 住所方書 address3",
        "住所4 現住所4 部屋番号 address4",
    )
)
"""The pieces of an address in their order; of each piece the first heading that a file has, and any piece may be missing."""

TOTALS = (
    "合計",
    "総計",
    "小計",
    "総合計",
    "件数",
    "総件数",
    "出力件数",
    "患者数",
    "以上",
    "計",
    "total",
    "ーー以上ーー",
)
"""What stands first in a line under the table that is no patient."""
