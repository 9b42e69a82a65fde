"""Readings of Japanese names from SudachiDict (Works Applications, Apache-2.0): the dictionary is a package, looked up in place.

Opened once at start (below a tenth of a second); its file is mapped, not loaded, and a look-up takes microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sudachipy import Dictionary

from kiosk.matching.names.readings import CommonReadings, Readings

FAMILY = ("名詞", "固有名詞", "人名", "姓")
GIVEN = ("名詞", "固有名詞", "人名", "名")


@dataclass(frozen=True, slots=True)
class DictionaryReadings:
    """The dictionary, and beside it the readings in common use that it leaves out."""

    dictionary: Dictionary
    beside: Readings = field(default_factory=CommonReadings)

    def of_family(self, kanji: str) -> frozenset[str]:
        return self._entries(kanji, FAMILY) | self.beside.of_family(kanji)

    def of_given(self, kanji: str) -> frozenset[str]:
        return self._entries(kanji, GIVEN) | self.beside.of_given(kanji)

    def _entries(self, kanji: str, kind: tuple[str, ...]) -> frozenset[str]:
        found = self.dictionary.lookup(kanji)
        return frozenset(each.reading_form() for each in found if each.part_of_speech()[:4] == kind)


def open_readings() -> Readings:
    """The installed dictionary."""
    return DictionaryReadings(Dictionary(dict="core"))
