"""The rules of claim files as a page: what is checked, which comments are written, and what nobody could look up."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.claims.checks.rules import RULES, Level, Rule
from kiosk.claims.choices import CHOICES, Choice
from kiosk.claims.comments import HEADINGS
from kiosk.claims.file.layout import RECORDS, Source

HEAD = """# Claim files: what is checked, written and not known

Made by `scripts/docs` from `kiosk/claims`; a test fails when this page lags behind it.
"""
ABOUT_LEVELS = """The number is that of the payer's reception (受付・事務点検ASP) where it is publicly known; the level of a rule without
one is assumed. Which fields are fixed, and which characters a field takes, was readable for a part of them and is
assumed for the others ("unverified", 2026-11).
"""
ABOUT_CHOICES = """No public text decides these. A clinic accepts them once, in writing, before one of them touches a claim; a changed
wording asks again.
"""
LEVELS: dict[Level, str] = {
    Level.L1: "the whole file comes back",
    Level.L2: "the claim comes back",
    Level.L3: "to be confirmed",
    Level.L4: "to be confirmed, but processed",
}


def claims_page() -> str:
    """Checks by level, comment codes in their order, unverified choices with source and date, lengths without a source."""
    return "\n".join(
        (
            HEAD,
            "## What `claims check` looks for\n",
            ABOUT_LEVELS,
            *_table(("rule", "level", "number", "finding", "what to do", "source"), map(_rule, RULES)),
            "",
            *(f"- {level.value}: {meaning}" for level, meaning in LEVELS.items()),
            "\n## Comments for a past or unknown qualification, in this order\n",
            *_table(("code", "heading"), (f"| {code} | {text} |" for code, text in HEADINGS.items())),
            "\n## Unverified choices\n",
            ABOUT_CHOICES,
            *_table(
                ("choice", "what is written", "source of the open question", "chosen on"),
                map(_choice, CHOICES),
            ),
            "\n## Lengths that rest on something else than the dental specification\n",
            *_table(("record", "field", "bytes", "rests on"), _lengths()),
            "",
        )
    )


def _table(headings: tuple[str, ...], rows: Iterable[str]) -> Iterable[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    yield from rows


def _rule(rule: Rule) -> str:
    found = f"{rule.say('…', 'ja')}<br>{rule.say('…', 'en')}"
    remedy = f"{rule.remedy.ja}<br>{rule.remedy.en}"
    return f"| `{rule.id}` | {rule.level.value} | {rule.official} | {found} | {remedy} | {rule.source} |"


def _choice(choice: Choice) -> str:
    return f"| `{choice.id}` | {choice.ja}<br>{choice.en} | {choice.source} | {choice.chosen_on} |"


def _lengths() -> Iterable[str]:
    for kind, fields in RECORDS.items():
        for field in fields:
            if field.octets is not None and field.source is not Source.DENTAL:
                yield f"| {kind} | {field.name} | {field.octets} | {field.source.value} |"
