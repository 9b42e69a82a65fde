"""splink (Fellegi–Sunter) looking for duplicates in the same patient table, trained on it without labels."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from kiosk.intake.model import Patient
from kiosk.matching.keys import insurance_key
from kiosk.matching.names import kana
from kiosk.matching.text.normalise import squeezed

LIKELY = 0.9
"""Match probability from which on a pair counts as found."""
_RANDOM_PAIRS = 1_000_000


def installed() -> bool:
    return find_spec("splink") is not None


def pairs_of(patients: Iterable[Patient], seed: int) -> set[tuple[str, str]]:
    """The pairs of patient ids that splink takes for one person."""
    splink, arrow = import_module("splink"), import_module("pyarrow")
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = import_module("splink.backends.duckdb").DuckDBAPI()
    rows = arrow.Table.from_pylist([_row(each) for each in patients])
    table = database.register(rows, table_name="patients")
    linker = splink.Linker(table, _settings(), log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [splink.block_on("name", "birthdate", "sex")], recall=0.8
    )
    training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=seed)
    for rule in (splink.block_on("name", "birthdate"), splink.block_on("insured")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LIKELY).as_record_list()
    return {_pair(str(each["unique_id_l"]), str(each["unique_id_r"])) for each in found}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _settings() -> object:
    splink, library = import_module("splink"), import_module("splink.comparison_library")
    return splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.JaroWinklerAtThresholds("name", [0.9, 0.7]),
            library.LevenshteinAtThresholds("kana", [1]),
            library.ExactMatch("sex"),
            library.DamerauLevenshteinAtThresholds("birthdate", [1]),
            library.JaroWinklerAtThresholds("address", [0.95, 0.85, 0.7]),
        ],
        blocking_rules_to_generate_predictions=[
            splink.block_on("kana", "birthdate"),
            splink.block_on("name", "birthdate"),
            splink.block_on("insured"),
        ],
    )


def _row(each: Patient) -> dict[str, object]:
    insured = insurance_key(each.insurer_number, each.symbol, each.number)
    return {
        "unique_id": each.patient_id,
        "name": squeezed(each.name) or None,
        "kana": kana.key(each.kana) or None,
        "sex": each.sex or None,
        "birthdate": each.birthdate.isoformat() if each.birthdate else None,
        "address": squeezed(each.address) or None,
        "insured": f"{insured}|{each.branch}" if insured else None,
    }
