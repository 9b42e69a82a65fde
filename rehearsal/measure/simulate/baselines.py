"""What others would do with the same rows: equality, three items, a string ratio. One score a pair, higher is more alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from kiosk.matching.names import kana
from kiosk.matching.report import Person

Scorer = Callable[[Person, Person], float]
REMEDY = "install the development requirements (requirements-dev.txt)"
RAPIDFUZZ = "rapidfuzz token_set"
SPLINK = "splink"


def _raw(each: Person) -> tuple[object, ...]:
    return each.name, each.kana, each.sex, each.birthdate, each.address


def _nfkc(each: Person) -> tuple[object, ...]:
    texts = (
        unicodedata.normalize("NFKC", text or "").replace(" ", "")
        for text in (each.name, each.kana, each.address)
    )
    return (*texts, each.sex, each.birthdate)


def _three(each: Person) -> tuple[object, ...]:
    return kana.key(each.kana or ""), each.sex, each.birthdate


def _equal(of: Callable[[Person], tuple[object, ...]]) -> Scorer:
    return lambda displayed, held: float(of(displayed) == of(held))


EQUALITY: Mapping[str, Scorer] = {
    "equality, raw": _equal(_raw),
    "equality, NFKC": _equal(_nfkc),
    "three items (kana, sex, birth date)": _equal(_three),
}
"""Alarms where the score is 0."""


def _line(each: Person) -> str:
    born = each.birthdate.isoformat() if each.birthdate else ""
    texts = (each.name, each.kana, each.sex, born, each.address)
    return unicodedata.normalize("NFKC", " ".join(text for text in texts if text))


def token_set() -> Scorer:
    """The ratio of rapidfuzz's token_set_ratio over the five items in one line, 0 to 100."""
    ratio = import_module("rapidfuzz.fuzz").token_set_ratio
    return lambda displayed, held: float(ratio(_line(displayed), _line(held)))


def scorers() -> Mapping[str, Scorer]:
    """Those that can run here."""
    ratio = {RAPIDFUZZ: token_set()} if installed("rapidfuzz") else {}
    return {**EQUALITY, **ratio}


def installed(package: str) -> bool:
    return find_spec(package) is not None
