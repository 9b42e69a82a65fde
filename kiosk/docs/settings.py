"""The settings as a page, from the tree itself."""

from __future__ import annotations

from kiosk.settings.keys import Key, about, keys, sections
from kiosk.settings.named_files import NAMED
from kiosk.settings.relations import RELATIONS

HEAD = """# Settings

Made by `scripts/docs` from `kiosk/settings`; a test fails when this page lags behind it. One TOML file says everything: it
stands in no environment variable and no other file. Which file that is, `--settings FILE` says, else the environment variable
`KIOSK_SETTINGS`, else it is `kiosk.toml` in the present folder. `kiosk` is `python -m kiosk`.

- `kiosk settings sample > kiosk.toml` writes a whole file with every key explained.
- `kiosk settings check FILE` names every fault at once and ends with 1 where there is one.
- `kiosk settings show FILE` says what holds, defaults marked, passwords in URLs left out.

`serve` and `doctor` refuse the same faults with the same sentences. Nothing is guessed: a text is no number, a name that is not
known is refused, with the one that it is near to, and a file with one fault starts nothing.
"""

TABLE = "| key | must be | default | meaning |\n| --- | --- | --- | --- |"

RELATIONS_HEAD = """## What must go together

| key | beside | must be |
| --- | --- | --- |"""

FILES_HEAD = """## What is named must be there

| key | must be |
| --- | --- |"""

FILES_TAIL = """
Outside demo mode a trust root or a TLS certificate of the demo is refused, whoever pinned it. When the card CA's next
generation comes, its file is named under `anchors` beside the others, and its SHA-256 fingerprint, compared with the one that
the CA publishes, under `pinned_anchors`; no release is needed.
"""

HOME = """## The home folder

`home` belongs to the kiosk's own user alone (0700, every file in it 0600). A home that others may read is closed at the next
start, and a sentence says so; a folder that holds other things than a kiosk's records is refused instead. A receipt computer
that fetches hand-over files does so as the kiosk's user.

One kiosk runs on one home: a second one is refused with process and port of the first. The commands `account`, `claims`,
`audit`, `intake` and `declaration` work beside it.

`audit.key`, database and anchor belong together, and each start checks that they still do. Where one of them is lost, emptied
or cut, nothing is begun anew by itself:

- **Restore**: put the newest backup in its place. A backup that is older than the anchor is refused until the anchor's file is
  moved aside; keep that file, because it shows how many records are missing.
- **Begin anew, deliberately**: move database, `audit.key` and anchor aside, all three.
"""


def settings_page() -> str:
    """Every table with its keys, then what holds between them and on disk."""
    parts = [HEAD]
    for section in sections():
        parts += [f"## [{section}]\n\n{about(section)}\n" if section else "## Above the first table\n", TABLE]
        parts += [_row(each) for each in keys().values() if each.section == section]
        parts.append("")
    parts.append(RELATIONS_HEAD)
    parts += [f"| `{each.key}` | `{each.beside}` | {each.must_be} |" for each in RELATIONS]
    parts += ["", FILES_HEAD, *(f"| `{each.key}` | {each.must_be} |" for each in NAMED), FILES_TAIL, HOME]
    return "\n".join(parts)


def _row(key: Key) -> str:
    default = "must be set" if key.required else f"`{key.usual}`"
    return f"| `{key.dotted}` | {key.must_be} | {default} | {key.meaning} |"
