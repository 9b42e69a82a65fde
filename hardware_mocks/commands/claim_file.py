"""見本: the claim file that the demo clinic's receipt computer would write for a month of treatment."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from hardware_mocks.clinic.claim_file import Came, claim_file
from hardware_mocks.console import Console, Refused
from hardware_mocks.personas.model import all_personas, persona
from hardware_mocks.world import CLINIC, INSTITUTION


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help="month of treatment (診療年月)")
    parser.add_argument("--out", type=Path, required=True, metavar="IN.UKE")
    parser.add_argument("--payer", choices=("1", "2"), default="1", help="1 支払基金 (default), 2 国保連")
    parser.add_argument(
        "--came",
        action="append",
        metavar="PERSONA=DAY[,DAY]",
        help="bill these personas alone, on these days of the month; default: everybody of the clinic's table",
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    try:
        month = date.fromisoformat(f"{chosen.month}-01")
    except ValueError:
        raise Refused(f"{chosen.month} is no month: write YYYY-MM") from None
    content = claim_file(all_personas(), month, INSTITUTION, CLINIC, chosen.payer, _came(chosen.came))
    chosen.out.write_bytes(content)
    claims = content.count(b"\nRE,")
    console.tell(
        {"file": str(chosen.out), "bytes": len(content), "claims": claims, "specimen": True},
        f"{chosen.out}: {claims} claims of made-up people (見本)",
    )
    return 0


def _came(told: list[str] | None) -> Came | None:
    if told is None:
        return None
    came = {}
    for each in told:
        who, _, days = each.partition("=")
        came[persona(who).id] = tuple(sorted(int(day) for day in days.split(",")))
    return came
