"""The person at the desk: what they can do on its pages, and what they can read there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Browser, Error, Locator, Page, expect

from hardware_mocks.personas.model import Persona
from rehearsal.stage import PASSWORD
from tests.browser.journeys.clinic import PATIENCE, Clinic

MILLISECONDS = PATIENCE * 1000


@dataclass
class Receptionist:
    screen: Page
    clinic: Clinic
    name: str
    touches: int = 0
    """Presses, ticks and fields written in: what the desk's hands did."""

    @classmethod
    def before(cls, chromium: Browser, clinic: Clinic, name: str) -> Self:
        context = chromium.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(MILLISECONDS)
        return cls(context.new_page(), clinic, name)

    # -- doors -----------------------------------------------------------------------------------------------------

    def comes_to_work(self) -> None:
        """Sit down before the queue; whoever is not signed in does that first."""
        self.opens_queue()
        if "/sign-in" in self.screen.url:
            self.signs_in()
        self.reads("きょうの受付")

    def signs_in(self) -> None:
        self.screen.get_by_label("お名前").fill(self.name)
        self.screen.get_by_label("パスワード").fill(PASSWORD)
        self.screen.get_by_role("button", name="ログイン").click()

    def opens(self, number: str) -> None:
        self.screen.goto(f"{self.clinic.desk}/visits/{number}")
        self.reads(number)

    def opens_queue(self) -> None:
        """A page whose session has ended leads away by itself, and may do so in the very moment of this press."""
        for last in (False, True):
            try:
                self.screen.goto(f"{self.clinic.desk}/")
            except Error as aborted:
                if last or "ERR_ABORTED" not in aborted.message:
                    raise
            else:
                return

    def opens_failure_mode(self) -> None:
        self.screen.goto(f"{self.clinic.desk}/failure-mode")

    def begins_visit(self, patient_id: str = "") -> str:
        """Without a card; the number of the visit. Without a patient number: somebody whom the clinic does not know."""
        self.screen.goto(f"{self.clinic.desk}/new")
        if patient_id:
            self.writes(患者番号=patient_id)
            self.presses("探す")
        self.presses("この方で始める" if patient_id else "患者番号なしで始める")
        self.screen.wait_for_url(re.compile(r"/visits/[0-9-]+$"))
        return self.screen.url.rsplit("/", 1)[1]

    # -- eyes ------------------------------------------------------------------------------------------------------

    def reads(self, *words: str) -> None:
        """Wait until the page says all of this, where it can be seen."""
        for each in words:
            expect(self.page).to_contain_text(each, timeout=MILLISECONDS, use_inner_text=True)

    def does_not_read(self, *words: str) -> None:
        """Not even where it cannot be seen."""
        html = self.screen.content()
        assert not [each for each in words if each in html]

    @property
    def page(self) -> Locator:
        return self.screen.locator("body")

    def row(self, number: str) -> Locator:
        """The visit's line in the queue that is open."""
        return self.screen.locator(f"tr[data-href$='{number}']")

    def sees_in_row(self, number: str, words: str) -> None:
        expect(self.row(number)).to_contain_text(words, timeout=MILLISECONDS)

    # -- hands -----------------------------------------------------------------------------------------------------

    def presses(self, label: str) -> None:
        button, link = (self.screen.get_by_role(role, name=label, exact=True) for role in ("button", "link"))
        button.or_(link).first.click()
        self.touches += 1

    def asks_for_whom_was_noted(self) -> None:
        """Press until nobody is left. The kiosk looks by itself every half minute, and may have been first."""
        nobody = self.screen.get_by_text("控えた受付はありません。")
        ask = self.screen.get_by_role("button", name="いま照会する", exact=True)
        for _ in range(5):
            self.opens_failure_mode()
            expect(nobody.or_(ask).first).to_be_visible(timeout=MILLISECONDS)
            if nobody.is_visible():
                return
            self.presses("いま照会する")
            expect(self.screen.get_by_text("照会しました").or_(nobody).first).to_be_visible(
                timeout=MILLISECONDS
            )
        self.reads("控えた受付はありません。")

    def writes(self, **fields: str) -> None:
        for label, text in fields.items():
            self.screen.get_by_label(label).and_(self.screen.locator("input")).first.fill(text)
            self.touches += 1

    def ticks(self, label: str) -> None:
        self.screen.get_by_label(label, exact=True).first.check()
        self.touches += 1

    def unfolds(self, label: str) -> Locator:
        """Open a folded part of the page and give it."""
        part = self.screen.locator("details", has_text=label).first
        part.locator("summary").click()
        self.touches += 1
        return part

    def lifts(self) -> None:
        """As the second person of a STOP: what was looked at, and one's own password once more."""
        self.screen.get_by_label("見て確かめたもの").select_option("card_and_face")
        self.screen.get_by_label("さんご自身のパスワード").fill(PASSWORD)
        self.presses("二人目として解除する")

    def undoes(self, what: str, go: str, why: str, **fields: str) -> None:
        part = self.unfolds(what)
        for label, text in {**fields, "理由": why}.items():
            part.get_by_label(label).fill(text)
            self.touches += 1
        part.get_by_role("button", name=go).click()
        self.touches += 1

    def writes_five_items(self, someone: Persona, **instead: str) -> None:
        """診療申込書, as the patient filled it in."""
        resident = someone.resident
        items = {
            "漢字氏名": resident.name,
            "カナ氏名": resident.kana,
            "生年月日": resident.birthdate.isoformat(),
            "住所": resident.address,
        }
        self.writes(**{**items, **instead})
        self.ticks({"1": "男", "2": "女", "3": "未設定"}[resident.sex])
        self.presses("入力して見くらべる")
