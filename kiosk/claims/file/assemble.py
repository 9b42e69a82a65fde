"""The outgoing files, one for each payer: claims in their order, RE renumbered and GO counted again where claims came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.claims.file.claim import (
    GO_COUNT,
    GO_POINTS,
    HO_POINTS,
    IR_INSTITUTION,
    IR_MONTH,
    IR_PAYER,
    KO_POINTS,
    Claim,
    ClaimFile,
    NotPatchable,
    renumbered,
)
from kiosk.claims.file.differences import Change, differences
from kiosk.claims.file.uke import Record, write
from kiosk.claims.model import Payer


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim on its way from the file of one payer to the file of another, or back into its own."""

    claim: Claim
    origin: Claim
    filed_with: Payer
    payer: Payer


@dataclass(frozen=True, slots=True)
class OutFile:
    """One payer's file; `changes` are those of IR and GO."""

    payer: Payer
    claims: int
    changes: tuple[Change, ...]
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The files, and every claim as it was written, in the order in which they were given."""

    files: tuple[OutFile, ...]
    claims: tuple[Claim, ...]


def assembled(files: Sequence[ClaimFile], placed: Sequence[Placed]) -> Assembled:
    """A payer without a claim gets no file. Raises NotPatchable when the files do not belong together."""
    _refuse_strangers(files)
    claims = [each.claim for each in placed]
    came = Counter(id(each.origin) for each in placed)
    divided = {origin for origin, parts in came.items() if parts > 1}
    out = []
    for payer in Payer:
        at = _order(placed, payer)
        if not at:
            continue
        own = next((file for file in files if file.payer is payer), None)
        sent = [placed[index].origin for index in at]
        as_it_came = own is not None and _same(own.claims, sent) and not divided & set(map(id, sent))
        if not as_it_came:
            for number, index in enumerate(at, 1):
                claims[index] = renumbered(claims[index], number)
        out.append(
            _out_file(payer, own or files[0], [claims[index] for index in at], count_again=not as_it_came)
        )
    return Assembled(tuple(out), tuple(claims))


def _order(placed: Sequence[Placed], payer: Payer) -> list[int]:
    """The payer's own claims first, then those that came over."""
    own = [at for at, each in enumerate(placed) if each.payer is payer is each.filed_with]
    return own + [at for at, each in enumerate(placed) if each.payer is payer is not each.filed_with]


def _same(came: Sequence[Claim], sent: Sequence[Claim]) -> bool:
    """Whether the very claims of a file go out again, each once and in their order."""
    return len(came) == len(sent) and all(one is other for one, other in zip(came, sent, strict=True))


def _out_file(payer: Payer, base: ClaimFile, claims: Sequence[Claim], *, count_again: bool) -> OutFile:
    heading = _having(base.heading, {IR_PAYER: payer.value})
    closing = base.closing
    if count_again:
        count, points = totals(claims)
        closing = _having(closing, {GO_COUNT: str(count), GO_POINTS: str(points)})
    records = [heading, *(record for claim in claims for record in claim.records), closing]
    changes = differences((base.heading, base.closing), (heading, closing))
    return OutFile(payer, len(claims), changes, write(records, base.tail))


def _having(record: Record, texts: dict[int, str]) -> Record:
    changed = {at: text.encode() for at, text in texts.items() if record.raw(at) != text.encode()}
    return record.having(changed) if changed else record


def totals(claims: Iterable[Claim]) -> tuple[int, int]:
    """総件数 (HO and KO records, not claims) and 総合計点数 (HO, or the first KO of a claim without HO)."""
    count = points = 0
    for claim in claims:
        insurances, subsidies = claim.of("HO"), claim.of("KO")
        count += len(insurances) + len(subsidies)
        if insurances:
            points += sum(each.number(HO_POINTS) or 0 for each in insurances)
        elif subsidies:
            points += subsidies[0].number(KO_POINTS) or 0
    return count, points


def _refuse_strangers(files: Sequence[ClaimFile]) -> None:
    if len({file.payer for file in files}) != len(files):
        raise NotPatchable("two files for the same payer; give one file for each")
    if len({(file.heading.raw(IR_INSTITUTION), file.heading.raw(IR_MONTH)) for file in files}) > 1:
        raise NotPatchable("the files are of different institutions or months (IR); patch them one by one")
