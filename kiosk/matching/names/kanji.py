"""漢字氏名: two ways of writing one name, or two names.

Each side is taken apart first. The registered names are compared, then what either side shows beside them: another
registered name (通称, NameOfOther) or a former surname, in its own field or in brackets.
"""

from __future__ import annotations

from kiosk.matching.names import kana
from kiosk.matching.names.beside import pairs_beside
from kiosk.matching.names.characters import explain_characters
from kiosk.matching.names.latin import is_latin, latin_words, sounds_like
from kiosk.matching.names.remarked import remarked, set_aside
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.names.sounds import compare_readings
from kiosk.matching.names.taken_apart import take_apart
from kiosk.matching.names.written import compare_texts
from kiosk.matching.parts import ABSENT, AGREES, SAME, UNREADABLE, Finding, agreed_by
from kiosk.matching.report import Outcome, Person
from kiosk.matching.text.normalise import blank


def compare_names(displayed: Person, held: Person, reading: Finding, site: Site = ANYWHERE) -> Finding:
    """The name field of two persons; `reading` is what their kana showed."""
    if blank(displayed.name) or blank(held.name):
        return ABSENT
    one = take_apart(displayed.name, displayed.name_of_other)
    other = take_apart(held.name, held.name_of_other)
    found = _registered(displayed, held, one.registered, other.registered, reading, site)
    if found.outcome not in AGREES:
        for mine, theirs, rule in pairs_beside(one, other):
            second = compare_texts(mine, theirs, reading, site)
            if second.outcome in AGREES:
                found = agreed_by(second, rule)
                break
    elif (aside := set_aside(displayed.name, held.name, one, other)) and found is not SAME:
        found = agreed_by(found, *aside)
    elif aside:
        found = Finding(Outcome.EXPLAINED, aside)
    return remarked(found, one, other)


def _registered(
    displayed: Person, held: Person, one: str, other: str, reading: Finding, site: Site
) -> Finding:
    in_kana = kana.is_kana(one)
    if in_kana != kana.is_kana(other):
        return _name_against_kana(*((held, other, one) if in_kana else (displayed, one, other)), reading)
    found = compare_texts(one, other, reading, site)
    if found.outcome in AGREES or in_kana:
        return found
    return _partly_in_kana(displayed, held, one, other) or found


def _name_against_kana(written: Person, name: str, spoken: str, reading: Finding) -> Finding:
    """A side whose name field holds the reading: compared with the other side's reading, or by sound with Latin letters."""
    sound = UNREADABLE
    if written.kana is not None and not blank(written.kana):
        sound = compare_readings(written.kana, spoken)
        if sound.outcome in AGREES:
            shorter = is_latin(name) and len(kana.words(spoken)) < len(latin_words(name))
            return Finding(Outcome.NEAR, ("shorter",), "given") if shorter else agreed_by(sound, "K6")
    if is_latin(name) and sounds_like(name, spoken):
        supported = reading.outcome in AGREES and len(kana.words(spoken)) == len(latin_words(name))
        return Finding(Outcome.EXPLAINED if supported else Outcome.NEAR, ("K10",))
    return sound


def _partly_in_kana(displayed: Person, held: Person, one: str, other: str) -> Finding | None:
    """佐藤 ハナコ against 佐藤 花子: receipt computers write in kana the part whose characters they lack."""
    words = [one.split(), other.split()]
    if len(words[0]) != 2 or len(words[1]) != 2:
        return None
    rules: list[str] = []
    for part, pair in enumerate(zip(*words, strict=True)):
        found = _same_part(pair, _word(displayed, part), _word(held, part))
        if found is None:
            return None
        rules += found
    return Finding(Outcome.EXPLAINED, tuple(dict.fromkeys(rules))) if "K6" in rules else None


def _same_part(pair: tuple[str, ...], said: str, heard: str) -> tuple[str, ...] | None:
    """`said` and `heard` are the reading of this part, in the order of the pair."""
    one, other = pair
    if kana.is_kana(one) == kana.is_kana(other):
        return explain_characters(one, other)
    spoken, sound = (one, heard) if kana.is_kana(one) else (other, said)
    return ("K6",) if sound and kana.key(spoken) == kana.key(sound) else None


def _word(person: Person, part: int) -> str:
    spoken = kana.words(person.kana) if person.kana else ()
    return spoken[part] if len(spoken) == 2 else ""
