"""Who may sign in, as what and since when; whoever has left stands there as well."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.storage.staff.accounts import Account


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    with kept_records(settings_of(chosen, console)) as storage, storage.reading() as books:
        accounts = books.accounts.all()
    for each in accounts:
        console.tell(_facts(each), _sentence(each))
    return 0


def _facts(account: Account) -> dict[str, object]:
    left = account.retired_at
    return {
        "account": account.name,
        "role": account.role.value,
        "made": account.made_at.isoformat(),
        "retired": left.isoformat() if left else None,
    }


def _sentence(account: Account) -> str:
    left = f", retired {account.retired_at:%Y-%m-%d}" if account.retired_at else ""
    return f"{account.name:<32}  {account.role.value:<9}  since {account.made_at:%Y-%m-%d}{left}"
