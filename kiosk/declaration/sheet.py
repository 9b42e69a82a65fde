"""The declaration on paper: one A4 page as PDF/UA-1, the same bytes for the same declaration.

The official layout was not available; this is an equivalent form of our own with the same items, and says so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

import typst

from kiosk.declaration.era import in_era
from kiosk.declaration.form import FIELDS, FormField, Keyboard
from kiosk.declaration.model import Declaration

LAYOUT = "declaration-1"
"""The version printed on the sheet and kept beside it."""
TITLE = "被保険者資格申立書"
STATEMENT = (
    "私は、本日の受診にあたり、有効な医療保険の資格があることを、下のとおり申し立てます。"
    "保険の記号・番号などが分かったときは、すみやかにこの医療機関へ知らせます。"
)
NOTES = (
    "分かる範囲で記入してください。空欄があっても受け付けます。",
    "窓口では、ここに記入した割合の一部負担金を支払っていただきます。",
)
FOOTER = f"様式 {LAYOUT}：厚生労働省通知（保発0710第1号）の項目による同等様式です。官製の様式ではありません（equivalent form）。"
GETA = "〓"
"""What a printer's proof puts where it has no type (下駄)."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
PROBE = b"""#set document(title: "probe")
#set text(font: ("BIZ UDGothic", "Noto Sans CJK JP"), fallback: false, lang: "ja")
#sys.inputs.text"""
BLANK_DATE = "　　　　年　　月　　日"
HERE = Path(__file__).parent

Text = str | bool | list["Text"] | dict[str, "Text"]
"""What the sheet is told."""


class SheetUnprintable(Exception):
    """The sheet could not be set; most likely a font is not installed. Nothing was produced."""


def render(declaration: Declaration, demo: bool, visit: str = "") -> bytes:  # noqa: FBT001 - what kind of sheet it is
    """The PDF. A character that neither font has is printed as 〓 and named at the foot; raises SheetUnprintable."""
    content = _content(declaration, visit)
    lacking = missing_glyphs("".join(_texts(content)))
    named = "、".join(f"U+{ord(character):04X}" for character in lacking)
    sheet = {
        **_replaced(content, dict.fromkeys(map(ord, lacking), GETA)),
        "demo": demo,
        "footnotes": [f"{GETA}は、この書体にない文字です（{named}）。"] if lacking else [],
    }
    return _set_type((HERE / "sheet.typ").read_bytes(), {"sheet": json.dumps(sheet)}, _stamp(declaration))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters that cannot or must not be printed, in the order of their first appearance.

    Controls and invisible direction marks must not: they would make the sheet say something else than it shows. For
    the rest the typesetter itself is asked, for PDF/UA-1 forbids text without a glyph: all at once, and one by one
    only when that fails.
    """
    distinct = tuple(dict.fromkeys(text))
    unseen = {each for each in distinct if unicodedata.category(each) in UNSEEN}
    seen = [each for each in distinct if each not in unseen]
    fonts = typst.Fonts()
    if not _can_print(fonts, "".join(seen)):
        unseen |= {each for each in seen if not _can_print(fonts, each)}
    return tuple(each for each in distinct if each in unseen)


def _can_print(fonts: typst.Fonts, text: str) -> bool:
    # A compiler that has failed once has lost its source (typst 0.15.0): each question gets its own, the fonts are shared.
    try:
        typst.Compiler(PROBE, font_paths=fonts).compile(
            format="pdf", sys_inputs={"text": text}, pdf_standards="ua-1"
        )
    except typst.TypstError:
        return False
    return True


def _set_type(source: bytes, inputs: dict[str, str], stamp: datetime) -> bytes:
    try:
        page = typst.Compiler(source, root=HERE).compile(
            format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=stamp
        )
    except typst.TypstError as error:
        raise SheetUnprintable(type(error).__name__) from None
    if not isinstance(page, bytes):
        raise SheetUnprintable("the typesetter gave no page")
    return page


def _stamp(declaration: Declaration) -> datetime:
    day = declaration.declared_on
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED


def _content(declaration: Declaration, visit: str) -> dict[str, Text]:
    return {
        "title": TITLE,
        "statement": STATEMENT,
        "notes": list(NOTES),
        "footer": FOOTER,
        "visit": visit,
        "rows": [_row(field, getattr(declaration, field.name)) for field in FIELDS],
        "declared_on": in_era(declaration.declared_on) if declaration.declared_on else BLANK_DATE,
        "signer": _one_line(declaration.signer),
        "relation": _one_line(declaration.signer_relation),
    }


def _row(field: FormField, value: object) -> dict[str, Text]:
    row: dict[str, Text] = {"name": field.name, "label": field.ja}
    if field.choices:
        ticked = str(value.value if isinstance(value, Enum) else value)
        row["choices"] = [{"label": each.ja, "chosen": each.value == ticked} for each in field.choices]
    elif field.keyboard is Keyboard.DATE:
        row["value"] = f"{in_era(value)}（{value.year}年）" if isinstance(value, date) else BLANK_DATE
    else:
        row["value"] = _one_line(str(value))
    return row


def _one_line(text: str) -> str:
    """Line ends and tabs are typing, not part of a name."""
    return " ".join(part for part in re.split(r"[\r\n\t]+", text) if part)


def _texts(content: Text) -> Iterator[str]:
    match content:
        case str():
            yield content
        case list():
            for each in content:
                yield from _texts(each)
        case dict():
            for each in content.values():
                yield from _texts(each)


def _replaced(content: dict[str, Text], table: dict[int, str]) -> dict[str, Text]:
    return {name: _replaced_in(each, table) for name, each in content.items()}


def _replaced_in(content: Text, table: dict[int, str]) -> Text:
    match content:
        case str():
            return content.translate(table)
        case list():
            return [_replaced_in(each, table) for each in content]
        case dict():
            return _replaced(content, table)
        case _:
            return content
