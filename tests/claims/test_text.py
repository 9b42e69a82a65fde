"""What a claim can carry of a text, and that nothing else gets in unsaid."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.claims.file.text import foreign_characters, half, printable, wide


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ｱﾊﾞﾗ 1-2", "アバラ　１－２"),
        ("見本町1丁目~'\"", "見本町１丁目～’”"),
        ("〜−—‖¥", "～－―∥￥"),
        ("か\u3099", "が"),
        ("ソ能表", "ソ能表"),
    ],
)
def test_ordinary_text_becomes_full_width(text, shown):
    written = wide(text)
    assert (written.data.decode("cp932"), written.lost) == (shown, ())


@pytest.mark.parametrize("character", ["纊", "😀", "é", "\n", "\x00", "\x1b"])
def test_what_the_standard_lacks_becomes_a_question_mark_and_is_said(character):
    written = wide(f"見{character}本")
    assert (written.data.decode("cp932"), written.lost) == ("見？本", (character,))


@pytest.mark.parametrize(
    ("character", "standard"),
    [
        ("髙", "高"), ("﨑", "崎"), ("𠮷", "吉"), ("①", "１"), ("㈱", "（株）"), ("㈲", "（有）"), ("№", "Ｎｏ．"), ("㍻", "平成"), ("Ⅱ", "ＩＩ"),
    ],
)  # fmt: skip
def test_what_has_a_standard_form_is_written_in_it_and_said(character, standard):
    written = wide(f"見{character}本")
    assert written.data.decode("cp932") == f"見{standard}本"
    assert (written.lost, written.replaced) == ((), (f"{character}→{standard}",))


def test_a_variant_form_is_written_as_its_base_and_said():
    written = wide("葛\U000e0100城")
    assert (written.data.decode("cp932"), written.lost) == ("葛城", ("\U000e0100",))


@given(st.text())
def test_whatever_comes_in_only_double_bytes_of_the_standard_go_out(text):
    data = wide(text).data
    assert len(data) % 2 == 0
    assert foreign_characters(data) == ()
    assert len(data.decode("cp932")) == len(data) // 2


@example("⁇")
@given(st.text())
def test_a_question_mark_is_never_put_in_silently(text):
    written = wide(text)
    put_in = written.data.decode("cp932").count("？") - text.count("？") - text.count("?")
    said = sum(each.partition("→")[2].count("？") for each in written.replaced)
    assert put_in <= len(written.lost) + said


@pytest.mark.parametrize(("text", "data"), [("12-3", b"12-3"), ("１２", b"12"), ("1,2", None), ("見12", None), ("1\n", None)])  # fmt: skip
def test_half_width_is_ascii_or_nothing(text, data):
    assert half(text) == data


def test_vendors_rows_are_named_as_foreign():
    assert foreign_characters("見①髙本ｱ".encode("cp932")) == ("①", "髙")


def test_a_control_character_never_reaches_a_terminal():
    assert printable("\x1b[2J見　本\r") == "\ufffd[2J見　本\ufffd"
