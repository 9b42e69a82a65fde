"""The generator is frozen, and blind to the rules that it tries."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

from rehearsal.measure.population.mislinks import CHANNELS
from rehearsal.measure.population.pairs import VERSION, digest, mislinked_pairs, true_pairs
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.visits import two_visits

PINNED = {
    "1.1": "305cc6154eea09d8f1b83da76130e47c69f019f4e1fd9bffc28b7bac2d2672ed",
    "2.0": "c2032959d01bd015350b5cf986656d8463474d384a399801dacad75b17f73f66",
}
"""VERSION → digest of the sample. A change of the generator needs a new version, and figures of two versions do not compare."""
LOADED = """
import sys
from rehearsal.measure.population import mislinks, pairs, visits
print([each for each in sys.modules if each.split(".")[0] == "kiosk"])
"""


def _sample(seed: int):
    wrong = (mislinked_pairs(seed, "x1", channel, 15, Rates()) for channel in CHANNELS)
    return chain(true_pairs(seed, "x1", 300, Rates()), *wrong)


def test_the_sample_is_the_one_that_the_version_promises():
    assert digest(_sample(1)) == PINNED[VERSION]


def test_another_seed_is_another_sample():
    assert digest(_sample(2)) != PINNED[VERSION]


def test_a_longer_run_begins_like_a_shorter_one():
    shorter = list(true_pairs(5, "x1", 40, Rates()))
    assert list(true_pairs(5, "x1", 400, Rates()))[:40] == shorter


def test_return_visits_are_the_same_for_one_seed():
    assert list(two_visits(5, "x1", 30, Rates())) == list(two_visits(5, "x1", 30, Rates()))


def test_it_loads_nothing_of_the_kiosk():
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
