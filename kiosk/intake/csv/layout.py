"""Which column of a receipt computer's export holds which item: known headings, or a mapping file in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.intake.model import COLUMNS
from kiosk.matching.text.normalise import squeezed

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
_SETTINGS = ("columns", "sex", "encoding", "delimiter", "skip")


class LayoutError(ValueError):
    """A mapping file or a header that names no usable column; the message says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: canonical column to the file's heading, or headings that are joined with a space (姓 and 名).

    A heading that occurs more than once is told apart by its turn: "番号#2". `sexes`: the file's own codes to 1, 2 or 3,
    where they are unusual. `encoding` None means: find out. `skip`: lines above the header.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str = ","
    skip: int = 0


def read_layout(text: str) -> Layout:
    """A mapping file: [columns] name = "患者氏名" or ["姓", "名"]; [sex] "0" = "1"; encoding, delimiter, skip.

    Raises LayoutError when it is not TOML, or says something that is not in this list.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise LayoutError(f"not TOML: {failed}") from failed
    columns = table.get("columns", {})
    _only("settings", table, _SETTINGS)
    _only("columns", columns, COLUMNS)
    if table.get("encoding") not in {None, "cp932", "utf-8", "utf-8-sig"}:
        raise LayoutError("encoding must be cp932, utf-8 or utf-8-sig")
    if not isinstance(delimiter := table.get("delimiter", ","), str) or len(delimiter) != 1:
        raise LayoutError("delimiter must be one character")
    if not isinstance(skip := table.get("skip", 0), int) or skip < 0:
        raise LayoutError("skip must be the number of lines above the header")
    headings = {
        column: (heading,) if isinstance(heading, str) else tuple(heading)
        for column, heading in columns.items()
    }
    return Layout(headings, table.get("sex", {}), table.get("encoding"), delimiter, skip)


def _only(what: str, found: Iterable[str], known: Sequence[str]) -> None:
    if unknown := sorted(set(found) - set(known)):
        raise LayoutError(f"unknown {what} {', '.join(unknown)}; there are {', '.join(known)}")


def places(header: Sequence[str], layout: Layout) -> dict[str, tuple[int, ...]]:
    """Canonical column to the positions that hold it. Without a patient's number nobody can be imported: LayoutError."""
    positions = _positions(header)
    found: dict[str, tuple[int, ...]] = {}
    for column in COLUMNS:
        if column in layout.columns:
            found[column] = tuple(_named(column, each, positions) for each in layout.columns[column])
        elif at := _known(column, positions):
            found[column] = at
    if "patient_id" not in found:
        raise LayoutError(
            "no column holds the patient's number; name it in a mapping file under [columns] patient_id"
        )
    return found


def _positions(header: Sequence[str]) -> dict[str, list[int]]:
    """Folded heading to where it stands."""
    found: dict[str, list[int]] = {}
    for position, heading in enumerate(header):
        found.setdefault(_folded(heading), []).append(position)
    return found


def _folded(heading: str) -> str:
    return squeezed(heading).casefold()


def _known(column: str, positions: Mapping[str, list[int]]) -> tuple[int, ...]:
    """The first heading of the list that the file has. Which of two equal ones is meant, a mapping file must say."""
    for heading in (column, *_HEADINGS[column].split()):
        at = positions.get(_folded(heading), [])
        if len(at) > 1:
            raise LayoutError(
                f"{len(at)} columns are headed {heading}; name the one that holds {column} in a mapping file "
                f'under [columns], for instance {column} = "{heading}#1"'
            )
        if at:
            return (at[0],)
    return ()


def _named(column: str, heading: str, positions: Mapping[str, list[int]]) -> int:
    """Where a heading of the mapping file stands; "番号#2" is the second of that name."""
    at = positions.get(_folded(heading), [])
    name, _, turn = heading.rpartition("#")
    if not at and turn.isdecimal():
        at = positions.get(_folded(name), [])[int(turn) - 1 : int(turn)]
    if not at:
        raise LayoutError(f"the header has no {heading}, which the mapping names for {column}")
    if len(at) > 1:
        raise LayoutError(
            f"{len(at)} columns are headed {heading}; write {heading}#1 or {heading}#2 for {column}"
        )
    return at[0]
