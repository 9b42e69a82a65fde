"""Check a claim file (医科 RECEIPTC.UKE) by the rules that are publicly known."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kiosk.claims.checks.check import check_file
from kiosk.claims.checks.rules import RULES, Finding, Rule
from kiosk.claims.file.text import printable
from kiosk.claims.file.uke import ENDING
from kiosk.commands.console import Console
from kiosk.desk.claims.incoming import ours
from kiosk.settings import load

LANGUAGES = ("ja", "en")
MOST_ALIKE = 20
"""Findings of one rule that are written out: thousands of a kind have one cause."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument(
        "--all", action="store_true", help=f"show more than {MOST_ALIKE} findings of one rule"
    )
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="the file has to be of this institution"
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when something was found."""
    data = chosen.file.read_bytes()
    by_id = {rule.id: rule for rule in RULES}
    findings = check_file(data, ours(load(chosen.settings)) if chosen.settings else None)
    told: Counter[str] = Counter()
    for finding in findings:
        rule = by_id[finding.rule]
        told[rule.id] += 1
        if chosen.all or console.as_json or told[rule.id] <= MOST_ALIKE:
            console.tell(_facts(finding, rule, chosen.language), _sentence(finding, rule, chosen.language))
    for id_, count in told.items():
        if not (chosen.all or console.as_json) and count > MOST_ALIKE:
            console.complain(f"{id_}: {count - MOST_ALIKE} more; --all shows every one")
    console.complain(f"{data.count(ENDING)} records, {len(findings)} findings")
    return 1 if findings else 0


def _facts(finding: Finding, rule: Rule, language: str) -> dict[str, object]:
    return {
        "line": finding.line,
        "record": printable(finding.record),
        "field": finding.name,
        "rule": rule.id,
        "level": rule.level.value,
        "official": rule.official,
        "detail": finding.detail,
        "sentence": rule.say(finding.detail, language),
        "remedy": rule.help(language),
    }


def _sentence(finding: Finding, rule: Rule, language: str) -> str:
    where = " ".join(filter(None, (f"{finding.line}:", finding.record, finding.name)))
    official = f"/{rule.official}" if rule.official else ""
    said = f"{rule.say(finding.detail, language)} {rule.help(language)}"
    return printable(f"{where} [{rule.id} {rule.level.value}{official}] {said}")
