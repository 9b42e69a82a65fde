"""The month's claim files, filled with what is known: the one way for page and command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.claims.chart import MonthlyChart
from kiosk.claims.file.claim import NotPatchable
from kiosk.claims.file.uke import read
from kiosk.claims.model import Accepted
from kiosk.claims.patch.patch import NotAccepted, Patched, patch
from kiosk.claims.patch.verified import Verified, verified
from kiosk.desk.claims.choices import accepted_now
from kiosk.desk.claims.incoming import Stopped, ours, taken_up
from kiosk.desk.claims.months import patient_months
from kiosk.settings import Settings
from kiosk.storage.unit_of_work import Books


@dataclass(frozen=True, slots=True)
class FilledIn:
    """The outgoing files, on whose acceptance they rest, and what patch found in its own output."""

    patched: Patched
    accepted: Accepted | None
    verified: Verified


def fill_in(books: Books, contents: Sequence[bytes], settings: Settings) -> FilledIn | NotAccepted:
    """One consistent view of the records for all files of a month. Raises Stopped, and then nothing was patched."""
    files = [taken_up(each, ours(settings)) for each in contents]
    accepted = accepted_now(books)
    chart = MonthlyChart(lambda month: patient_months(books, month))
    try:
        patched = patch(files, chart, accepted, settings.claims.unknown_insurer)
    except NotPatchable as why:
        raise Stopped(str(why), str(why)) from None
    if isinstance(patched, NotAccepted):
        return patched
    return FilledIn(patched, accepted, verified(map(read, contents), [each.data for each in patched.files]))
