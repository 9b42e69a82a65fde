import re
import subprocess
from datetime import date

import pytest

from kiosk.declaration.form import layout
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.declaration.sheet import UNDATED, SheetUnprintable, drawn_alike, missing_glyphs, render, set_type

FILLED = Declaration(
    name="𠮷野　葛󠄀子",
    kana="ヨシノ　カツコ",
    birthdate=date(1985, 4, 12),
    sex="2",
    address="東京都千代田区見本町一丁目２番３号",
    phone="03-0000-0000",
    insurance_kind=InsuranceKind.EMPLOYEES,
    insurer_name="見本健康保険組合",
    employer="株式会社みほん商事",
    share_percent=30,
    declared_on=date(2026, 11, 21),
    signer="𠮷野　葛󠄀子",
)
HOSTILE = '#read("/etc/passwd") #{1/0} $x^2$ *bold* _it_ `raw` <label> @ref \\u{41} // ] } "quoted" #import'


def poppler(program, sheet, *options):
    done = subprocess.run([program, *options], input=sheet, capture_output=True, check=True)
    return done.stdout.decode()


def words(sheet):
    return poppler("pdftotext", sheet, "-layout", "-", "-")


def raw(sheet):
    """The text in the order in which it was set."""
    return re.sub(r"[\s\u200b]+", "", poppler("pdftotext", sheet, "-raw", "-", "-"))


def seen(sheet):
    """The text without the spaces that only place it."""
    return re.sub(r"[\s\u200b]+", "", words(sheet))


def test_every_item_stands_on_the_sheet():
    text = seen(render(FILLED, demo=False, visit="20261121-0007"))
    for item in (
        "被保険者資格申立書",
        "20261121-0007",
        "ヨシノカツコ",
        "昭和60年4月12日（1985年）",
        "東京都千代田区見本町一丁目２番３号",
        "03-0000-0000",
        "見本健康保険組合",
        "株式会社みほん商事",
        "令和8年11月21日",
    ):
        assert item in text


def test_only_what_was_chosen_is_ticked():
    text = seen(render(FILLED, demo=False))
    assert re.findall("✓(女|会社などの健康保険|３割)", text) == ["女", "会社などの健康保険", "３割"]
    assert text.count("✓") == 3
    assert "✓" not in seen(render(Declaration(), demo=False))


def test_it_says_that_it_is_an_equivalent_form_and_which_version():
    text = seen(render(FILLED, demo=False))
    assert layout().version in text
    assert "官製の様式ではありません" in text


@pytest.mark.parametrize("name", ["𠮷野　葛󠄀子", "髙﨑　辻󠄀", "祇園　德", "渡邉　栁"])
def test_hazard_rare_characters_are_printed_and_not_replaced(name):
    assert missing_glyphs(name) == ()
    text = seen(render(Declaration(name=name), demo=False))
    bare = re.sub("[\u3000\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", name)
    assert bare in re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", text)
    assert "〓" not in text


def picture(name):
    sheet = render(Declaration(name=name), demo=False)
    return subprocess.run(
        ["pdftoppm", "-r", "60", "-gray"], input=sheet, capture_output=True, check=True
    ).stdout


@pytest.mark.parametrize("character", ["葛", "辻", "祇"])
def test_hazard_a_variant_chosen_by_its_selector_is_drawn_as_that_variant(character):
    assert picture(f"{character}\U000e0100") != picture(character)
    assert picture(character) == picture(character)


def test_all_fonts_are_embedded():
    rows = poppler("pdffonts", render(FILLED, demo=True), "-").splitlines()[2:]
    assert rows
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")
    assert any("BIZUDGothic" in row for row in rows)
    assert any("NotoSansCJKjp" in row for row in rows)


def test_it_is_one_tagged_page_of_a4():
    facts = poppler("pdfinfo", render(FILLED, demo=True), "-")
    assert re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Pages:\s+1$", facts, re.MULTILINE)
    assert "(A4)" in facts


def test_the_same_declaration_gives_the_same_bytes():
    assert render(FILLED, demo=True) == render(FILLED, demo=True)
    assert render(FILLED, demo=True) != render(FILLED, demo=False)


def test_a_sheet_that_needs_two_pages_has_number_and_name_on_each():
    long = render(
        Declaration(name="佐藤　見本", address="見本町" * 150, employer="見本" * 150),
        demo=False,
        visit="20261121-0007",
    )
    feet = re.findall(r"(\d)/2 *受付番号 20261121-0007 *佐藤 *見本", words(long))
    assert feet == ["1", "2"]
    assert "1/1" not in words(render(FILLED, demo=False))


def test_whose_form_it_is_and_whom_it_is_told_stand_on_it():
    text = seen(render(FILLED, demo=False, clinic="さくら見本クリニック"))
    assert "さくら見本クリニック" in text
    assert "審査支払機関（支払基金または国保連）と保険者に伝えます" in text


def test_without_strokes_there_is_a_line_to_sign_by_hand():
    assert "手書きで署名してください" in seen(render(FILLED, demo=False))
    assert seen(render(Declaration(), demo=False)).count("□") == 4


def test_the_reading_is_full_width_however_it_was_typed():
    assert "サトウ　ミホン".replace("　", "") in seen(render(Declaration(kana="ｻﾄｳ ﾐﾎﾝ"), demo=False))


@pytest.mark.parametrize(
    ("text", "alike"),
    [("葛城", ()), ("葛\U000e01ef城", ("葛\U000e01ef",)), ("葛\U000e0100城", ()), ("\ufa19\ufa11", ())],
)
def test_variants_that_look_like_the_common_character_are_named(text, alike):
    assert drawn_alike(text) == alike
    assert ("区別できません" in seen(render(Declaration(name=text), demo=False))) is bool(alike)


def test_a_demo_sheet_says_so():
    assert "見本・SPECIMEN" in seen(render(FILLED, demo=True))
    assert "SPECIMEN" not in seen(render(FILLED, demo=False))


def test_hazard_hostile_text_stays_text():
    text = raw(render(Declaration(name=HOSTILE, address=HOSTILE), demo=False))
    assert text.count(re.sub(r"\s+", "", HOSTILE)) == 2 + 2, (
        "two items, and the name at the foot of both pages"
    )
    assert "root:" not in text


def test_hazard_what_cannot_be_printed_is_shown_as_such():
    sheet = render(Declaration(name="佐藤😀\U000f1234"), demo=False)
    assert "佐藤〓〓" in seen(sheet)
    assert "U+1F600、U+F1234" in seen(sheet)


def test_hazard_invisible_marks_and_half_characters_do_not_pass():
    assert missing_glyphs("a\u202eb\x07c\ud800") == ("\u202e", "\x07", "\ud800")
    assert "ab〓c" in seen(render(Declaration(name="ab\u202ec"), demo=False))


def test_line_ends_are_not_part_of_an_address():
    assert "東京都見本町" in seen(render(Declaration(address="東京都\r\n見本町\t"), demo=False))
    assert "〓" not in seen(render(Declaration(address="東京都\r\n見本町\t"), demo=False))


def test_a_run_without_a_break_stays_in_its_cell():
    last = re.findall(r"A+", words(render(Declaration(address="A" * 400), demo=False)))
    assert sum(map(len, last)) == 400
    assert len(last) > 4


def test_a_template_may_read_nothing_outside_its_own_folder():
    with pytest.raises(SheetUnprintable):
        set_type(b'#set document(title: "x")\n#read("../port.py")', {}, UNDATED)
