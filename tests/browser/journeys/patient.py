"""The person at the reader: what they can do there, and what they can see."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NeverSeen

from hardware_mocks.card.issue import card_expires
from hardware_mocks.personas.model import Persona, persona
from kiosk.checkin.machine import steps
from reader.card.number_b import number_b
from tests.browser.journeys.clinic import PATIENCE, Clinic

START = "マイナンバーカードを置いてください"
MILLISECONDS = PATIENCE * 1000

# What stands on the screen for a reader of kanji: readings over them, and what is not shown, left out.
EYES = """
globalThis.read = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest("rt, rp") && parentElement.checkVisibility()) words.push(data.trim());
  }
  return words.join("");
};
globalThis.headings = () => [...document.querySelectorAll("#screen :is(h1, h2)")].map(read).filter(Boolean);
globalThis.taps = 0;
addEventListener("pointerdown", () => { globalThis.taps += 1; }, true);
addEventListener("DOMContentLoaded", () => {
  const screen = document.getElementById("screen");
  if (screen) new MutationObserver(() => shown(screen.innerText)).observe(screen, { childList: true });
});
"""
BEFORE_NAME = (steps.Choosing, steps.EnteringPin, steps.Proving)
SMALL = dict(zip("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ", strict=True))
MARKS = {"゙": "voiced", "゚": "half_voiced"}


@dataclass
class Patient:
    """`shown` is the text of every screen since the card was laid down, however short it stood there."""

    glass: Page
    clinic: Clinic
    shown: list[str] = field(default_factory=list)
    holder: Persona | None = None

    @classmethod
    def before(cls, chromium: Browser, clinic: Clinic) -> Self:
        """Nobody yet: the glass of the kiosk, which stays on all day."""
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        context.set_default_timeout(MILLISECONDS)
        patient = cls(context.new_page(), clinic)
        context.expose_function("shown", patient.notes)
        context.add_init_script(EYES)
        patient.glass.goto(clinic.address)
        return patient

    def notes(self, text: str) -> None:
        self.shown.append(text)

    # -- eyes ------------------------------------------------------------------------------------------------------

    def sees(self, heading: str) -> None:
        """Wait for a screen, or a page of one, under this heading."""
        try:
            self.glass.wait_for_function("heading => headings().includes(heading)", arg=heading)
        except NeverSeen:
            raise AssertionError(f"no screen {heading!r}, but {self.headings()}: {self.reads()}") from None

    def headings(self) -> list[str]:
        return list(self.glass.evaluate("headings()"))

    def is_told(self, words: str) -> None:
        """Wait until the screen says this somewhere."""
        try:
            self.glass.wait_for_function(
                "words => read(document.getElementById('screen')).includes(words)", arg=words
            )
        except NeverSeen:
            raise AssertionError(f"nothing says {words!r}: {self.reads()}") from None

    def reads(self) -> str:
        """Everything that the screen says now."""
        return str(self.glass.evaluate("read(document.getElementById('screen'))"))

    def is_offered(self) -> list[str]:
        """The names of the large buttons."""
        labels = self.glass.locator("#screen .choice .label").all()
        return [str(each.evaluate("label => read(label)")) for each in labels if each.is_visible()]

    def taps(self) -> int:
        """How often this glass was touched since it was switched on."""
        return int(self.glass.evaluate("taps"))

    def smallest_target(self) -> float:
        """The shorter side, in pixels, of the smallest thing to press that is shown now."""
        return float(
            self.glass.evaluate(
                """() => Math.min(...[...document.querySelectorAll("#screen :is(button, .tick)")]
                  .filter((each) => each.checkVisibility())
                  .map((each) => each.getBoundingClientRect())
                  .map(({ width, height }) => Math.min(width, height)))"""
            )
        )

    # -- hands -----------------------------------------------------------------------------------------------------

    def lays_card(self, persona_id: str, *, front_hidden: bool = False) -> str:
        """Come to the reader and lay a card down; the number of the visit that begins."""
        self.holder = persona(persona_id)
        self.clinic.dock.stand(self.holder.head)
        if front_hidden:
            self.clinic.lay_without_front(persona_id)
        else:
            self.clinic.dock.insert(persona_id)
        number = self.clinic.until(lambda lane: lane.visit is not None, "a visit").visit
        assert number
        return number

    def presses(self, label: str) -> None:
        self.glass.get_by_role("button", name=label).and_(self.glass.locator(":visible")).first.click()

    def enters_pin(self, pin: str) -> None:
        self.sees("暗証番号を入れてください")
        self._types(pin)

    def enters_number_b(self) -> None:
        """照合番号B, read off the card in the hand."""
        holder = self.holder
        assert holder
        assert holder.card
        expires = card_expires(holder, self.clinic.stage.world.made)
        self.sees("カードの数字を入れてください")
        self._types(number_b(holder.resident.birthdate, expires.year, holder.card.security_code))

    def _types(self, digits: str) -> None:
        for digit in digits:
            self.glass.locator(f"#screen [data-digit='{digit}']").click()
        self.glass.locator("#screen .ok").click()

    def types_kana(self, text: str) -> None:
        """Sign by sign on the keys of the page that is open: the row, the sign, its marks."""
        page = self.glass.locator("#screen .page:visible")
        for sign in text:
            plain, *mark = unicodedata.normalize("NFD", SMALL.get(sign, sign))
            key = page.locator(f".kana [data-key='{plain}']")
            if not key.is_visible():
                row = key.locator("xpath=..").get_attribute("data-row")
                page.locator(f".kana [data-opens='{row}']").click()
            key.click()
            for act in [MARKS[each] for each in mark] + ["small"] * (sign in SMALL):
                page.locator(f".kana [data-act='{act}']").click()

    def signs(self) -> None:
        """One stroke across the frame."""
        box = self.glass.locator("canvas:visible").bounding_box()
        assert box
        self.glass.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.3 * box["height"])
        self.glass.mouse.down()
        self.glass.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.7 * box["height"], steps=8)
        self.glass.mouse.up()

    def proves_by_pin(self) -> None:
        assert self.holder
        assert self.holder.card
        self.sees("ご本人の確認をします")
        self.presses("暗証番号")
        self.enters_pin(self.holder.card.pin)
        self.confirms_name()

    def confirms_name(self) -> None:
        """Where the card could be opened, the glass asks whose it is."""
        lane = self.clinic.until(
            lambda lane: not isinstance(lane.step, BEFORE_NAME), "whatever follows a PIN"
        )
        if isinstance(lane.step, steps.ConfirmingName):
            self.presses("はい、わたしのカードです")

    def agrees_to_everything(self) -> None:
        self.sees("お医者さんに、過去の医療の情報を見せてもよいですか？")
        self.presses("すべて見せる")

    def takes_card(self) -> None:
        self.clinic.dock.remove()
        self.clinic.make_ready()
        self.sees(START)

    def checks_in(self, persona_id: str) -> str:
        """The ordinary way, to the end: PIN, everything agreed, card taken."""
        number = self.lays_card(persona_id)
        self.proves_by_pin()
        self.agrees_to_everything()
        self.sees("受付ができました")
        self.takes_card()
        return number
