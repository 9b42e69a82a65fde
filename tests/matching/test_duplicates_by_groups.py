"""The audit groups by cheap keys: it must find exactly what comparing everybody with everybody finds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake.model import Patient
from kiosk.matching.duplicates import LARGEST_GROUP, WAYS, Keyed, duplicates
from kiosk.matching.keys import keys_of

DAYS = st.sampled_from([None, date(1985, 4, 12), date(1985, 4, 13)])
ROWS = st.builds(
    Patient,
    st.sampled_from([str(number) for number in range(12)]),
    st.sampled_from(["", "佐藤 花子", "佐藤花子", "佐藤 桃子", "中島 花子", "中嶋 花子"]),
    st.sampled_from(["", "サトウ ハナコ", "ｻﾄｳ ﾊﾅｺ", "サトオ ハナコ", "サトウ モモコ", "ナカジマ ハナコ", "ナカシマ ハナコ"]),
    st.sampled_from(["", "1", "2"]),
    DAYS,
    st.sampled_from(["", "例示市見本町1-2-3", "例示市見本町一丁目２番３号", "仮市架空町9"]),
    insurer_number=st.sampled_from(["", "06990014", "6990014", "39990015"]),
    symbol=st.sampled_from(["", "見本1"]),
    number=st.sampled_from(["", "12", "0012", "13"]),
    branch=st.sampled_from(["", "01", "1", "02"]),
    leftover_since=st.sampled_from([None, None, datetime(2026, 11, 21, tzinfo=UTC)]),
)  # fmt: skip


def shares(one: Keyed, other: Keyed) -> list[int]:
    """By which ways two rows belong together."""
    return [turn for turn, way in enumerate(WAYS) if way(one) is not None and way(one) == way(other)]


def pair_by_pair(rows: list[Patient]) -> set[tuple[str, int, int]]:
    """The definition itself: every two rows that share a key, judged as a table of two."""
    found = set()
    table = [Keyed(row, keys_of(row)) for row in rows]
    for one, other in combinations(range(len(rows)), 2):
        if rows[one].patient_id == rows[other].patient_id:
            found.add(("one_id_two_rows", one, other))
        elif shares(table[one], table[other]):
            found |= {(each.kind, one, other) for each in duplicates([rows[one], rows[other]])}
    return found


def ids(pairs: set[tuple[str, int, int]], rows: list[Patient], kind: str) -> Counter[tuple[str, ...]]:
    return Counter(
        (rows[one].patient_id, rows[other].patient_id) for each, one, other in pairs if each == kind
    )


@settings(max_examples=150)
@given(st.lists(ROWS, max_size=9))
def test_grouping_finds_what_comparing_everybody_with_everybody_finds(rows: list[Patient]) -> None:
    found, expected = list(duplicates(rows)), pair_by_pair(rows)
    for kind in ("one_person_two_charts", "namesakes", "leftover_row"):
        assert Counter(each.rows for each in found if each.kind == kind) == ids(expected, rows, kind)
    for kind in ("one_id_two_rows", "one_number_two_persons"):
        together = {row for each in found if each.kind == kind for row in each.rows}
        assert together == {row for pair in ids(expected, rows, kind) for row in pair}


@given(st.lists(ROWS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_finding(rows: list[Patient], random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)

    def told(table: list[Patient]) -> Counter[tuple[str, tuple[str, ...]]]:
        return Counter((each.kind, tuple(sorted(each.rows))) for each in duplicates(table))

    assert told(shuffled) == told(rows)


def test_what_is_typed_for_not_known_is_told_once_and_not_pair_by_pair() -> None:
    rows = [
        Patient(str(number), f"患者 {number}", insurer_number="06990014", number="99999999", branch="1")
        for number in range(LARGEST_GROUP + 1)
    ]
    (found,) = duplicates(rows)
    assert (found.kind, len(found.rows)) == ("placeholder", LARGEST_GROUP + 1)
    assert found.say("en").isascii()
