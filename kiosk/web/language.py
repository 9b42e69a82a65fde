"""What the screens say: one catalogue a language, read once at start-up, the same keys in each.

A sentence may hold `{漢字|かんじ}`, shown with its reading above it, and `{name}`, filled with a fact. Whatever is filled
in is escaped.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup, escape

from kiosk.declaration.era import in_era
from kiosk.settings.languages import FURTHER

LANGUAGES: Mapping[str, str] = {"ja": "日本語", "en": "English"}
"""Code → its name in the language itself. Both sites speak these."""
FIRST = "ja"
PATIENTS = re.compile(r"trouble\.said\.")
"""What a patient reads beside the glass's own file."""
DATES = {"en": "en_GB", "es": "es_ES", "pt": "pt_BR"}
"""Whose way of writing a date is meant, where the language alone does not say it."""
FOLDER = Path(__file__).parents[1] / "translations"
EXTENSION = "kiosk.catalogues"

READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
FACT = re.compile(r"\{([a-z_]+)\}")


class CatalogueIncomplete(Exception):
    """The catalogues of the languages do not say the same things; the sentence names what is missing where."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything one language says, by dotted key."""

    language: str
    sentences: Mapping[str, str]

    def rule(self, rule: str) -> str:
        """A rule of the comparison in words; empty for one that only the trace names."""
        key = f"desk.rule.{rule.replace('.', '_')}"
        return self.plain(key) if self.has(key) else ""

    def say(self, key: str, **facts: object) -> Markup:
        """The sentence for a page, with readings. Raises KeyError for a key that no catalogue has."""
        return Markup(READING.sub(_ruby, str(self._filled(str(escape(self.sentences[key])), facts))))  # noqa: S704 - escaped above, piece by piece

    def plain(self, key: str, **facts: object) -> str:
        """The sentence without readings, for an attribute or a title."""
        without = READING.sub(r"\1", self.sentences[key])
        return FACT.sub(lambda found: str(facts[found[1]]), without)

    def day(self, day: date) -> str:
        """「昭和8年3月9日」 or "9 March 1933"."""
        if self.language == "ja":
            return in_era(day)
        from babel.dates import format_date  # noqa: PLC0415 - a claims clerk's machine does without 30 MB of calendars

        return format_date(day, "long", DATES.get(self.language, self.language.replace("-", "_")))

    def has(self, key: str) -> bool:
        return key in self.sentences

    def _filled(self, sentence: str, facts: Mapping[str, object]) -> str:
        return FACT.sub(lambda found: _unbraced(str(escape(facts[found[1]]))), sentence)


def _unbraced(escaped: str) -> str:
    """A fact is no markup of ours: braces in it must not become a reading."""
    return escaped.replace("{", "&#123;").replace("}", "&#125;")


def _ruby(found: re.Match[str]) -> str:
    return f"<ruby>{found[1]}<rp>（</rp><rt>{found[2]}</rt><rp>）</rp></ruby>"


@cache
def load_catalogues(folder: Path = FOLDER) -> Mapping[str, Catalogue]:
    """Every `<language>.toml` of the folder and of its sub-folders, read once a process.

    A language of the glass alone has what a patient reads, in one file; everything else it says in Japanese.

    Raises:
        CatalogueIncomplete: a language lacks a key or a fact that another has, or says one key twice.
    """
    loaded = {code: Catalogue(code, _read(folder, code)) for code in LANGUAGES}
    _refuse_unequal(loaded)
    first = loaded[FIRST].sentences
    glass = {key: first[key] for key in glass_keys(folder)}
    for code in FURTHER:
        said = _read(folder, code)
        _refuse_lacking(code, glass, said)
        loaded[code] = Catalogue(code, MappingProxyType({**first, **said}))
    return MappingProxyType(loaded)


def glass_keys(folder: Path = FOLDER) -> tuple[str, ...]:
    """The keys of everything that a patient reads."""
    beside = (key for key in _read(folder / "troubles", FIRST) if PATIENTS.match(key))
    return (*(key for key, _ in _flat(_table(folder / f"{FIRST}.toml"))), *beside)


def _read(folder: Path, code: str) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for path in sorted(folder.rglob(f"{code}.toml")):
        for key, sentence in _flat(_table(path)):
            if key in said:
                raise CatalogueIncomplete(f"{path.name}: {key} is said twice; take one away")
            said[key] = sentence
    return said


def _table(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def _refuse_unequal(loaded: Mapping[str, Catalogue]) -> None:
    first = loaded[FIRST].sentences
    for code, other in loaded.items():
        unequal = sorted(set(first) ^ set(other.sentences)) or [
            key for key, sentence in first.items() if _facts(sentence) != _facts(other.sentences[key])
        ]
        if unequal or not first:
            raise CatalogueIncomplete(f"{FIRST} and {code} differ in: {', '.join(unequal) or 'everything'}")


def _refuse_lacking(code: str, glass: Mapping[str, str], said: Mapping[str, str]) -> None:
    """Whoever reads this language must not meet another one in the middle of a visit."""
    unlike = [key for key, sentence in glass.items() if key in said and _facts(sentence) != _facts(said[key])]
    strange = [key for key in said if key not in glass and not key.startswith("form.")]
    wrong = sorted({*(glass.keys() - said.keys()), *unlike, *strange})
    if wrong:
        raise CatalogueIncomplete(f"{FIRST} and {code} differ in: {', '.join(wrong)}")


def _facts(sentence: str) -> frozenset[str]:
    return frozenset(FACT.findall(sentence))


def catalogues() -> Mapping[str, Catalogue]:
    """The running app's catalogues by language."""
    loaded: Mapping[str, Catalogue] = current_app.extensions[EXTENSION]
    return loaded


def catalogue(language: str) -> Catalogue:
    """The running app's catalogue of `language`; an unknown one falls back to Japanese."""
    return catalogues().get(language, catalogues()[FIRST])


def page(template: str, language: str, **facts: object) -> str:
    """Render a template in a language.

    It finds `t` (a sentence with readings), `plain` (one without), `has` (is there such a key), `day` (a date in words),
    `rule_said` (a rule in words), `binding` (the Japanese sentence, which alone has effect in law), `language`, and its facts.
    """
    spoken = catalogue(language)
    speech = {"t": spoken.say, "plain": spoken.plain, "has": spoken.has, "day": spoken.day}
    speech["rule_said"] = spoken.rule
    speech["binding"] = catalogue(FIRST).plain
    return render_template(template, language=spoken.language, **speech, **facts)
