"""The whole matrix: every screen in every language, size, set of colours and layout: `python -m tests.browser.glass.matrix [PANEL…]`.

Writes the count of each glass into docs/glass.json, and says on standard error what does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import PANELS, Panel
from kiosk.web.glass.panel import TEXT_SIZES, lies_within_reach
from kiosk.web.glass.wishes import CONTRASTS
from kiosk.web.language import LANGUAGES
from tests.browser.chromium import opened
from tests.browser.glass.kept import keep
from tests.browser.glass.measuring import Row, broken, walk
from tests.browser.glass.standing import stood


def rows(panel: Panel) -> Iterator[Row]:
    lows = (False,) if lies_within_reach(panel) else (False, True)
    for language, size, contrast, low in product((*LANGUAGES, *FURTHER), TEXT_SIZES, CONTRASTS, lows):
        yield Row(language, size, contrast, low)


def main(names: list[str]) -> int:
    """1 when anything does not hold."""
    worst = 0
    with opened() as chromium:
        for name in names or list(PANELS):
            panel, count, faulty = PANELS[name], 0, 0
            for row in rows(panel):
                with stood(chromium, panel, row, failing=True) as (page, lane):
                    for screen, measured in walk(page, lane, row):
                        faults = list(dict.fromkeys(broken(measured, panel)))
                        count += 1
                        faulty += bool(faults)
                        for fault in faults:
                            sys.stderr.write(f"{name} {row}: {screen}: {fault}\n")
            keep(
                "matrix",
                name,
                {"panel": str(panel), "wishes": len(list(rows(panel))), "screens": count, "faulty": faulty},
            )
            sys.stderr.write(f"{name}: {count} screens, {faulty} faulty\n")
            worst |= faulty > 0
    return int(worst)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
