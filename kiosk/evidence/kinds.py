"""What a patient may show instead of an answer: a table of kinds, each valid by the date of treatment. Pure.

Portal and document are alternatives, not a ladder: whichever the patient has is enough. Rows say where they are known
from; what nobody could look up in an official text is marked unverified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class EvidenceKind(Enum):
    """What a patient may show instead."""

    PORTAL = "portal"
    """マイナポータルの資格情報画面 or its downloaded PDF."""
    NOTICE = "notice"
    """資格情報のお知らせ, together with the card."""
    CERTIFICATE = "certificate"
    """資格確認書."""
    OLD_CARD = "old_card"
    """健康保険証, while it was valid on the day of treatment."""
    EARLIER_VISIT = "earlier_visit"
    """The clinic's own record of an earlier visit, with the card: 申立書 deemed submitted."""


class Gives(Enum):
    """What staff hold afterwards."""

    NUMBERS = "numbers"
    """Insurer number, symbol and number: enough to ask the service with."""
    HELD = "held"
    """What the clinic has kept, when the patient says that it is unchanged."""


class Footing(Enum):
    """How well a row is known."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    """An association, an insurer or a city says so."""
    UNVERIFIED = "unverified"
    """Known to us without a text that we could open."""


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """One row: on which days a kind stands, `card_too` beside the card, `answer_too` only when the service confirms it.

    `since` and `until` are days of treatment, both included, None for open; `as_of` is the day the row was written.
    """

    kind: EvidenceKind
    gives: Gives
    card_too: bool
    answer_too: bool
    since: date | None
    until: date | None
    source: str
    footing: Footing
    as_of: date = date(2026, 11, 21)

    def covers(self, on: date) -> bool:
        return (self.since or on) <= on <= (self.until or on)


ISSUE_ENDED = date(2024, 12, 2)
"""No new 健康保険証 from this day on."""
LAST_OLD_CARD = date(2025, 12, 1)
"""The last day of any 健康保険証; one that says an earlier day ended then."""
LAST_PROVISIONAL = date(2026, 3, 31)
"""保険証 past its day, or the notice alone, were treated as valid when the service confirmed their numbers. A later end was not found."""
PROVISIONAL = "Ministry's provisional handling as told by hodanren.doc-net.or.jp/info/news/2025-06-30"

TABLE: tuple[EvidenceRule, ...] = (
    EvidenceRule(
        EvidenceKind.PORTAL,
        Gives.NUMBERS,
        card_too=True,
        answer_too=False,
        since=None,
        until=None,
        source="www.lixilkenpo.or.jp/member/application/lost.html (screen or downloaded PDF, beside the card)",
        footing=Footing.SECONDARY,
    ),
    EvidenceRule(
        EvidenceKind.NOTICE,
        Gives.NUMBERS,
        card_too=True,
        answer_too=False,
        since=None,
        until=None,
        source="www.city.minato.tokyo.jp/shikakuhoken/20210917.html (not alone; with the card when the reader fails)",
        footing=Footing.SECONDARY,
    ),
    EvidenceRule(
        EvidenceKind.NOTICE,
        Gives.NUMBERS,
        card_too=False,
        answer_too=True,
        since=None,
        until=LAST_PROVISIONAL,
        source=PROVISIONAL,
        footing=Footing.SECONDARY,
    ),
    EvidenceRule(
        EvidenceKind.CERTIFICATE,
        Gives.NUMBERS,
        card_too=False,
        answer_too=False,
        since=ISSUE_ENDED,
        until=None,
        source="n2480hp.net/hp_open/health/topics/20241202_my_number_card.html (five years at most, by its printed day)",
        footing=Footing.SECONDARY,
    ),
    EvidenceRule(
        EvidenceKind.OLD_CARD,
        Gives.NUMBERS,
        card_too=False,
        answer_too=False,
        since=None,
        until=LAST_OLD_CARD,
        source="令和5年法律第48号 附則 (a year from 2024-12-02, or until its printed day if that is earlier)",
        footing=Footing.UNVERIFIED,
    ),
    EvidenceRule(
        EvidenceKind.OLD_CARD,
        Gives.NUMBERS,
        card_too=False,
        answer_too=True,
        since=None,
        until=LAST_PROVISIONAL,
        source=PROVISIONAL,
        footing=Footing.SECONDARY,
    ),
    EvidenceRule(
        EvidenceKind.EARLIER_VISIT,
        Gives.HELD,
        card_too=True,
        answer_too=False,
        since=date(2023, 7, 10),
        until=None,
        source="保発0710第1号 (2023-07-10); www.jda.or.jp/dentist/mynumber-online/",
        footing=Footing.SECONDARY,
    ),
)


def rules_on(on: date) -> tuple[EvidenceRule, ...]:
    """The rows that cover a treatment on this day."""
    return tuple(row for row in TABLE if row.covers(on))


def offered(on: date) -> tuple[EvidenceKind, ...]:
    """What may be shown for a treatment on this day, in the order of the table."""
    return tuple(dict.fromkeys(row.kind for row in rules_on(on)))


def typed_kinds(on: date) -> tuple[EvidenceKind, ...]:
    """What carries the numbers that staff may type for a treatment on this day."""
    return tuple(dict.fromkeys(row.kind for row in rules_on(on) if row.gives is Gives.NUMBERS))


@dataclass(frozen=True, slots=True)
class Suffices:
    """It stands as it was shown."""

    rule: EvidenceRule


@dataclass(frozen=True, slots=True)
class AskFirst:
    """It stands only when the service confirms its numbers: type them."""

    rule: EvidenceRule


@dataclass(frozen=True, slots=True)
class CardMissing:
    """It stands beside the card, and the card was not shown."""

    rule: EvidenceRule


@dataclass(frozen=True, slots=True)
class NotThatDay:
    """It stood until `until`, None when it never did or has not begun; another kind or a declaration does."""

    kind: EvidenceKind
    until: date | None


Weighed = Suffices | AskFirst | CardMissing | NotThatDay


def weigh(kind: EvidenceKind, on: date, *, card: bool) -> Weighed:
    """What a kind is worth for a treatment on this day; `card` says whether the My Number Card was shown too."""
    rows = [row for row in rules_on(on) if row.kind is kind]
    if not rows:
        ends = [row.until for row in TABLE if row.kind is kind and row.until and row.until < on]
        return NotThatDay(kind, max(ends, default=None))
    standing = [row for row in rows if card or not row.card_too]
    if not standing:
        return CardMissing(rows[0])
    alone = [row for row in standing if not row.answer_too]
    return Suffices(alone[0]) if alone else AskFirst(standing[0])
