"""Check a claim file (医科 RECEIPTC.UKE) by the rules that are publicly known."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.claims.checks.check import check
from kiosk.claims.checks.rules import RULES, Finding, Rule
from kiosk.claims.file.text import printable
from kiosk.claims.file.uke import read
from kiosk.commands.console import Console

LANGUAGES = ("ja", "en")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when something was found."""
    lines = read(chosen.file.read_bytes())
    by_id = {rule.id: rule for rule in RULES}
    findings = check(lines)
    for finding in findings:
        rule = by_id[finding.rule]
        console.tell(_facts(finding, rule, chosen.language), _sentence(finding, rule, chosen.language))
    console.complain(f"{len(lines.records)} records, {len(findings)} findings")
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
