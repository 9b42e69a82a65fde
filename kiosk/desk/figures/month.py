"""A month's figures for the manager, and the same as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from kiosk.desk.figures.counting import COUNTED, Figures, figures_of
from kiosk.handover.csv_file import harmless
from kiosk.house import House
from kiosk.storage.audit.asked import Wanted

EVERYTHING = 10_000_000


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The month by its first day."""

    month: date
    figures: Figures

    @property
    def before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_page(house: House, month: date) -> MonthPage:
    first = month.replace(day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    with house.storage.reading() as books:
        rows = books.asked.rows(Wanted(kinds=COUNTED, since=first, until=last), EVERYTHING)
    return MonthPage(first, figures_of(rows))


def table_of(page: MonthPage) -> bytes:
    """(table, item, count), one line each; CSV in UTF-8 with its mark."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("month", "table", "item", "count"))
    writer.writerows(map(harmless, (f"{page.month:%Y-%m}", *line)) for line in _lines(page.figures))
    return out.getvalue().encode("utf-8-sig")


def _lines(told: Figures) -> Iterator[tuple[str, str, str]]:
    yield "visits", "all", str(told.visits)
    yield "to_staff", "all", str(told.to_staff)
    if told.minutes:
        yield "minutes", "median", str(told.minutes[0])
        yield "minutes", "slowest_tenth", str(told.minutes[1])
    for name in ("hours", "ways", "outcomes", "troubles", "questions"):
        for item, count in sorted(getattr(told, name).items()):
            yield name, str(item), str(count)
