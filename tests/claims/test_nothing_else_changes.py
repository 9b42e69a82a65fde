"""Over generated files: only the fields that say who is insured change, each change is reported, and the sums hold."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.national.payer.checks import faults_of
from hardware_mocks.national.payer.file import read_claim_file
from kiosk.claims.file.claim import NotPatchable
from kiosk.claims.model import Payer

ABOUT_INSURANCE = {
    "RE": {2, 3, 8, 12},
    "HO": {2, 3, 4},
    "SN": {7},
}
"""Fields, counted from 1, that may change in a claim that is not divided."""
BY_DAY = {
    "HO": {5, 6},
    "JD": set(range(3, 34)),
    "SI": {7, *range(14, 45)},
    "IY": {7, *range(14, 45)},
    "TO": {7, *range(18, 49)},
}
"""And these where it is divided."""
OURS = {"820000245", "820000246", *(f"83000050{n}" for n in range(1, 9))}


def changed_fields(before, after):
    pairs = zip(before.values, after.values, strict=True)
    return {at for at, (one, other) in enumerate(pairs, 1) if one != other}


def body(claim):
    """A claim without what patch may add or take away."""
    ours = [line for line in claim.lines if line.kind == "CO" and line["code"] in OURS]
    return [line for line in claim.lines if line not in ours and line.kind != "SN"]


def divided_from(whole, part):
    """Whether a line of a part says what a line of the whole claim says, but for days, counts and who is insured."""
    may = ABOUT_INSURANCE.get(part.kind, set()) | BY_DAY.get(part.kind, set())
    return whole.kind == part.kind and changed_fields(whole, part) <= may


def outgoing(result, clinic):
    """Every outgoing claim by payer and number."""
    return {
        (payer, claim["RE"]["number"]): claim
        for payer in {file.payer for file in result.files}
        for claim in clinic.of(result, payer).claims
    }


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_field_changes_that_does_not_say_who_is_insured(clinic, dice):
    bills, known = clinic.random_bills(dice)
    data = clinic.uke(bills)
    result = clinic.patched(data, known)
    sent = outgoing(result, clinic)
    came = {claim["RE"]["number"]: claim for claim in clinic.plain_read(data).claims}
    assert len(sent) == len(result.entries)
    parts = Counter(entry.number for entry in result.entries)
    for entry in result.entries:
        before, after = came[entry.number], sent[entry.payer, entry.sent_as]
        if parts[entry.number] > 1:
            assert all(any(divided_from(one, line) for one in before.lines) for line in body(after))
            continue
        assert len(body(before)) == len(body(after))
        for one, other in zip(body(before), body(after), strict=True):
            assert changed_fields(one, other) <= ABOUT_INSURANCE.get(one.kind, set())


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_change_is_reported_and_nothing_else_is(clinic, dice):
    bills, known = clinic.random_bills(dice)
    data = clinic.uke(bills)
    result = clinic.patched(data, known)
    sent = outgoing(result, clinic)
    came = {claim["RE"]["number"]: claim for claim in clinic.plain_read(data).claims}
    for entry in result.entries:
        before, after = came[entry.number], sent[entry.payer, entry.sent_as]
        added = Counter(line.values for line in after.lines)
        added.subtract(Counter(line.values for line in before.lines))
        assert bool(entry.changes) == any(added.values())
        new = Counter(change.record for change in entry.changes if change.line == 0)
        gone = Counter(change.record for change in entry.changes if change.line and not change.name)
        kinds = Counter(line.kind for line in after.lines)
        kinds.subtract(Counter(line.kind for line in before.lines))
        assert {kind: count for kind, count in kinds.items() if count} == {
            kind: new[kind] - gone[kind] for kind in new | gone if new[kind] != gone[kind]
        }


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_points_and_days_are_neither_lost_nor_made(clinic, dice):
    bills, known = clinic.random_bills(dice)
    result = clinic.patched(clinic.uke(bills), known)
    claims = [
        claim for payer in {each.payer for each in result.files} for claim in clinic.of(result, payer).claims
    ]
    assert sum(int(claim["HO"]["points"]) for claim in claims) == sum(bill.points() for bill in bills)
    assert sum(int(claim["HO"]["days"]) for claim in claims) == sum(len(bill.visits) for bill in bills)
    for claim in claims:
        acts = [line for kind in ("SI", "IY", "TO") for line in claim.all(kind)]
        assert sum(int(line["points"]) * int(line["times"]) for line in acts) == int(claim["HO"]["points"])


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_file_is_numbered_and_counted_for_itself(clinic, dice):
    bills, known = clinic.random_bills(dice)
    result = clinic.patched(clinic.uke(bills), known)
    for each in result.files:
        file = clinic.plain_read(each.data)
        assert file.head["payer"] == each.payer.value
        assert [claim["RE"]["number"] for claim in file.claims] == [
            str(n) for n in range(1, len(file.claims) + 1)
        ]
        assert file.foot["count"] == str(
            sum(len(claim.all("HO")) + len(claim.all("KO")) for claim in file.claims)
        )
        assert file.foot["points"] == str(sum(int(claim["HO"]["points"]) for claim in file.claims))
        assert file.rest == b"\x1a"


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_patching_again_moves_nothing_more(clinic, dice):
    bills, known = clinic.random_bills(dice)
    once = clinic.patched(clinic.uke(bills), known)
    again = clinic.patched([file.data for file in once.files], known)
    assert {file.payer: file.data for file in again.files} == {file.payer: file.data for file in once.files}


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_mock_payer_reads_every_file_in_its_own_way_and_takes_it(clinic, dice):
    bills, known = clinic.random_bills(dice)
    for each in clinic.patched(clinic.uke(bills), known).files:
        assert faults_of(read_claim_file(each.data)) == ()


def test_the_generated_clinics_reach_every_way_out(clinic):
    seen = set()
    for seed in range(150):
        bills, known = clinic.random_bills(random.Random(seed))
        result = clinic.patched(clinic.uke(bills), known)
        seen |= {remark.id for entry in result.entries for remark in entry.remarks}
        seen |= {file.payer for file in result.files}
    assert seen >= {
        *Payer,
        "moved",
        "split",
        "patient-not-found",
        "text-cut",
        "kind-unknown",
        "branch-unknown",
    }


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.data())
def test_a_damaged_file_is_patched_or_refused_and_never_breaks_patch(clinic, dice, data):
    bills, known = clinic.random_bills(dice, most=2)
    whole = clinic.uke(bills)
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(
        st.sampled_from([b"", b",", b"\r\n", b"\x81", b"9" * 12, b"RE,", b"KO,", b"SI,", b"\x1a"])
    )
    damaged = whole[:at] + piece + whole[at + data.draw(st.integers(0, 6)) :]
    try:
        result = clinic.patched(damaged, known)
    except NotPatchable:
        return
    assert len(result.entries) >= damaged.count(b"\nRE,")
