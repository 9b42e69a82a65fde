"""被保険者資格申立書 on paper: the one kept with a visit, or an empty one."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of, settings_path
from kiosk.commands.table import Refused
from kiosk.declaration.model import Declaration
from kiosk.declaration.sheet import render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", nargs="?", default="", metavar="VISIT", help="受付番号 (YYYYMMDD-NNNN)")
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--blank", action="store_true", help="an empty form; needs no visit")
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    sheet = _blank(chosen, console) if chosen.blank else _kept(chosen, console)
    chosen.out.write_bytes(sheet)
    console.tell({"file": str(chosen.out), "bytes": len(sheet)}, f"{chosen.out} ({len(sheet)} bytes)")
    return 0


def _blank(chosen: argparse.Namespace, console: Console) -> bytes:
    """A clinic prints blanks before it has settings; the demo's carry its 見本 mark."""
    path = settings_path(chosen, console)
    if not (chosen.settings or path.exists()):
        return render(Declaration(), demo=False, visit=chosen.visit)
    settings = settings_of(chosen, console)
    return render(Declaration(), settings.demo, chosen.visit, settings.institution.name)


def _kept(chosen: argparse.Namespace, console: Console) -> bytes:
    """The very bytes that were printed for the visit."""
    if not chosen.visit:
        raise Refused("name a visit (受付番号), or --blank for an empty form")
    with kept_records(settings_of(chosen, console)) as storage, storage.reading() as books:
        latest = books.papers.latest(chosen.visit)
    if latest is None:
        raise Refused(f"no declaration is kept with visit {chosen.visit}")
    return latest.sheet
