"""From a press to the changed screen, beside an empty Flask page of the same server: `python -m tests.browser.glass.pressing`."""

from __future__ import annotations

import sys
from statistics import median, quantiles

from kiosk.settings.panels import PANELS
from kiosk.web.glass.samples import SAMPLES
from tests.browser.chromium import opened
from tests.browser.glass.kept import keep
from tests.browser.glass.standing import stood

TIMES = 200
EMPTY = "/empty"

PRESSED = """() => new Promise((done) => {
  const root = document.getElementById("screen");
  const begun = performance.now();
  new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - begun); }).observe(root, { childList: true });
  root.querySelector("[name=method][value=pin]").form.querySelector("button").click();
})"""
FETCHED = """async (path) => {
  const begun = performance.now();
  await (await fetch(path, { cache: "no-store" })).text();
  return performance.now() - begun;
}"""


def main() -> None:
    """Both in one run, one after the other, each time: whatever else the machine does touches both."""
    presses, pages = [], []
    with opened() as chromium, stood(chromium, PANELS["15-inch"], empty=EMPTY) as (page, lane):
        for seq in range(10, 10 + 10 * TIMES, 10):
            lane.stands_at(SAMPLES["choosing"].step, seq=seq)
            page.locator(f'.screen[data-seq="{seq}"]').wait_for()
            pages.append(page.evaluate(FETCHED, EMPTY))
            presses.append(page.evaluate(PRESSED))
            lane.posted.clear()
    row = {
        "times": TIMES,
        "press_ms": round(median(presses), 1),
        "press_p95_ms": round(quantiles(presses, n=20)[-1], 1),
        "empty_ms": round(median(pages), 1),
        "empty_p95_ms": round(quantiles(pages, n=20)[-1], 1),
    }
    keep("press", "15-inch", row)
    sys.stderr.write(f"{row}\n")


if __name__ == "__main__":
    main()
