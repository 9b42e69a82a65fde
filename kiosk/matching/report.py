"""What a comparison found, field by field, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Outcome(Enum):
    """Of one field. Members are hashed by identity: each exists once, and every comparison looks some up."""

    __hash__ = object.__hash__
    AGREE = "AGREE"
    EXPLAINED = "EXPLAINED"
    NEAR = "NEAR"
    DIFFER = "DIFFER"
    UNKNOWN = "UNKNOWN"


class Decision(Enum):
    PASS = "PASS"  # noqa: S105 - a decision, not a password
    ASK = "ASK"
    STOP = "STOP"


@dataclass(frozen=True, slots=True)
class Person:
    """The five items (漢字氏名, カナ氏名, 性別, 生年月日, 住所) as one side holds them; None is absent.

    `sex` is 1, 2, 3 or None. Raw strings: folding is the comparison's business.
    """

    name: str | None = field(default=None, repr=False)
    kana: str | None = field(default=None, repr=False)
    sex: str | None = None
    birthdate: date | None = None
    address: str | None = field(default=None, repr=False)
    postcode: str | None = None
    name_of_other: str | None = field(default=None, repr=False)
    kana_of_other: str | None = field(default=None, repr=False)
    birthdate_written: str | None = field(default=None, repr=False)
    """The birth date as this side wrote it, where that is known: a notation that needs a rule is then named."""


@dataclass(frozen=True, slots=True)
class FieldReport:
    """One of name, kana, sex, birthdate, address: its outcome, the rules that decided, one sentence per language."""

    field: str
    outcome: Outcome
    rules: tuple[str, ...]
    sentence: tuple[tuple[str, str], ...]
    """((language, sentence), …)"""
    part: str = ""
    """What differs: family, given or both of a name; number, town, city or prefecture of an address; else empty."""

    def say(self, language: str) -> str:
        return dict(self.sentence).get(language, "")


@dataclass(frozen=True, slots=True)
class MatchReport:
    """The comparison of one displayed person with one held person.

    `rule` is the first decision rule that fired, `question` its question for staff per language (empty on PASS).
    """

    decision: Decision
    rule: str
    fields: tuple[FieldReport, ...]
    question: tuple[tuple[str, str], ...] = ()

    def ask(self, language: str) -> str:
        return dict(self.question).get(language, "")
