"""A backup into an empty home, or with `--rehearse` only a look whether it would come back."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.keeping.restore import Sealed, audit_key, rehearse, restore
from kiosk.keeping.sealed import identity_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("backup", type=Path, metavar="FILE", help="what `kiosk backup` made")
    parser.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="FILE",
        help="the private key, as `age-keygen` wrote it",
    )
    parser.add_argument(
        "--audit-key", type=Path, required=True, metavar="FILE", help="audit.key, or its sealed backup"
    )
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="put nothing anywhere, beside a kiosk that runs; `doctor` remembers it",
    )
    parser.add_argument(
        "--database", default="", metavar="URL", help="to rehearse a backup of PostgreSQL: an empty database"
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings, now = settings_of(chosen, console), console.clock.now().wall
    identity = identity_of(chosen.identity)
    sealed = Sealed(chosen.backup, identity, audit_key(chosen.audit_key, identity))
    if chosen.rehearse:
        done, said = rehearse(settings, sealed, now, chosen.database), "would come back"
    else:
        done, said = restore(settings, sealed, now, BY_COMMAND), f"is in {settings.home}"
    made = done.contents.made
    console.tell(
        {
            "station": done.contents.station,
            "made_at": done.contents.made_at,
            "rows": done.rows,
            "put": not chosen.rehearse,
        },
        f"{done.contents.station}: the backup of {made:%Y-%m-%d %H:%M} {said}; its audit of {done.rows} rows is whole",
    )
    return 0
