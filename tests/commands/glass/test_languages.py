"""A language goes to its translator as PO and comes back whole, with what a speaker has read; anything less is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.commands.languages.po import from_po, keys_of, read_texts, to_po, to_toml
from kiosk.commands.table import Refused
from kiosk.settings.languages import FURTHER
from kiosk.web.language import _flat, load_catalogues


@pytest.mark.parametrize("code", FURTHER)
def test_out_and_in_again_says_the_same_and_nobody_has_read_it(code: str) -> None:
    brought = from_po(to_po(code, ()))
    said = load_catalogues()[code]
    assert brought.sentences == {key: said.sentences[key] for key in keys_of(said)}
    assert brought.read == ()
    assert dict(_flat(tomllib.loads(to_toml(code, brought.sentences)))) == brought.sentences


def test_what_a_speaker_has_read_stays_read(tmp_path: Path) -> None:
    assert from_po(to_po("ko", ["frame.leave"])).read == ("frame.leave",)
    assert read_texts(tmp_path) == {}


def test_a_translator_sees_the_key_the_screen_and_the_japanese() -> None:
    told = to_po("vi", ()).decode()
    assert "#. screen: type_pin" in told
    assert "#. ja: {暗証番号|あんしょうばんごう}を入れてください" in told
    assert 'msgctxt "type_pin.title"' in told


def test_a_fact_that_the_translation_lost_is_named() -> None:
    body = to_po("es", ()).replace(b"Quedan {tries} intentos.", b"Quedan intentos.")
    with pytest.raises(Refused, match="tries"):
        from_po(body)


def test_a_sentence_that_is_missing_is_named() -> None:
    body = to_po("es", ()).replace(b'msgstr "Salir"', b'msgstr ""')
    with pytest.raises(Refused, match=r"frame\.leave is missing"):
        from_po(body)


@pytest.mark.parametrize("body", [b"", b"not a catalogue", b"\xff\xfe\x00"])
def test_what_is_no_catalogue_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        from_po(body)
