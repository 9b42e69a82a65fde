import re
import subprocess
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.declaration.era import ERA_CHOICES, from_era, in_era
from kiosk.declaration.form import layout, read_layout
from kiosk.declaration.model import Declaration
from kiosk.declaration.pack import Pack, PackRow, render_pack
from kiosk.declaration.sheet import render
from kiosk.declaration.signature import HEIGHT, WIDTH, NotASignature, read_signature, strokes

POINT = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.lists(st.lists(POINT, min_size=1, max_size=8).map(tuple), min_size=1, max_size=4).map(tuple)
SIGNED = "M100 60L140 200L180 80L240 220M500 50"


def path_of(drawn):
    return "".join(
        "".join(f"{'ML'[index > 0]}{x} {y}" for index, (x, y) in enumerate(stroke)) for stroke in drawn
    )


@given(STROKES)
def test_strokes_come_back_as_they_were_drawn(drawn):
    assert strokes(read_signature(path_of(drawn))) == drawn


@pytest.mark.parametrize(
    "text",
    ["L1 1", "M1 1Z", "M1 1L2", "M1001 1", "M1 301", "M-1 1", "M1 1" * 10_000, '"/><script>', "M1 1 A2 2"],
)
def test_hazard_what_is_no_strokes_is_refused(text):
    with pytest.raises(NotASignature):
        read_signature(text)


def ink_of(sheet):
    """The foot of the sheet as grey pixels, where people sign."""
    cut = ["-x", "0", "-y", "480", "-W", "496", "-H", "90"]
    drawn = subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", *cut], input=sheet, capture_output=True, check=True
    )
    return drawn.stdout


def test_a_signature_is_drawn_on_the_sheet_the_same_each_time():
    bare = Declaration(name="佐藤　見本", signer="佐藤　見本")
    signed = Declaration(name="佐藤　見本", signer="佐藤　見本", signature=SIGNED)
    assert ink_of(render(signed, demo=False)) != ink_of(render(bare, demo=False))
    assert render(signed, demo=False) == render(signed, demo=False)


def test_a_signature_is_in_no_repr():
    assert SIGNED not in repr(Declaration(signature=SIGNED))


# -- the era keys of the glass --------------------------------------------------------------------------------------


@given(st.dates(date(1912, 7, 30), date(2026, 11, 21)))
def test_a_day_said_by_its_era_is_that_day(day):
    era, year, month, of_month = re.match(r"(..)(元|\d+)年(\d+)月(\d+)日", in_era(day)).groups()
    number = 1 if year == "元" else int(year)
    assert from_era(era, number, int(month), int(of_month)) == day
    assert number <= dict(ERA_CHOICES)[era]


@pytest.mark.parametrize(
    "said",
    [("昭和", 64, 1, 8), ("平成", 1, 1, 7), ("令和", 1, 4, 30), ("昭和", 60, 2, 30), ("元号", 1, 1, 1)],
)
def test_a_day_that_its_era_does_not_have_is_no_day(said):
    assert from_era(*said) is None


# -- the layout as data ---------------------------------------------------------------------------------------------


def test_the_form_as_shipped_names_its_version_where_the_sheet_prints_it():
    assert layout().version in layout().footer


def test_a_layout_without_its_version_is_refused():
    text = files("kiosk.declaration").joinpath("layout.toml").read_text("utf-8")
    assert read_layout(text) == layout()
    with pytest.raises(KeyError):
        read_layout(text.replace("version = ", "versoin = ", 1))


# -- the paper pack -------------------------------------------------------------------------------------------------

DAY = date(2026, 11, 21)
ROWS = tuple(
    PackRow(
        str(1000 + n), "𠮷野　葛󠄀子", "ヨシノ　カツコ", DAY - timedelta(9999), "2", "", "990028・5551", DAY
    )
    for n in range(2)
)


def told(sheet):
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=sheet, capture_output=True, check=True)
    return re.sub(r"\s", "", text.stdout.decode())


def pages(sheet):
    info = subprocess.run(["pdfinfo", "-"], input=sheet, capture_output=True, check=True).stdout.decode()
    assert "Tagged:          yes" in info
    return int(re.search(r"Pages:\s+(\d+)", info)[1])


def test_the_pack_holds_the_list_the_notes_and_the_blank_forms():
    sheet = render_pack(Pack("見本クリニック", DAY, ROWS, 5), demo=True)
    text = told(sheet)
    assert pages(sheet) == 1 + 2 + 5
    assert text.count("被保険者資格申立書") == 5
    assert text.count("受付番号時刻") == 8
    assert "1000" in text
    assert "990028・5551" in text
    assert sheet == render_pack(Pack("見本クリニック", DAY, ROWS, 5), demo=True)


def test_hazard_a_hostile_name_stays_text_in_the_pack():
    hostile = '#read("/etc/passwd") $x$ *b* ]'
    row = PackRow("1", hostile, "", None, "", "", "", None)
    assert re.sub(r"\s", "", hostile) in re.sub(
        "\u200b", "", told(render_pack(Pack("c", DAY, (row,), 0), demo=False))
    )
