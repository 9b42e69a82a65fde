"""枝番 in the SN record of the medical insurance (負担者種別 1). Records of 公費 stay as they are."""

from __future__ import annotations

from kiosk.claims.file.claim import (
    INSURANCE,
    SN_BRANCH,
    SN_CHECKED,
    SN_PAYER_KIND,
    Claim,
    after,
)
from kiosk.claims.file.text import printable
from kiosk.claims.file.uke import Record
from kiosk.claims.numbers import Scheme, plain
from kiosk.claims.remarks import Remark

AT_THE_COUNTER = "01"
"""確認区分 of a clinic's first claim: 保険者番号 and the rest stay empty."""
BRANCH_DIGITS = 2


def with_branch(
    claim: Claim, branch: str, scheme: Scheme, *, changed: bool, sure: bool = True
) -> tuple[Claim, tuple[Remark, ...]]:
    """The claim with this 枝番 (empty: not known). `changed`: the insurance is another one than the claim said.

    A missing SN is only added beside changed numbers, since the record is optional. 後期高齢者医療 has no 枝番. Beside changed
    numbers one SN stays, the clinic's own: what a payer once found for other numbers says nothing of these. `sure`: a
    枝番 that stands there gives way to this one.
    """
    wanted, remarks = _legal(branch, scheme)
    if changed:
        claim = _with_one(claim)
    own = _of_insurance(claim)
    if not own:
        return (_inserted(claim, wanted) if wanted and changed else claim), remarks
    elderly = scheme is Scheme.ELDERLY
    standing = own[0]
    if not changed and not elderly and (not wanted or (standing.raw(SN_BRANCH) and not sure)):
        return claim, remarks
    lost = bool(standing.raw(SN_BRANCH)) and not wanted and not elderly
    return claim.with_changed(standing, {SN_BRANCH: wanted}), (
        *remarks,
        *((Remark("branch-unknown"),) if lost else ()),
    )


def without_sn(claim: Claim) -> Claim:
    """Without any SN of the insurance."""
    return _without(claim, _of_insurance(claim))


def _with_one(claim: Claim) -> Claim:
    """With the first SN of the clinic's own, and none that a payer answered about other numbers."""
    own = _of_insurance(claim)
    ours = [each for each in own if each.text(SN_CHECKED) in {AT_THE_COUNTER, ""}]
    return _without(claim, tuple(each for each in own if not ours or each is not ours[0]))


def _legal(branch: str, scheme: Scheme) -> tuple[bytes, tuple[Remark, ...]]:
    """The two digits of a 枝番, or nothing."""
    digits = plain(branch)
    if scheme is Scheme.ELDERLY or not digits:
        return b"", ()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= BRANCH_DIGITS):
        return b"", (Remark("branch-unfit", printable(digits)),)
    return digits.zfill(BRANCH_DIGITS).encode(), ()


def _of_insurance(claim: Claim) -> tuple[Record, ...]:
    return tuple(each for each in claim.of("SN") if each.text(SN_PAYER_KIND) == INSURANCE)


def _without(claim: Claim, gone: tuple[Record, ...]) -> Claim:
    kept = tuple(each for each in claim.records if not any(each is one for one in gone))
    return Claim(kept) if gone else claim


def _inserted(claim: Claim, branch: bytes) -> Claim:
    """After the last HO or KO and what belongs to it, before the SN records of 公費."""
    at = after(claim, frozenset({"HO", "KO"}))
    record = Record(0, (b"SN", INSURANCE.encode(), AT_THE_COUNTER.encode(), b"", b"", b"", branch, b"", b""))
    return Claim((*claim.records[:at], record, *claim.records[at:]))
