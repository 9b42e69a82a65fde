"""What a press says: one table of names, each with the parser that makes its event or a sentence for the patient."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice
from kiosk.declaration.era import from_era
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.declaration.signature import NotASignature, read_signature
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Consent
from kiosk.web.glass.screens import RELATIONS, items_of

LONGEST_TEXT = 60
NUMBER_B = re.compile(r"[0-9]{14}")
PIN = re.compile(r"[0-9]{4}")
PHONE = re.compile(r"[0-9]{9,11}|")
KANA = re.compile(r"[ァ-ヺー・ ]+")


@dataclass(frozen=True, slots=True)
class Press:
    """One press as it came: what was typed or chosen, on which step, and for which sequence number."""

    seq: int
    fields: Mapping[str, str] = field(repr=False)
    step: steps.Step
    today: date

    def text(self, name: str) -> str:
        """What was typed: trimmed, folded to NFKC, cut to a length that any paper takes."""
        return unicodedata.normalize("NFKC", self.fields.get(name, "")).strip()[:LONGEST_TEXT]


@dataclass(frozen=True, slots=True)
class Malformed:
    """The press cannot be taken; `say` is the key of the sentence, `page` the part of the screen that it concerns."""

    say: str
    page: str = ""


Parser = Callable[[Press], events.Event | Malformed]


def _plain(event: Callable[[int], events.Event]) -> Parser:
    return lambda press: event(press.seq)


def _number_b(press: Press) -> events.Event | Malformed:
    number = re.sub(r"\s", "", press.text("number_b"))
    return (
        events.NumberBEntered(press.seq, number)
        if NUMBER_B.fullmatch(number)
        else Malformed("malformed.number_b")
    )


def _method(press: Press) -> events.Event | Malformed:
    try:
        return events.MethodChosen(press.seq, Choice(press.text("method")))
    except ValueError:
        return Malformed("malformed.again")


def _pin(press: Press) -> events.Event | Malformed:
    pin = press.text("pin")
    return events.PinEntered(press.seq, pin) if PIN.fullmatch(pin) else Malformed("malformed.pin")


YES_NO = {"yes": True, "no": False}


def _name(press: Press) -> events.Event | Malformed:
    mine = YES_NO.get(press.text("mine"))
    return Malformed("malformed.again") if mine is None else events.NameConfirmed(press.seq, mine)


def _registration(press: Press) -> events.Event | Malformed:
    agreed = YES_NO.get(press.text("agreed"))
    return Malformed("malformed.again") if agreed is None else events.RegistrationDecided(press.seq, agreed)


CONSENT_FIELDS: tuple[str, ...] = ("medicines", "treatment", "surgery", "checkups", "specific_disease")

CONSENTS: dict[str, Callable[[Press], Consent]] = {
    "all": lambda _: Consent.everything(),
    "none": lambda _: Consent.nothing(),
    "each": lambda press: Consent(**{name: name in press.fields for name in CONSENT_FIELDS}),
}


def _consent(press: Press) -> events.Event | Malformed:
    chosen = CONSENTS.get(press.text("choice"))
    return events.ConsentGiven(press.seq, chosen(press)) if chosen else Malformed("malformed.again")


def katakana(text: str) -> str:
    """Hiragana and narrow katakana as katakana; everything else as it is."""
    return "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゖ" else each for each in text)


def _introduce(press: Press) -> events.Event | Malformed:
    """The card's four items, confirmed by the patient, and the reading that no card holds."""
    items = items_of(getattr(press.step, "card", None))
    kana = katakana(press.text("kana"))
    if items is None:
        return events.Introduced(press.seq, None)
    if not KANA.fullmatch(kana):
        return Malformed("malformed.kana", "kana")
    person = Person(items.name, kana, items.sex, items.birthdate, items.address)
    return events.Introduced(press.seq, person)


def _evidence(press: Press) -> events.Event | Malformed:
    try:
        return events.EvidenceOffered(press.seq, EvidenceKind(press.text("kind")))
    except ValueError:
        return Malformed("malformed.again")


SHARES = {"": None, "10": 10, "20": 20, "30": 30}


def _declare(press: Press) -> events.Event | Malformed:
    """A blank is allowed everywhere: staff fill it in with the patient."""
    kana, signer = katakana(press.text("kana")), katakana(press.text("signer"))
    for page, text in (("kana", kana), ("signer", signer)):
        if text and not KANA.fullmatch(text):
            return Malformed("malformed.kana", page)
    phone = re.sub(r"[-\s]", "", press.text("phone"))
    if not PHONE.fullmatch(phone):
        return Malformed("malformed.phone", "phone")
    born = _born(press)
    if isinstance(born, Malformed):
        return born
    for name, values in CHOSEN.items():
        if press.text(name) not in values:
            return Malformed("malformed.again", name)
    try:
        signature = read_signature(press.fields.get("signature", ""))
    except NotASignature:
        return Malformed("malformed.signature", "signature")
    return events.Declared(press.seq, _declaration(press, replace(BLANK, kana=kana, signer=signer, phone=phone, birthdate=born, signature=signature)))  # fmt: skip


BLANK = Declaration()
CHOSEN: dict[str, frozenset[str]] = {
    "share_percent": frozenset(SHARES),
    "insurance_kind": frozenset({"", *(each.value for each in InsuranceKind)}),
    "sex": frozenset({"", "1", "2", "3"}),
    "relation": frozenset({"", *RELATIONS}),
}
"""What may be ticked, and nothing at all."""


def _born(press: Press) -> date | Malformed | None:
    """生年月日 by era, year, month and day; all of them or none."""
    parts = [press.text(name) for name in ("birth_era", "birth_year", "birth_month", "birth_day")]
    if not any(parts[1:]):
        return None
    era, *numbers = parts
    if not all(each.isascii() and each.isdigit() and len(each) <= 2 for each in numbers):
        return Malformed("malformed.birthdate", "birthdate")
    found = from_era(era, *map(int, numbers))
    return found if found and found <= press.today else Malformed("malformed.birthdate", "birthdate")


def _declaration(press: Press, typed: Declaration) -> Declaration:
    """What was typed, and what the card says before it; whoever signs for the patient is named, not taken for them."""
    items = items_of(getattr(press.step, "card", None))
    relation = press.text("relation")
    by_patient = relation in {"", "self"}
    kind = press.text("insurance_kind")
    return replace(
        typed,
        name=items.name if items else "",
        birthdate=items.birthdate if items else typed.birthdate,
        sex=items.sex if items else press.text("sex"),
        address=items.address if items else "",
        insurance_kind=InsuranceKind(kind) if kind else None,
        insurer_name=press.text("insurer_name"),
        employer=press.text("employer"),
        share_percent=SHARES[press.text("share_percent")],
        declared_on=press.today,
        signer=(items.name if items else typed.kana) if by_patient else typed.signer,
        signer_relation=SIGNED_BY.get(relation, ""),
    )


SIGNED_BY = {"self": "本人", "family": "家族", "other": "代理人"}
"""本人との続柄 as the sheet says it."""


PRESSES: dict[str, Parser] = {
    "number_b": _number_b,
    "without_number_b": _plain(events.NumberBSkipped),
    "notice_read": _plain(events.NoticeRead),
    "method": _method,
    "other_method": _plain(events.OtherMethod),
    "pin": _pin,
    "name": _name,
    "registration": _registration,
    "consent": _consent,
    "introduce": _introduce,
    "introduce_at_desk": lambda press: events.Introduced(press.seq, None),
    "evidence": _evidence,
    "begin_declaration": _plain(events.DeclarationBegun),
    "declare": _declare,
    "continue": _plain(events.Continued),
    "other_ways": _plain(events.FallbackWanted),
    "try_again": _plain(events.TriedAgain),
    "cancel": _plain(events.Cancelled),
    "more_time": _plain(events.MoreTime),
}
"""The name in the address of a press → its parser."""


def parsed(name: str, press: Press) -> events.Event | Malformed:
    """The event of a press. Raises KeyError for a name that is no press."""
    return PRESSES[name](press)
