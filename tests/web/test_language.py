"""The catalogues say the same things, and a choice of language lasts exactly one visit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Outcome
from kiosk.declaration.form import layout
from kiosk.matching.decisions import DECISIONS
from kiosk.settings.languages import FURTHER
from kiosk.web.app import PAGES
from kiosk.web.language import LANGUAGES, Catalogue, CatalogueIncomplete, glass_keys, load_catalogues


def written(folder: Path, ja: str, en: str) -> Path:
    (folder / "ja.toml").write_text(ja, "utf-8")
    (folder / "en.toml").write_text(en, "utf-8")
    return folder


def test_our_own_catalogues_are_complete() -> None:
    loaded = load_catalogues()
    assert set(loaded["ja"].sentences) == set(loaded["en"].sentences)


SHARED = 6
"""Characters up to which a Chinese word may be the Japanese one."""
EVERYWHERE = frozenset(
    {"OK", "Aa", "PIN", "か゛", "は゜", "Normal", "terminal", "Era", "No", "{now} / {all}"}
)


@pytest.mark.parametrize("language", FURTHER)
def test_a_language_of_the_glass_borrows_no_sentence_of_another(language: str) -> None:
    loaded = load_catalogues()
    said, others = loaded[language].sentences, [loaded[each].sentences for each in LANGUAGES]
    borrowed = [
        key
        for key in glass_keys()
        if said[key] not in EVERYWHERE
        and any(said[key] == other[key] for other in others)
        and not (language.startswith("zh") and len(said[key]) <= SHARED)
        and not key.startswith("frame.failure")
    ]
    assert borrowed == []


@pytest.mark.parametrize("language", FURTHER)
def test_every_item_of_the_declaration_has_its_name_in_every_language_of_the_glass(language: str) -> None:
    said = load_catalogues()[language]
    for field in layout().fields:
        assert said.has(f"form.{field.name}")
        for choice in field.choices:
            assert said.has(f"sex.{choice.value}" if field.name == "sex" else f"form.choice.{choice.value}")


BLAME = re.compile(r"(?i)\b(error|erro|fehler|falsch|inválid|invalid)\b|错误|錯誤|오류|lỗi")
CODES = re.compile(r"[a-z]+_[a-z]+")


@pytest.mark.parametrize("language", [*LANGUAGES, *FURTHER])
def test_no_patient_reads_blame_or_a_code(language: str) -> None:
    said = load_catalogues()[language].sentences
    found = [
        key
        for key in glass_keys()
        if BLAME.search(said[key]) or CODES.search(re.sub(r"\{\w+\}", "", said[key]))
    ]
    assert found == []


def test_every_sentence_that_a_template_names_exists() -> None:
    known = load_catalogues()["ja"].sentences
    for template in (PAGES / "templates").rglob("*.html"):
        for key in re.findall(r'\b(?:t|plain)\("([a-z0-9_.]+)"[,)]', template.read_text("utf-8")):
            assert key in known, f"{template.name} says {key}"


MISUNDERSTOOD = {
    "ja": (
        "停止",
        "解除を申し出",
        "障害時モード",
        "患者台帳",
        "資格がまだ分からない",
        "入／切",
        "災害時モード",
        "お客様",
    ),
    "en": ("ticket", "bulk check", "notice-only"),
}
"""Words that mean something else at the counter, or that nobody says there."""
OFFICIAL = ("一時停止", "閲覧停止")
"""The municipality's hold of a certificate, and the insurer's of a record: the word as they use it."""


@pytest.mark.parametrize("language", MISUNDERSTOOD)
def test_no_sentence_uses_a_word_that_means_something_else_at_the_counter(language: str) -> None:
    found = []
    for key, sentence in load_catalogues()[language].sentences.items():
        said = sentence.lower()
        for official in OFFICIAL:
            said = said.replace(official, "")
        found += [(key, word) for word in MISUNDERSTOOD[language] if word in said]
        found += [(key, "%")] if language == "ja" and re.search(r"[\d}] ?[%％]", said) else []
    assert found == []


def test_a_kiosk_whose_languages_differ_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(CatalogueIncomplete, match=r"a\.two"):
        load_catalogues(written(tmp_path, '[a]\none = "一"\ntwo = "二"', '[a]\none = "one"'))


def test_a_sentence_that_forgets_a_fact_in_one_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueIncomplete, match="tries"):
        load_catalogues(written(tmp_path, 'tries = "あと{n}回"', 'tries = "try again"'))


def test_an_empty_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueIncomplete):
        load_catalogues(written(tmp_path, "", ""))


def test_a_key_said_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    written(tmp_path / "more", 'a = "ア"', 'a = "A"')
    with pytest.raises(CatalogueIncomplete, match="twice"):
        load_catalogues(written(tmp_path, 'a = "あ"', 'a = "a"'))


@given(st.text())
def test_a_fact_is_never_markup(fact: str) -> None:
    html = Catalogue("ja", {"hello": "{受付|うけつけ}の{name}"}).say("hello", name=fact)
    assert html.count("<") == html.count("</") * 2
    assert html.count("<ruby>") == 1


def test_without_readings_only_the_word_is_left() -> None:
    assert Catalogue("ja", {"a": "{受付|うけつけ}へ{n}回"}).plain("a", n=2) == "受付へ2回"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "昭和11年3月9日"),
        ("en", "9 March 1936"),
        ("zh-Hans", "1936年3月9日"),
        ("zh-Hant", "1936年3月9日"),
        ("ko", "1936년 3월 9일"),
        ("es", "9 de marzo de 1936"),
        ("pt", "9 de março de 1936"),
        ("vi", "9 tháng 3, 1936"),
    ],
)
def test_a_date_is_said_as_people_say_it(language: str, words: str) -> None:
    assert Catalogue(language, {}).day(date(1936, 3, 9)) == words


def test_a_choice_before_the_card_lasts_through_the_visit_and_no_longer(
    browser: object, lane: object
) -> None:
    assert 'lang="en"' in browser.send("/language", to="en").get_data(as_text=True)
    for step in (steps.Reading(), steps.CardTrouble("card_gone"), steps.Closed(Outcome.ABANDONED)):
        lane.stands_at(step)
        assert {"Please", "checked in"} & set(re.findall(r"Please|checked in", browser.screen()))
    lane.stands_at(steps.Attract(), visit=None)
    assert "置いてください" in browser.screen()


def test_hazard_the_next_patient_does_not_inherit_the_language(browser: object, lane: object) -> None:
    lane.stands_at(steps.Reading(), visit="V-1")
    browser.send("/language", to="en")
    lane.stands_at(steps.Reading(), visit="V-2")
    assert "お待ちください" in browser.screen()


def test_a_language_that_the_clinic_has_not_turned_on_is_not_spoken(browser: object) -> None:
    assert 'lang="ja"' in browser.send("/language", to="ko").get_data(as_text=True)


def test_a_glass_of_two_languages_has_one_button_for_the_other(browser: object) -> None:
    page = browser.screen()
    assert 'value="en"' in page
    assert 'data-opens-dialog="languages"' not in page


def test_an_unknown_language_is_japanese(browser: object) -> None:
    assert 'lang="ja"' in browser.send("/language", to="tlh").get_data(as_text=True)


def test_every_decision_of_the_comparison_is_said_in_words() -> None:
    known = load_catalogues()["ja"]
    rules = [
        *(each.id for each in DECISIONS),
        *(f"ask.{each}" for each in ("candidates", "qualifications", "relaxed", "application")),
    ]
    assert [rule for rule in rules if not known.rule(rule)] == []
    assert known.rule("no.such.rule") == ""
