"""A language of the glass as a PO file, which every translator's tool reads: what is said, for which screen, read by whom.

A text that no speaker has read is marked fuzzy; whoever reads it takes the mark away.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from kiosk.commands.table import Refused
from kiosk.settings.languages import FURTHER
from kiosk.web.language import FACT, FOLDER, Catalogue, glass_keys, load_catalogues

GLASS = FOLDER / "glass"
FORM = "form."
FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: every sentence by its key, and which of them a speaker has read."""

    sentences: Mapping[str, str]
    read: tuple[str, ...]


def keys_of(language: Catalogue) -> tuple[str, ...]:
    """Everything that a patient reads, and the names of the declaration's items."""
    return (*glass_keys(), *(key for key in language.sentences if key.startswith(FORM)))


def to_po(code: str, read: Collection[str]) -> bytes:
    """English above, the language below, Japanese and the key beside. Raises Refused for a language that is none of the glass's."""
    if code not in FURTHER:
        raise Refused(f"the glass has no {code}; it has {', '.join(FURTHER)}")
    loaded = load_catalogues()
    said, english, japanese = loaded[code], loaded["en"], loaded["ja"]
    made = Catalog(locale=code.replace("-", "_"), project="eligibility-kiosk", fuzzy=False)
    for key in keys_of(said):
        remarks = [f"ja: {japanese.sentences[key]}"] if japanese.has(key) else []
        made.add(
            english.sentences.get(key, key),
            said.sentences[key],
            context=key,
            auto_comments=[f"screen: {key.split('.')[0]}", *remarks],
            flags=set() if key in read else {FUZZY},
        )
    out = BytesIO()
    write_po(out, made, width=0, sort_output=False)
    return out.getvalue()


def from_po(body: bytes) -> Brought:
    """Raises Refused where it is no PO file, or lacks a sentence or a fact in one."""
    try:
        catalog = read_po(BytesIO(body), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as fault:
        raise Refused(f"not a PO file: {fault}") from fault
    found = {str(each.context): each for each in catalog if each.context}
    first = load_catalogues()["en"].sentences
    wrong = [
        *(f"{key} is missing" for key in glass_keys() if key not in found or not found[key].string),
        *(f"{key} does not say {fact}" for key, fact in _facts_lost(first, found)),
    ]
    if wrong:
        raise Refused("; ".join(wrong[:10]))
    sentences = {key: str(each.string) for key, each in found.items()}
    return Brought(sentences, tuple(key for key, each in found.items() if FUZZY not in each.flags))


def _facts_lost(first: Mapping[str, str], found: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for key, each in found.items():
        wanted = set(FACT.findall(first.get(key, "")))
        for fact in sorted(wanted ^ set(FACT.findall(str(getattr(each, "string", ""))))):
            yield key, f"{{{fact}}}"


def to_toml(heading: str, sentences: Mapping[str, str]) -> str:
    """The catalogue's own file: a table a screen, in the order of the sentences."""
    tables: dict[str, list[str]] = {}
    for key, sentence in sentences.items():
        table, _, name = key.rpartition(".")
        tables.setdefault(table, []).append(f"{_bare(name)} = {json.dumps(sentence, ensure_ascii=False)}")
    return f"# {heading}\n" + "".join(
        f"\n[{table}]\n" + "\n".join(lines) + "\n" for table, lines in tables.items()
    )


def _bare(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def read_texts(folder: Path = GLASS) -> Mapping[str, tuple[str, ...]]:
    """Which texts of which language a speaker has read, by `read.json`; nothing where the file is not."""
    file = folder / "read.json"
    if not file.exists():
        return {}
    return {code: tuple(keys) for code, keys in json.loads(file.read_text("utf-8")).items()}
