"""The month on one page: files in, what the gate and the checks say, what will change, what to ask, files out, sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.claims.checks.check import check
from kiosk.claims.checks.rules import Finding
from kiosk.claims.choices import Choice
from kiosk.claims.file.claim import HO_POINTS, RE_CHART, RE_NAME, ClaimFile
from kiosk.claims.file.differences import Change
from kiosk.claims.file.text import printable
from kiosk.claims.file.uke import read
from kiosk.claims.model import Payer
from kiosk.claims.patch.patch import Entry, NotAccepted
from kiosk.claims.remarks import Remark
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.filling import fill_in
from kiosk.desk.claims.incoming import Stopped, ours, taken_up
from kiosk.desk.claims.sending import Again, record_sent
from kiosk.house import House
from kiosk.storage.unit_of_work import Books

YEN_A_POINT = 10
MOST_ALIKE = 5
"""Findings of one rule that the page writes out."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: whose it is, what changes, and what somebody has to find out first."""

    chart: str
    payer: Payer
    points: int
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    who: str = field(repr=False)

    @property
    def asks(self) -> bool:
        return any(each.asks for each in self.remarks)

    @property
    def yen(self) -> int:
        return self.points * YEN_A_POINT


@dataclass(frozen=True, slots=True)
class OutRow:
    """A file for a payer: how many claims, what they are worth, and whether it was taken to be sent."""

    payer: Payer
    claims: int
    points: int
    taken: bool


@dataclass(frozen=True, slots=True)
class MonthPage:
    """`open_choices` are to be signed before anything is filled; `apart` counts claims of patients who did not pass the kiosk."""

    files: tuple[Payer, ...] = ()
    findings: tuple[tuple[Payer, Finding], ...] = ()
    more_findings: Mapping[str, int] = field(default_factory=dict)
    open_choices: tuple[Choice, ...] = ()
    questions: tuple[ClaimRow, ...] = ()
    changed: tuple[ClaimRow, ...] = ()
    unchanged: int = 0
    apart: int = 0
    new_findings: tuple[Finding, ...] = ()
    out: tuple[OutRow, ...] = ()
    stopped: Stopped | None = None

    @property
    def may_send(self) -> bool:
        return bool(self.out) and all(each.taken for each in self.out)


def take_files(desk: Desk, contents: Sequence[bytes]) -> None:
    """The receipt computer's files for this month, instead of those before. Raises NotNow, and nothing is kept then."""
    files = [taken_up(each, ours(desk.house.settings)) for each in contents]
    if len({each.payer for each in files}) != len(files):
        raise NotNow("two_for_one_payer")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.claim_drafts.clear()
        for file, content in zip(files, contents, strict=True):
            work.claim_drafts.put(file.payer, content, desk.by, made=False)
        work.audit("claims_taken_up", "", {"rows": sum(len(each.claims) for each in files), "by": desk.by})
        work.commit()


def month_page(house: House) -> MonthPage:
    with house.storage.reading() as books:
        return _page(house, books)


def _page(house: House, books: Books) -> MonthPage:
    drafts = books.claim_drafts.all(made=False)
    if not drafts:
        return MonthPage()
    files = tuple(each.payer for each in drafts)
    found, more = _folded([(each.payer, finding) for each in drafts for finding in check(read(each.content))])
    try:
        filled = fill_in(books, [each.content for each in drafts], house.settings)
    except Stopped as why:
        return MonthPage(files, found, more, stopped=why)
    if isinstance(filled, NotAccepted):
        return MonthPage(files, found, more, open_choices=filled.choices)
    came = {each.payer: taken_up(each.content, ours(house.settings)) for each in drafts}
    rows = list(_rows(filled.patched.entries, came))
    taken = {each.payer for each in books.claim_drafts.all(made=True)}
    points = Counter[Payer]()
    for row in rows:
        points[row.payer] += row.points
    out = tuple(
        OutRow(each.payer, each.claims, points[each.payer], each.payer in taken)
        for each in filled.patched.files
    )
    return MonthPage(
        files,
        found,
        more,
        questions=tuple(each for each in rows if each.asks),
        changed=tuple(each for each in rows if each.changes and not each.asks),
        unchanged=sum(not each.changes and not each.asks for each in rows),
        apart=sum(any(remark.id == "did-not-pass" for remark in each.remarks) for each in rows),
        new_findings=filled.verified.new,
        out=out,
    )


def _folded(
    findings: Sequence[tuple[Payer, Finding]],
) -> tuple[tuple[tuple[Payer, Finding], ...], Mapping[str, int]]:
    told: Counter[str] = Counter()
    shown = []
    for payer, finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= MOST_ALIKE:
            shown.append((payer, finding))
    return tuple(shown), {rule: count - MOST_ALIKE for rule, count in told.items() if count > MOST_ALIKE}


def _rows(entries: Sequence[Entry], came: Mapping[Payer, ClaimFile]) -> Iterator[ClaimRow]:
    claims = {(payer, each.head.line): each for payer, file in came.items() for each in file.claims}
    for entry in entries:
        claim = claims[entry.filed_with, entry.line]
        points = sum(each.number(HO_POINTS) or 0 for each in claim.of("HO"))
        chart, who = (printable(claim.head.text(at)) for at in (RE_CHART, RE_NAME))
        yield ClaimRow(chart, entry.payer, points, entry.changes, entry.remarks, who)


def take_out(desk: Desk, payer: Payer) -> bytes:
    """The filled file for a payer, as it has to be sent; it is kept, so that exactly it is recorded. Raises NotNow without one."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        drafts = work.claim_drafts.all(made=False)
        filled = fill_in(work, [each.content for each in drafts], desk.house.settings) if drafts else None
        if filled is None or isinstance(filled, NotAccepted):
            raise NotNow("nothing_to_take")
        content = next((each.data for each in filled.patched.files if each.payer is payer), None)
        if content is None:
            raise NotNow("nothing_to_take")
        work.claim_drafts.put(payer, content, desk.by, made=True)
        entries = filled.patched.entries
        facts = {
            "claims": len(entries),
            "changed": sum(bool(each.changes) for each in entries),
            "unsettled": sum(each.asks for each in entries),
            "by": desk.by,
        }
        work.audit("claims_patched", "", facts)
        work.commit()
    return content


def sent_as_taken(desk: Desk, again: Again | None) -> int:
    """All files that were taken out have been sent: how many claims. Raises NotNow as `record_sent` does, and without a file."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        made = work.claim_drafts.all(made=True)
        if not made:
            raise NotNow("nothing_to_take")
        institution = ours(desk.house.settings)
        claims = sum(record_sent(work, each.content, desk.by, desk.now, institution, again) for each in made)
        if claims:
            work.claim_drafts.clear()
        work.commit()
    desk.house.conductor.touch()
    return claims
