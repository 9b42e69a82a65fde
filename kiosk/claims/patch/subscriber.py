"""枝番 in the SN record of the medical insurance (負担者種別 1). Records of 公費 stay as they are."""

from __future__ import annotations

from kiosk.claims.file.claim import INSURANCE, SN_BRANCH, SN_PAYER_KIND, Claim
from kiosk.claims.file.uke import Record
from kiosk.claims.numbers import Scheme, plain
from kiosk.claims.remarks import Remark

AT_THE_COUNTER = "01"
"""確認区分 of a clinic's first claim: 保険者番号 and the rest stay empty."""


def with_branch(
    claim: Claim, branch: str, scheme: Scheme, *, changed: bool
) -> tuple[Claim, tuple[Remark, ...]]:
    """The claim with this 枝番 (empty: not known). `changed`: the insurance is another one than the claim said.

    A missing SN is only added beside changed numbers, since the record is optional. 後期高齢者医療 has no 枝番.
    """
    digits = plain(branch)
    wanted = b"" if scheme is Scheme.ELDERLY or not digits else digits.zfill(2).encode()
    standing = _of_insurance(claim)
    if not standing:
        return (_inserted(claim, wanted) if wanted and changed else claim), ()
    if not wanted and not changed and scheme is not Scheme.ELDERLY:
        return claim, ()
    lost = bool(standing.raw(SN_BRANCH)) and not wanted and scheme is not Scheme.ELDERLY
    remarks = (Remark("branch-unknown"),) if lost else ()
    return claim.with_changed(standing, {SN_BRANCH: wanted}), remarks


def without_sn(claim: Claim) -> Claim:
    standing = _of_insurance(claim)
    return Claim(tuple(each for each in claim.records if each is not standing)) if standing else claim


def _of_insurance(claim: Claim) -> Record | None:
    return next((each for each in claim.of("SN") if each.text(SN_PAYER_KIND) == INSURANCE), None)


def _inserted(claim: Claim, branch: bytes) -> Claim:
    """After the last HO or KO, before the SN records of 公費."""
    at = 1 + max(at for at, record in enumerate(claim.records) if record.kind in {"HO", "KO"})
    record = Record(0, (b"SN", INSURANCE.encode(), AT_THE_COUNTER.encode(), b"", b"", b"", branch, b"", b""))
    return Claim((*claim.records[:at], record, *claim.records[at:]))
