"""未確認の取り決め: what nobody could look up is accepted once, in writing, before it touches a claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kiosk.claims.choices import CHOICES, Choice
from kiosk.claims.model import Accepted
from kiosk.desk.acting import Desk, NotNow
from kiosk.storage.claims.notes import ChoiceAccepted
from kiosk.storage.unit_of_work import Books


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice with who accepted it as it reads now; None while nobody has."""

    choice: Choice
    accepted: ChoiceAccepted | None


def text_version(choice: Choice) -> str:
    """The digest of the wording: a changed sentence has to be read and accepted again."""
    wording = f"{choice.id}\n{choice.ja}\n{choice.en}\n{choice.source}"
    return hashlib.sha256(wording.encode()).hexdigest()


def rows(books: Books) -> tuple[ChoiceRow, ...]:
    kept = {(each.choice, each.text): each for each in books.claim_notes.accepted()}
    return tuple(ChoiceRow(each, kept.get((each.id, text_version(each)))) for each in CHOICES)


def accepted_now(books: Books) -> Accepted | None:
    """What may touch a claim today; None while nothing was accepted."""
    taken = [each.accepted for each in rows(books) if each.accepted]
    if not taken:
        return None
    last = max(taken, key=lambda each: each.at)
    return Accepted(last.signed, last.at.date(), frozenset(each.choice for each in taken))


def accept(desk: Desk, versions: frozenset[str], signed: str) -> None:
    """Accept the choices whose wording was read; `versions` are those that stood on the page.

    Raises NotNow without a signature, with nothing ticked, or when a wording has changed meanwhile.
    """
    read = {text_version(each): each.id for each in CHOICES}
    if not signed or not versions:
        raise NotNow("incomplete")
    if not versions <= set(read):
        raise NotNow("moved_on")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.claim_notes.accept([(read[each], each) for each in sorted(versions)], signed, desk.by)
        work.audit("choices_accepted", "", {"rows": len(versions), "by": desk.by})
        work.commit()
