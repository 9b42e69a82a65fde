"""The five fields of two persons compared, each on its own: no field lends another its weight."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching.addresses.residences import compare_addresses
from kiosk.matching.dates.days import compare_birthdates
from kiosk.matching.names import kana
from kiosk.matching.names.beside import pairs_beside
from kiosk.matching.names.characters import same_word
from kiosk.matching.names.kanji import compare_names
from kiosk.matching.names.latin import is_latin, latin_words, sounds_like
from kiosk.matching.names.readings import both_read
from kiosk.matching.names.remarked import remarked, set_aside
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.names.sounds import compare_readings
from kiosk.matching.names.taken_apart import take_apart
from kiosk.matching.parts import ABSENT, AGREES, SAME, Finding, agreed_by
from kiosk.matching.report import FieldReport, Outcome, Person
from kiosk.matching.rules import RULES
from kiosk.matching.text.normalise import blank, plain

FIELDS = ("name", "kana", "sex", "birthdate", "address")
NOT_SET = "3"
PARTS = ("family", "given")
HEARD = Finding(Outcome.UNKNOWN, ("heard",))
NOT_SHOWN = Finding(Outcome.UNKNOWN, ("not_shown",))


def compare_fields(displayed: Person, held: Person, site: Site = ANYWHERE) -> tuple[FieldReport, ...]:
    """One report a field, in the order of FIELDS."""
    reading = _reading(displayed, held)
    name = compare_names(displayed, held, reading, site)
    name = _witnessed(displayed, held, _said_abroad(displayed, held, name, site), reading)
    reading = _sounded(displayed, held, name, reading)
    reading = _known_reading(displayed, held, name, reading, site)
    findings = (
        name,
        reading,
        _sex(displayed, held),
        compare_birthdates(displayed, held),
        _address(displayed, held, site),
    )
    return tuple(_report(field, finding) for field, finding in zip(FIELDS, findings, strict=True))


def _reading(displayed: Person, held: Person) -> Finding:
    """The registered readings, else those beside them. A name field in kana is no second witness for an empty reading."""
    if blank(displayed.kana) or blank(held.kana):
        return ABSENT
    one = take_apart(displayed.kana, displayed.kana_of_other)
    other = take_apart(held.kana, held.kana_of_other)
    found = compare_readings(one.registered, other.registered)
    if found.outcome in AGREES:
        aside = set_aside(displayed.kana, held.kana, one, other)
        return remarked(agreed_by(found, *aside) if aside else found, one, other)
    for mine, theirs, rule in pairs_beside(one, other):
        second = compare_readings(mine, theirs)
        if second.outcome in AGREES:
            return remarked(agreed_by(second, rule), one, other)
    return remarked(found, one, other)


def _witnessed(displayed: Person, held: Person, name: Finding, reading: Finding) -> Finding:
    """A name field that was compared by its sound tells nothing beside the reading: that is one witness, not two."""
    differs = name.outcome is Outcome.DIFFER or "slip" in name.rules
    if not differs or reading.outcome is Outcome.UNKNOWN or "warned" in name.rules:
        return name
    sides = [take_apart(each.name).registered for each in (displayed, held)]
    return HEARD if any(map(kana.is_kana, sides)) else name


def _sounded(displayed: Person, held: Person, name: Finding, reading: Finding) -> Finding:
    """A resident's name in Latin letters often has no reading on one side; where it agrees word by word, its sound is enough.

    The reading is no second witness here: it is made from the letters, by ear.
    """
    if reading is not ABSENT or name.outcome not in AGREES:
        return reading
    written = [take_apart(each.name).registered for each in (displayed, held)]
    spoken = next((each.kana for each in (displayed, held) if not blank(each.kana)), None)
    if spoken is None or not all(map(is_latin, written)):
        return reading
    whole = len(kana.words(spoken)) == len(latin_words(written[0]))
    return Finding(Outcome.EXPLAINED, ("K10",)) if whole and sounds_like(written[0], spoken) else reading


def _known_reading(displayed: Person, held: Person, name: Finding, reading: Finding, site: Site) -> Finding:
    """中島 is ナカシマ and ナカジマ: a slip is explained where the written names are equal and both readings are known."""
    if "K5" in name.rules and reading.outcome not in AGREES and _unread_alias(displayed, held):
        return ABSENT
    if reading.part == "both" and name.part == "family" and _same_given(displayed, held):
        return Finding(reading.outcome, ("family",), "family")
    if reading.outcome is not Outcome.NEAR or name.outcome is not Outcome.AGREE:
        return reading
    sides = [plain(each or "").split() for each in (displayed.name, held.name)]
    written = max(sides, key=len)
    spoken = [kana.words(each or "") for each in (displayed.kana, held.kana)]
    if {len(written), *map(len, spoken)} != {2}:
        return reading
    apart = [place for place in (0, 1) if kana.folded(spoken[0][place]) != kana.folded(spoken[1][place])]
    known = all(
        both_read(site.readings, PARTS[place], written[place], spoken[0][place], spoken[1][place])
        for place in apart
    )
    return Finding(Outcome.EXPLAINED, ("A4",)) if known else reading


def _said_abroad(displayed: Person, held: Person, name: Finding, site: Site) -> Finding:
    """王 read ワン: a reading that is not Japanese says one sound of many characters, and a brother's among them.

    Told by kana that Japanese names hardly have, and by the reading of a surname of one kanji: of longer ones not all are known.
    """
    if "one_character" not in name.rules:
        return name
    for side in (displayed, held):
        if side.kana and kana.looks_foreign(side.kana):
            return Finding(name.outcome, ("said_abroad",), name.part)
        written, spoken = plain(side.name or "").split(), kana.words(side.kana or "")
        known = site.readings.of_family(written[0]) if written else frozenset()
        read = {kana.folded(each) for each in known}
        if read and len(written[0]) == 1 and len(spoken) > 1 and kana.folded(spoken[0]) not in read:
            return Finding(name.outcome, ("said_abroad",), name.part)
    return name


def _unread_alias(displayed: Person, held: Person) -> bool:
    """An alias without its reading: the registered name's reading belongs to another name and says nothing here."""
    return any(each.name_of_other and blank(each.kana_of_other) for each in (displayed, held))


def _same_given(displayed: Person, held: Person) -> bool:
    """Beside another surname: whether the given name is written alike, so that it is only read in two ways."""
    one, other = (plain(each.name or "").split()[1:] for each in (displayed, held))
    return bool(one) and same_word("".join(one), "".join(other))


def _address(displayed: Person, held: Person, site: Site) -> Finding:
    found = compare_addresses(displayed, held, site.municipality)
    # Only an address that is not shown can be let pass by a site; one that the clinic lacks can be asked and kept.
    return NOT_SHOWN if found is ABSENT and not blank(held.address) else found


def _sex(displayed: Person, held: Person) -> Finding:
    sexes = (displayed.sex, held.sex)
    if not all(sexes) or NOT_SET in sexes:
        return ABSENT
    return SAME if sexes[0] == sexes[1] else Finding(Outcome.DIFFER, ("sex",))


@lru_cache(maxsize=1 << 10)
def _report(field: str, finding: Finding) -> FieldReport:
    rules = tuple(dict.fromkeys(finding.rules))
    ja = "".join(RULES[each].ja for each in rules)
    en = " ".join(RULES[each].en for each in rules)
    return FieldReport(field, finding.outcome, rules, (("ja", ja), ("en", en)), finding.part)
