"""All records into one sealed file, while the kiosk runs; with `--audit-key` the key alone, for another place."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.keeping.backup import back_up, back_up_key
from kiosk.keeping.sealed import recipient_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="on another disk or share")
    parser.add_argument(
        "--recipient",
        required=True,
        metavar="age1…",
        help="the public key; `age-keygen` makes the pair, and the private one never comes to this machine but for a rehearsal",
    )
    parser.add_argument(
        "--audit-key",
        action="store_true",
        help="the audit key instead of the records: once, to another folder",
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings, now = settings_of(chosen, console), console.clock.now().wall
    recipient = recipient_of(chosen.recipient)
    with kept_records(settings) as storage:
        storage.following.settle()
        if chosen.audit_key:
            made = back_up_key(settings, chosen.to, recipient)
        else:
            made = back_up(settings, chosen.to, recipient, now)
        with storage.unit_of_work(now) as work:
            work.audit(
                "backup_made", "", {"kind": "key" if chosen.audit_key else "records", "by": BY_COMMAND}
            )
            work.commit()
    size = made.stat().st_size
    console.tell({"file": str(made), "bytes": size}, f"{made}: {size >> 10} KiB, sealed")
    return 0
