"""Insurer, 記号 and 番号 of one claim, the income class, and what past and unknown qualifications must carry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kiosk.claims.checks.rules import Finding
from kiosk.claims.comments import HEADINGS, UNKNOWN
from kiosk.claims.file.claim import (
    ACT_CODE,
    HO_INSURER,
    HO_NUMBER,
    HO_SYMBOL,
    INSURANCE,
    LISTED,
    RE_REMARKS,
    RE_TYPE,
    SN_BRANCH,
    SN_PAYER_KIND,
    Claim,
    birthdate_of,
    month_of,
)
from kiosk.claims.file.uke import Record
from kiosk.claims.kinds import INCOME_CLASSES
from kiosk.claims.model import Payer
from kiosk.claims.numbers import (
    DISASTER_INSURER,
    PAYERS,
    UNKNOWN_ELDERLY_NUMBER,
    UNKNOWN_INSURERS,
    UNKNOWN_NUMBER,
    Scheme,
    check_digit_fits,
    plain,
    scheme_of,
)
from kiosk.declaration.model import AgeBand, age_band

INSURER, SYMBOL, NUMBER = "保険者番号", "被保険者証等の記号", "被保険者証等の番号"
SYMBOL_FREE = "06110829"
"""The one 組合健保 whose 記号 is no number (ASP 3177)."""
ELDERLY_DIGITS = 8
OLD = frozenset("8079")
"""Fourth digit of 種別 from 70 on."""
PAYS_30 = frozenset("09")
CLASSES_OF_30 = frozenset({"26", "27", "28"})


def check(claim: Claim, filed_with: Payer | None) -> Iterator[Finding]:
    for insurance in claim.of("HO"):
        yield from _insured(claim, insurance, filed_with)
    for subsidy in claim.of("KO"):
        if subsidy.raw(1) and not check_digit_fits(subsidy.text(1)):
            yield Finding("subsidy-digit", subsidy.line, "KO", "負担者番号")
    yield from chain(_income(claim), _order(claim))


def _insured(claim: Claim, insurance: Record, filed_with: Payer | None) -> Iterator[Finding]:
    number = plain(insurance.text(HO_INSURER))
    if number == DISASTER_INSURER:
        return
    if number in UNKNOWN_INSURERS:
        yield from _unknown(claim, insurance)
        return
    if any(record.text(ACT_CODE) == UNKNOWN for record in claim.of("CO")):
        yield Finding("known-insurer", insurance.line, "HO", INSURER)
    scheme = scheme_of(number)
    if scheme is None:
        yield Finding("insurer-form", insurance.line, "HO", INSURER)
        return
    if not check_digit_fits(number):
        yield Finding("insurer-digit", insurance.line, "HO", INSURER)
    if filed_with and PAYERS[scheme] is not filed_with:
        yield Finding("other-payer", insurance.line, "HO", INSURER, PAYERS[scheme].value)
    if not insurance.raw(HO_NUMBER):
        yield Finding("number-missing", insurance.line, "HO", NUMBER)
    yield from _elderly(claim, insurance) if scheme is Scheme.ELDERLY else _symbol(insurance, number)


def _symbol(insurance: Record, insurer: str) -> Iterator[Finding]:
    symbol = plain(insurance.text(HO_SYMBOL))
    numeric = symbol.isascii() and symbol.isdigit()
    if len(insurer) == 8 and insurer[:2] == "01" and not (numeric and len(symbol) in {7, 8}):
        yield Finding("symbol-kyokai", insurance.line, "HO", SYMBOL)
    society = len(insurer) == 8 and insurer[:2] in {"06", "63"} and insurer != SYMBOL_FREE
    if society and symbol and not numeric:
        yield Finding("symbol-society", insurance.line, "HO", SYMBOL)


def _elderly(claim: Claim, insurance: Record) -> Iterator[Finding]:
    number = plain(insurance.text(HO_NUMBER))
    if insurance.raw(HO_SYMBOL):
        yield Finding("elderly-symbol", insurance.line, "HO", SYMBOL)
    if number and len(number) != ELDERLY_DIGITS:
        yield Finding("elderly-number", insurance.line, "HO", NUMBER)
    elif number and not check_digit_fits(number):
        yield Finding("elderly-digit", insurance.line, "HO", NUMBER)
    for record in claim.of("SN"):
        if record.text(SN_PAYER_KIND) == INSURANCE and record.raw(SN_BRANCH):
            yield Finding("elderly-branch", record.line, "SN", "枝番")


def _unknown(claim: Claim, insurance: Record) -> Iterator[Finding]:
    elderly = claim.head.text(RE_TYPE)[1:2] == "3"
    number = UNKNOWN_ELDERLY_NUMBER if elderly else UNKNOWN_NUMBER
    if insurance.raw(HO_SYMBOL) or plain(insurance.text(HO_NUMBER)) != number:
        yield Finding("unknown-number", insurance.line, "HO", NUMBER)
    listed = claim.of(*LISTED)
    if not listed or listed[0].kind != "CO" or listed[0].text(ACT_CODE) != UNKNOWN:
        yield Finding("unknown-comment", insurance.line, "HO", INSURER)


def _order(claim: Claim) -> Iterator[Finding]:
    order = list(HEADINGS)
    at = -1
    for record in claim.of("CO"):
        code = record.text(ACT_CODE)
        if code in HEADINGS:
            if order.index(code) < at:
                yield Finding("comment-order", record.line, "CO", "コメントコード", code)
            at = order.index(code)


def _income(claim: Claim) -> Iterator[Finding]:
    """Only where there is an insurance, and 種別 and age agree that the patient is 70 or over."""
    head = claim.head
    type_, remarks = head.text(RE_TYPE), head.text(RE_REMARKS)
    birthdate, month = birthdate_of(claim), month_of(claim)
    if not claim.of("HO") or type_[3:4] not in OLD or birthdate is None or month is None:
        return
    if type_[1:2] != "3" and age_band(birthdate, month) not in {AgeBand.FROM_70, AgeBand.FROM_75}:
        return
    classes = {remarks[at : at + 2] for at in range(0, len(remarks), 2)} & INCOME_CLASSES
    if not classes:
        yield Finding("income-missing", head.line, "RE", "レセプト特記事項")
    elif bool(classes & CLASSES_OF_30) != (type_[3] in PAYS_30):
        yield Finding("income-kind", head.line, "RE", "レセプト特記事項", ", ".join(sorted(classes)))
