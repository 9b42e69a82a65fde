from __future__ import annotations

import unicodedata
from pathlib import Path

from kiosk.matching.names.variants import SURNAMES


def test_most_of_our_pairs_stand_in_the_public_relation_too(evaluation_data: Path) -> None:
    """Ours has shapes that the public list leaves out, such as 靑/青, so not every pair can be confirmed."""
    lines = (evaluation_data / "kanji" / "direct_variant_pairs.tsv").read_text("utf-8").splitlines()
    public = {frozenset(line.split("\t")[:2]) for line in lines}
    ours = SURNAMES.split()
    assert sum(frozenset(pair) in public for pair in ours) / len(ours) >= 0.8


def test_no_pair_is_folded_by_width_alone() -> None:
    assert [
        pair
        for pair in SURNAMES.split()
        if unicodedata.normalize("NFKC", pair[0]) == unicodedata.normalize("NFKC", pair[1])
    ] == []
