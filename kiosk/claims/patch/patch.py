"""Put the current, past or unknown qualification into claim files. Pure: files and chart in, files and report out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kiosk.claims.choices import CHOICES, SPLIT_BY_DAY, Choice
from kiosk.claims.days import Stretch, stretches
from kiosk.claims.file.assemble import OutFile, Placed, assembled
from kiosk.claims.file.claim import (
    HO_INSURER,
    RE_NUMBER,
    Claim,
    ClaimFile,
    birthdate_of,
    month_of,
    numbers_in,
    out_of_order,
    subject,
)
from kiosk.claims.file.differences import Change, differences
from kiosk.claims.model import Accepted, Chart, PatientMonth, Payer
from kiosk.claims.numbers import DISASTER_INSURER, UNKNOWN_INSURER, payer_of, plain
from kiosk.claims.patch.fill import Filled, fill
from kiosk.claims.patch.people import patient_of
from kiosk.claims.patch.split import split
from kiosk.claims.remarks import Remark
from kiosk.claims.whose import Claimed, numbers_beside


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one outgoing claim.

    `line` is that of its RE in the file that came in from `filed_with`; `number` the RE number there, `sent_as` the
    one in the file for `payer`. `patient_id` is empty when nobody was found.
    """

    line: int
    number: str
    filed_with: Payer
    payer: Payer
    sent_as: str
    patient_id: str
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]

    @property
    def asks(self) -> bool:
        return any(remark.asks for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Patched:
    """The outgoing files, and an entry for every claim in them."""

    files: tuple[OutFile, ...] = field(repr=False)
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Claims rest on choices that the clinic has not accepted, so nothing is written."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    """One outgoing claim beside the one it came from."""

    origin: Claim
    filed_with: Payer
    filled: Filled
    patient_id: str = ""


def patch(
    files: Sequence[ClaimFile], chart: Chart, accepted: Accepted | None, dummy: str = UNKNOWN_INSURER
) -> Patched | NotAccepted:
    """One or two files of the same clinic and month, each for another payer.

    Raises NotPatchable when they do not belong together.
    """
    done = [each for file in files for claim in file.claims for each in _patched(claim, file, chart, dummy)]
    done = _marked_twice(done)
    missing = _missing([each.filled for each in done], accepted)
    if missing:
        return NotAccepted(missing)
    placed = [Placed(each.filled.claim, each.origin, each.filed_with, each.filled.payer) for each in done]
    outgoing = assembled(files, placed)
    entries = tuple(_entry(each, sent) for each, sent in zip(done, outgoing.claims, strict=True))
    return Patched(outgoing.files, entries)


def _marked_twice(done: list[_Done]) -> list[_Done]:
    """A claim is one patient, one month, one insurer: of two a person deletes one."""
    alike: dict[object, list[_Done]] = {}
    for each in done:
        if len(each.filled.claim.of("HO")) == 1:
            alike.setdefault(subject(each.filled.claim), []).append(each)
    others = {
        id(each): str(next(other for other in same if other is not each).origin.head.line)
        for same in alike.values()
        if len(same) > 1
        for each in same
    }
    return [
        _also(each, Remark("claim-twice", others[id(each)])) if id(each) in others else each for each in done
    ]


def _also(done: _Done, remark: Remark) -> _Done:
    return replace(done, filled=replace(done.filled, remarks=(*done.filled.remarks, remark)))


def _patched(claim: Claim, file: ClaimFile, chart: Chart, dummy: str) -> list[_Done]:
    def left(remark: Remark, patient_id: str = "") -> list[_Done]:
        unfilled = Filled(claim, _payer_as_it_stands(claim, file.payer), (remark,))
        return [_Done(claim, file.payer, _with(unfilled, (), file.payer, divided=False), patient_id)]

    month, birthdate = month_of(claim), birthdate_of(claim)
    if month is None:
        return left(Remark("month-unreadable"))
    if len(claim.of("HO")) != 1:
        return left(Remark("several-insurances" if claim.of("HO") else "no-insurance"))
    patient = patient_of(claim, month, chart)
    if isinstance(patient, Remark):
        return left(patient)
    if not patient.came:
        return left(Remark("did-not-pass"), patient.patient_id)
    found = stretches(claim, month, patient.periods)
    if isinstance(found, Remark):
        return left(found, patient.patient_id)
    if unfit := _why_left(claim, found, patient):
        return left(unfit, patient.patient_id)
    parts = _parts(claim, found)
    if isinstance(parts, Remark):
        return left(parts, patient.patient_id)
    assert birthdate is not None  # patient_of compared it
    done = []
    for part, stretch, remarks in parts:
        filled = fill(part, stretch, birthdate, month, file.payer, dummy)
        if isinstance(filled, Remark):
            return left(filled, patient.patient_id)
        done.append(
            _Done(
                claim,
                file.payer,
                _with(filled, remarks, file.payer, divided=len(parts) > 1),
                patient.patient_id,
            )
        )
    return done


def _why_left(claim: Claim, found: tuple[Stretch, ...], patient: PatientMonth) -> Remark | None:
    """Why nothing may be put into a claim, though it is known whose it is; None when its numbers give way."""
    if out_of_order(claim):
        return Remark("records-out-of-order")
    claimed = numbers_in(claim)
    if plain(claimed.insurer_number) == DISASTER_INSURER:
        return Remark("disaster-numbers")
    beside = [numbers_beside(claimed, each.period, patient.known) for each in found]
    if Claimed.SAME in beside:
        return None
    return next((Remark(each.value) for each in beside if not each.gives_way), None)


def _payer_as_it_stands(claim: Claim, filed_with: Payer) -> Payer:
    """A claim that nothing is put into still goes to the payer of the insurer that it names."""
    named = {payer_of(insurance.text(HO_INSURER)) for insurance in claim.of("HO")}
    return (named.pop() if len(named) == 1 else None) or filed_with


def _parts(
    claim: Claim, found: tuple[Stretch, ...]
) -> list[tuple[Claim, Stretch, tuple[Remark, ...]]] | Remark:
    if len(found) == 1:
        return [(claim, found[0], ())]
    divided = split(claim, [each.days for each in found])
    if isinstance(divided, Remark):
        return divided
    claims, remarks = divided
    return [
        (part, stretch, (Remark("split", ", ".join(map(str, sorted(stretch.days)))), *remarks))
        for part, stretch in zip(claims, found, strict=True)
    ]


def _with(filled: Filled, remarks: tuple[Remark, ...], filed_with: Payer, *, divided: bool) -> Filled:
    moved = (
        (Remark("moved", f"{filed_with.value} → {filled.payer.value}"),)
        if filled.payer is not filed_with
        else ()
    )
    choices = (SPLIT_BY_DAY, *filled.choices) if divided else filled.choices
    return replace(filled, remarks=(*remarks, *filled.remarks, *moved), choices=choices)


def _missing(filled: Iterable[Filled], accepted: Accepted | None) -> tuple[Choice, ...]:
    known = accepted.choices if accepted else frozenset[str]()
    used = {choice for each in filled for choice in each.choices}
    return tuple(choice for choice in CHOICES if choice in used and choice.id not in known)


def _entry(done: _Done, sent: Claim) -> Entry:
    return Entry(
        done.origin.head.line,
        done.origin.head.text(RE_NUMBER),
        done.filed_with,
        done.filled.payer,
        sent.head.text(RE_NUMBER),
        done.patient_id,
        differences(done.origin.records, sent.records),
        done.filled.remarks,
    )
