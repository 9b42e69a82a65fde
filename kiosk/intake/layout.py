"""Which column of a receipt computer's export holds which item: known headings, or a mapping file in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.intake.model import COLUMNS
from kiosk.matching.normalise import squeezed

_HEADINGS = {
    "patient_id": "患者番号 患者ID 患者コード カルテ番号 診察券番号",
    "name": "氏名 漢字氏名 患者氏名 患者名 名前",
    "kana": "カナ氏名 カナ フリガナ ふりがな 氏名カナ 患者氏名カナ カナ名",
    "sex": "性別 性別コード",
    "birthdate": "生年月日 誕生日",
    "address": "住所 現住所 住所1",
    "postcode": "郵便番号 〒",
    "insurer_number": "保険者番号",
    "symbol": "記号 被保険者証記号 保険証記号",
    "number": "番号 被保険者証番号 保険証番号",
    "branch": "枝番",
    "phone": "電話番号 電話 TEL",
}


class LayoutError(ValueError):
    """A mapping file or a header that names no usable column; the message says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: canonical column to the file's heading, or headings that are joined with a space (姓 and 名).

    `sexes`: the file's own codes to 1, 2 or 3, where they are unusual. `encoding` None means: find out.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str = ","


def read_layout(text: str) -> Layout:
    """A mapping file: [columns] name = "患者氏名" or ["姓", "名"]; [sex] "0" = "1"; encoding, delimiter."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise LayoutError(f"not TOML: {failed}") from failed
    columns = table.get("columns", {})
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        raise LayoutError(f"unknown columns {', '.join(unknown)}; there are {', '.join(COLUMNS)}")
    encoding = table.get("encoding")
    if encoding not in {None, "cp932", "utf-8", "utf-8-sig"}:
        raise LayoutError("encoding must be cp932, utf-8 or utf-8-sig")
    headings = {
        column: (heading,) if isinstance(heading, str) else tuple(heading)
        for column, heading in columns.items()
    }
    return Layout(headings, table.get("sex", {}), encoding, table.get("delimiter", ","))


def places(header: Sequence[str], layout: Layout) -> dict[str, tuple[int, ...]]:
    """Canonical column to the positions that hold it. Without a patient's number nobody can be imported: LayoutError."""
    position = {squeezed(heading).casefold(): index for index, heading in reversed(list(enumerate(header)))}
    found: dict[str, tuple[int, ...]] = {}
    for column in COLUMNS:
        if column in layout.columns:
            found[column] = _named(column, layout.columns[column], position)
            continue
        known = (column, *_HEADINGS[column].split())
        at = next(
            (position[squeezed(each).casefold()] for each in known if squeezed(each).casefold() in position),
            None,
        )
        if at is not None:
            found[column] = (at,)
    if "patient_id" not in found:
        raise LayoutError(
            "no column holds the patient's number; name it in a mapping file under [columns] patient_id"
        )
    return found


def _named(column: str, headings: tuple[str, ...], position: Mapping[str, int]) -> tuple[int, ...]:
    missing = [heading for heading in headings if squeezed(heading).casefold() not in position]
    if missing:
        raise LayoutError(f"the header has no {', '.join(missing)}, which the mapping names for {column}")
    return tuple(position[squeezed(heading).casefold()] for heading in headings)
