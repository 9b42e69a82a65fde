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
from kiosk.declaration.form import FormField, Keyboard, layout
from kiosk.declaration.model import Declaration
from kiosk.declaration.signature import HEIGHT, WIDTH, strokes

GETA = "〓"
"""What a printer's proof puts where it has no type (下駄)."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
PROBE = b"""#set document(title: "probe")
#set text(font: ("BIZ UDGothic", "Noto Sans CJK JP"), fallback: false, lang: "ja")
#sys.inputs.text"""
VARIANT = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff][\ufe00-\ufe0f\U000e0100-\U000e01ef]|[\uf900-\ufaff\U0002f800-\U0002fa1f]"
)
BLANK_DATE = "　　　　年　　月　　日"
HERE = Path(__file__).parent

Text = str | bool | list["Text"] | dict[str, "Text"]
"""What the sheet is told."""


class SheetUnprintable(Exception):
    """The sheet could not be set; most likely a font is not installed. Nothing was produced."""


def render(declaration: Declaration, demo: bool, visit: str = "", clinic: str = "") -> bytes:  # noqa: FBT001 - what kind of sheet it is
    """The PDF, one page or numbered ones; raises SheetUnprintable.

    A character that neither font has is printed as 〓 and named at the foot, as is one that they draw like another.
    """
    sheet = sheet_of(declaration, demo=demo, visit=visit, clinic=clinic) | {"numbered": True}
    return set_type((HERE / "sheet.typ").read_bytes(), {"sheet": json.dumps(sheet)}, _stamp(declaration))


def sheet_of(declaration: Declaration, *, demo: bool, visit: str = "", clinic: str = "") -> dict[str, object]:
    """Everything that the form is told for one declaration."""
    content, footnotes = printable(_content(declaration, visit, clinic))
    ink = _ink(declaration.signature)
    return {**content, "demo": demo, "ink": ink, "footnotes": footnotes, "numbered": False}


def printable(content: dict[str, Text]) -> tuple[dict[str, Text], list[str]]:
    """The content with 〓 for what cannot be printed, and the footnote that names it, if any."""
    text = "".join(_texts(content))
    lacking = missing_glyphs(text)
    named = "、".join(f"U+{ord(character):04X}" for character in lacking)
    footnotes = [f"{GETA}は、この書体にない文字です（{named}）。"] if lacking else []
    if alike := drawn_alike(text):
        pairs = "、".join(f"{each}（{' '.join(f'U+{ord(part):04X}' for part in each)}）" for each in alike)
        footnotes.append(f"次の字は、この書体では普通の字形と区別できません：{pairs}。")
    return _replaced(content, dict.fromkeys(map(ord, lacking), GETA)), footnotes


def _ink(signature: str) -> dict[str, object]:
    """The strokes in their box, for the typesetter to draw."""
    return {"width": WIDTH, "height": HEIGHT, "strokes": strokes(signature)}


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


def drawn_alike(text: str) -> tuple[str, ...]:
    """Variants that the fonts draw like the common character: what was chosen cannot be seen on the sheet.

    Those chosen by a selector, and compatibility ideographs.
    """
    variants = {
        found: found[0] if len(found) > 1 else unicodedata.normalize("NFKC", found)
        for found in dict.fromkeys(VARIANT.findall(text))
    }
    fonts = typst.Fonts()
    return tuple(
        each
        for each, common in variants.items()
        if each != common and _drawn(fonts, each) == _drawn(fonts, common)
    )


def _drawn(fonts: typst.Fonts, text: str) -> object:
    try:
        return typst.Compiler(PROBE, font_paths=fonts).compile(format="svg", sys_inputs={"text": text})
    except typst.TypstError:
        return text


def _can_print(fonts: typst.Fonts, text: str) -> bool:
    # A compiler that has failed once has lost its source (typst 0.15.0): each question gets its own, the fonts are shared.
    try:
        typst.Compiler(PROBE, font_paths=fonts).compile(
            format="pdf", sys_inputs={"text": text}, pdf_standards="ua-1"
        )
    except typst.TypstError:
        return False
    return True


def set_type(template: bytes, inputs: dict[str, str], stamp: datetime) -> bytes:
    """A template set with data; it may read nothing outside this folder. Raises SheetUnprintable."""
    try:
        page = typst.Compiler(template, root=HERE).compile(
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


def _content(declaration: Declaration, visit: str, clinic: str) -> dict[str, Text]:
    form = layout()
    return {
        "title": form.title,
        "statement": form.statement,
        "notes": list(form.notes),
        "footer": form.footer,
        "labels": {
            "signature": form.signature,
            "by_hand": form.by_hand,
            "relation": form.relation,
            "office": form.office_title,
        },
        "clinic": one_line(clinic),
        "named": one_line(declaration.name),
        "office": list(form.office),
        "office_lines": list(form.office_lines),
        "visit": visit,
        "rows": [_row(field, getattr(declaration, field.name)) for field in form.fields],
        "declared_on": in_era(declaration.declared_on) if declaration.declared_on else BLANK_DATE,
        "signer": one_line(declaration.signer),
        "relation": one_line(declaration.signer_relation),
    }


def _row(field: FormField, value: object) -> dict[str, Text]:
    row: dict[str, Text] = {"name": field.name, "label": field.ja}
    if field.choices:
        ticked = str(value.value if isinstance(value, Enum) else value)
        row["choices"] = [{"label": each.ja, "chosen": each.value == ticked} for each in field.choices]
    elif field.keyboard is Keyboard.DATE:
        row["value"] = f"{in_era(value)}（{value.year}年）" if isinstance(value, date) else BLANK_DATE
    elif field.keyboard is Keyboard.KANA:
        row["value"] = full_width(one_line(str(value)))
    else:
        row["value"] = one_line(str(value))
    return row


_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def full_width(reading: str) -> str:
    """A reading in full-width katakana, its words apart, however it was typed."""
    return "　".join(unicodedata.normalize("NFKC", reading).translate(_KATAKANA).split())


def one_line(text: str) -> str:
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
