"""One claim and the qualification that counts for it: HO, SN, RE and the comments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.claims.choices import (
    COMMENT_LENGTH,
    COMMENTS_AT_01,
    CONTACT_DATE,
    ELDERLY_NUMBER,
    PAST_BARE,
    PAYER_STAYS,
    SN_LEFT_OUT,
    SUBSIDY_BESIDE,
    Choice,
)
from kiosk.claims.comments import PAST_COMMENTS, unknown_comments, with_comments
from kiosk.claims.days import Stretch
from kiosk.claims.file.claim import HO_INSURER, HO_NUMBER, HO_SYMBOL, RE_TYPE, Claim
from kiosk.claims.file.text import half, wide
from kiosk.claims.file.uke import Record
from kiosk.claims.kinds import Fit, Person, fit
from kiosk.claims.model import Current, Numbers, Past, Payer, Unknown
from kiosk.claims.numbers import (
    PAYERS,
    UNKNOWN_ELDERLY_NUMBER,
    UNKNOWN_NUMBER,
    Scheme,
    plain,
    same_numbers,
    scheme_of,
)
from kiosk.claims.patch.subscriber import with_branch, without_sn
from kiosk.claims.remarks import Remark
from kiosk.declaration.model import InsuranceKind

DECLARED: dict[InsuranceKind | None, Scheme] = {
    InsuranceKind.EMPLOYEES: Scheme.EMPLOYEES,
    InsuranceKind.NATIONAL: Scheme.NATIONAL,
    InsuranceKind.ELDERLY: Scheme.ELDERLY,
}
MOST_CHARACTERS = 19
"""記号 and 番号 together, in characters of their mode."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The claim as it goes out, to whom, and the unverified choices that it rests on."""

    claim: Claim
    payer: Payer
    remarks: tuple[Remark, ...] = ()
    choices: tuple[Choice, ...] = ()


def fill(
    claim: Claim, stretch: Stretch, birthdate: date, month: date, filed_with: Payer, dummy: str
) -> Filled | Remark:
    """The claim with the stretch's qualification; a Remark is what keeps it from being filled.

    `filed_with` is the payer of the file that the claim came in; `dummy` the clinic's 保険者番号 for 不詳.
    """
    period = stretch.period
    day = month.replace(day=min(stretch.days))
    person = Person(birthdate, day, period.share_percent, period.relation, period.limit_category)
    match period.standing:
        case Current(numbers):
            filled = _commented(_known(claim, numbers, person), (), ())
        case Past(numbers):
            filled = _commented(_known(claim, numbers, person), PAST_COMMENTS, (COMMENTS_AT_01, PAST_BARE))
        case Unknown() as unknown:
            filled = _unknown(claim, unknown, person, filed_with, dummy)
    if isinstance(filled, Remark):
        return filled
    return replace(filled, remarks=(*stretch.remarks, *filled.remarks))


def _known(claim: Claim, numbers: Numbers, person: Person) -> Filled | Remark:
    now = scheme_of(numbers.insurer_number)
    if now is None:
        return Remark("insurer-unreadable", plain(numbers.insurer_number))
    if now is Scheme.ELDERLY:
        numbers = replace(numbers, symbol="")
    (insurance,) = claim.of("HO")
    held = Numbers(insurance.text(HO_INSURER), insurance.text(HO_SYMBOL), insurance.text(HO_NUMBER))
    if same_numbers(held, numbers):
        branched, remarks = with_branch(claim, numbers.branch, now, changed=False)
        return Filled(branched, PAYERS[now], remarks)
    fields = _insurance_fields(numbers)
    if fields is None:
        return Remark("numbers-unwritable")
    fitted = fit(claim.head, scheme_of(held.insurer_number), now, person)
    if isinstance(fitted, Remark):
        return fitted
    filled = _fitted(claim.with_changed(insurance, fields), fitted)
    branched, remarks = with_branch(filled, numbers.branch, now, changed=True)
    return Filled(branched, PAYERS[now], (*fitted.remarks, *remarks), fitted.choices)


def _commented(
    filled: Filled | Remark, comments: tuple[Record, ...], choices: tuple[Choice, ...]
) -> Filled | Remark:
    if isinstance(filled, Remark):
        return filled
    return replace(filled, claim=with_comments(filled.claim, comments), choices=(*filled.choices, *choices))


def _unknown(
    claim: Claim, unknown: Unknown, person: Person, filed_with: Payer, dummy: str
) -> Filled | Remark:
    (insurance,) = claim.of("HO")
    said = unknown.declaration
    declared = DECLARED.get(said.insurance_kind)
    scheme = declared or (Scheme.ELDERLY if claim.head.text(RE_TYPE)[1:2] == "3" else None)
    speaker = replace(
        person,
        share_percent=said.share_percent or person.share_percent,
        declared=True,
        own_employer=bool(said.employer.strip()),
    )
    fitted = fit(claim.head, scheme_of(insurance.text(HO_INSURER)), declared, speaker) if declared else Fit()
    if isinstance(fitted, Remark):
        return fitted
    comments = unknown_comments(unknown)
    number = UNKNOWN_ELDERLY_NUMBER if scheme is Scheme.ELDERLY else UNKNOWN_NUMBER
    fields = {HO_INSURER: dummy.encode(), HO_SYMBOL: b"", HO_NUMBER: number.encode()}
    filled = without_sn(_fitted(claim.with_changed(insurance, fields), fitted))
    payer = PAYERS[declared] if declared else unknown.send_to or filed_with
    choices = [COMMENTS_AT_01, COMMENT_LENGTH, CONTACT_DATE, SN_LEFT_OUT, *fitted.choices]
    choices += [ELDERLY_NUMBER] if scheme is Scheme.ELDERLY else []
    choices += [SUBSIDY_BESIDE] if claim.of("KO") else []
    choices += [PAYER_STAYS] if not declared and unknown.send_to is None else []
    remarks = (*fitted.remarks, *comments.remarks, *(() if declared else (Remark("kind-unknown"),)))
    return Filled(with_comments(filled, comments.records), payer, remarks, tuple(choices))


def _fitted(claim: Claim, fitted: Fit) -> Claim:
    return claim.with_changed(claim.head, fitted.changed)


def _insurance_fields(numbers: Numbers) -> dict[int, bytes] | None:
    """HO with other numbers; one wide character makes both fields wide. None when they do not fit."""
    symbol, number = (text.replace(" ", "").replace("　", "") for text in (numbers.symbol, numbers.number))
    narrow = (half(symbol), half(number))
    if narrow[0] is None or narrow[1] is None:
        broad = (wide(symbol), wide(number))
        if any(each.lost for each in broad):
            return None
        data, width = (broad[0].data, broad[1].data), 2
    else:
        data, width = (narrow[0], narrow[1]), 1
    if not data[1] or len(data[0] + data[1]) > MOST_CHARACTERS * width:
        return None
    insurer = plain(numbers.insurer_number).rjust(8).encode()
    return {HO_INSURER: insurer, HO_SYMBOL: data[0], HO_NUMBER: data[1]}
