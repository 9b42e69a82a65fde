"""axe finds nothing on any page of the desk that links lead to, for anybody who works there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.glass.accessible import bring_axe, findings
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist

MOST_PAGES = 40
PAPERS = re.compile(r"\.(pdf|csv|zip|json|txt|jpg|png)$|/(sheet|files?|export|pack)\b")


def linked(page: Page, desk: str) -> list[str]:
    """The addresses of the desk's pages that stand on this one; downloads are no pages."""
    found = page.eval_on_selector_all(
        "a[href]", "(links) => links.map((each) => each.href.split('#')[0].split('?')[0])"
    )
    return [each for each in found if each.startswith(desk) and not PAPERS.search(each)]


def kind(address: str) -> str:
    """Two visits are pages of one kind."""
    return re.sub(r"[0-9]{8}-[0-9]+|/[0-9]+", "/N", address)


@pytest.mark.parametrize(
    ("name", "least"), [("uketsuke", 8), ("ishi", 4), ("seikyu", 4), ("kanri", 9), ("kansa", 2)]
)
def test_axe_finds_nothing_at_the_desk(
    chromium: Browser, clinic: Clinic, patient: Patient, name: str, least: int
) -> None:
    patient.lays_card("namesake")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")
    at_work = Receptionist.before(chromium, clinic, name)
    page = at_work.screen
    page.goto(f"{clinic.desk}/")
    bring_axe(page)
    found = [f"sign-in: {each}" for each in findings(page)]
    at_work.signs_in()
    page.locator(".who").wait_for()
    waiting, seen = [page.url], set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        answer = page.goto(address)
        if not answer or "text/html" not in answer.headers.get("content-type", ""):
            continue
        bring_axe(page)
        found += [f"{kind(address)}: {each}" for each in findings(page)]
        waiting += linked(page, clinic.desk)
    page.context.close()
    assert len(seen) >= least, seen
    assert not found, "\n".join(dict.fromkeys(found))
