"""splink (Fellegi–Sunter) over the same rows: folded fields, m learnt from the true links, u from random pairs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module

from kiosk.matching.names import kana
from kiosk.matching.report import Person
from kiosk.matching.text.normalise import squeezed

Two = tuple[Person, Person]
_RANDOM_PAIRS = 1_000_000


def scored(true: Sequence[Two], wrong: Sequence[Two], seed: int) -> tuple[list[float], list[float]]:
    """Match weights (log2 of the odds) of the true links and of the wrong ones, in their order."""
    splink, arrow = import_module("splink"), import_module("pyarrow")
    logging.getLogger("splink").setLevel(logging.ERROR)
    pairs = [*true, *wrong]
    database = import_module("splink.backends.duckdb").DuckDBAPI()
    tables = [
        database.register(arrow.Table.from_pylist(rows), table_name=name)
        for name, rows in (("displayed", _rows(pairs, 0, len(true))), ("held", _rows(pairs, 1, len(true))))
    ]
    linker = splink.Linker(tables, _settings(), log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [splink.block_on("name", "birthdate", "sex")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=seed)
    linker.training.estimate_m_from_label_column("person")
    found = linker.inference.predict().as_record_list()
    weights = {each["pair_l"]: float(each["match_weight"]) for each in found}
    ordered = [weights[number] for number in range(len(pairs))]
    return ordered[: len(true)], ordered[len(true) :]


def _settings() -> object:
    splink, library = import_module("splink"), import_module("splink.comparison_library")
    return splink.SettingsCreator(
        link_type="link_only",
        comparisons=[
            library.JaroWinklerAtThresholds("name", [0.9, 0.7]),
            library.LevenshteinAtThresholds("kana_family", [1]),
            library.LevenshteinAtThresholds("kana_given", [1]),
            library.ExactMatch("sex"),
            library.DamerauLevenshteinAtThresholds("birthdate", [1]),
            library.JaroWinklerAtThresholds("address", [0.95, 0.85, 0.7]),
        ],
        blocking_rules_to_generate_predictions=[splink.block_on("pair")],
        additional_columns_to_retain=["pair"],
    )


def _rows(pairs: Sequence[Two], side: int, labelled: int) -> list[dict[str, object]]:
    """`person` labels the true links alone; `pair` says which rows were displayed for which."""
    return [
        _row(number, two[side], str(number) if number < labelled else f"{side}/{number}")
        for number, two in enumerate(pairs)
    ]


def _row(number: int, each: Person, person: str) -> dict[str, object]:
    words = kana.words(each.kana or "")
    return {
        "unique_id": number,
        "pair": number,
        "person": person,
        "name": squeezed(each.name or "") or None,
        "kana_family": kana.folded(words[0]) if words else None,
        "kana_given": kana.folded("".join(words[1:])) or None if words[1:] else None,
        "sex": each.sex,
        "birthdate": each.birthdate.isoformat() if each.birthdate else None,
        "address": squeezed(each.address or "") or None,
    }
