"""Is everything there that the kiosk needs? Looks, and changes nothing."""

from __future__ import annotations

import argparse

from kiosk.commands.checks import folders, hardware, keeping, receipt, software, trust
from kiosk.commands.checks.finding import Check, Finding, State, Subject
from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings, settings_of

CHECKS: tuple[Check, ...] = (
    software.settings,
    software.fonts,
    software.languages,
    software.glass,
    software.models,
    software.faces,
    software.database,
    software.home,
    software.disk,
    keeping.encryption,
    keeping.backups,
    folders.folders,
    receipt.receipt,
    trust.anchors,
    trust.certificate,
    trust.service,
    hardware.cameras,
    hardware.reader,
    hardware.card,
)
OWN_READER = frozenset(
    {
        software.glass,
        software.models,
        trust.anchors,
        trust.certificate,
        trust.service,
        hardware.cameras,
        hardware.reader,
        hardware.card,
    }
)
"""Nothing to look at beside an approved reader."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--card", action="store_true", help="also the card on the reader: what is free on it, no PIN"
    )
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when something fails; a warning alone is success."""
    subject = Subject(settings_of(chosen, console), console.clock, chosen.card)
    worst = 0
    for check in CHECKS:
        if check in OWN_READER and not subject.settings.has_own_reader:
            continue
        for finding in check(subject):
            console.tell(_table(finding), _sentence(finding))
            worst |= finding.state is State.FAIL
    return int(worst)


def _table(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "seen": finding.seen,
        "remedy": finding.remedy,
    }


def _sentence(finding: Finding) -> str:
    remedy = f"\n       → {finding.remedy}" if finding.remedy else ""
    return f"{finding.state.value:<5} {finding.check:<13} {finding.seen}{remedy}"
