"""What a reader's slot looks like at a poll, and which events lie between two polls. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from reader.events import CardAbsent, CardPresent, ReaderBack, ReaderEvent, ReaderLost


@dataclass(frozen=True, slots=True)
class NoReader:
    """No such reader, or no service to ask."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A reader; `changes` is PC/SC's counter of cards laid down and taken away (upper half of the event state)."""

    present: bool
    changes: int


SlotState = NoReader | Slot


def events_between(before: SlotState | None, after: SlotState) -> tuple[ReaderEvent, ...]:
    """The events from one poll (None: the first) to the next.

    A card swapped between two polls looks present both times; the counter tells, and the old card is said to be gone
    before the new one is announced.
    """
    match before, after:
        case (Slot(), NoReader()):
            return (ReaderLost(),)
        case (None, NoReader()):
            return (ReaderLost(),)
        case (None | NoReader(), Slot(present=present)):
            return (ReaderBack(), CardPresent()) if present else (ReaderBack(),)
        case (Slot(present=False), Slot(present=True)):
            return (CardPresent(),)
        case (Slot(present=True), Slot(present=False)):
            return (CardAbsent(),)
        case (Slot(present=True, changes=was), Slot(present=True, changes=now)) if was != now:
            return (CardAbsent(), CardPresent())
        case _:
            return ()
