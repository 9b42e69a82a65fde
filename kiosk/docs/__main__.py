"""Write the generated pages: `python -m kiosk.docs [FOLDER]`, by default `docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from kiosk.checkin import diagram, walk
from kiosk.docs.catalogues import events_page, troubles_page
from kiosk.docs.claims_rules import claims_page
from kiosk.docs.matching_rules import matching_page
from kiosk.docs.settings import settings_page
from kiosk.observability.events import catalogue
from kiosk.troubles import TROUBLES
from kiosk.web.language import LANGUAGES, load_catalogues


def pages(moves: Iterable[walk.Move]) -> Mapping[str, str]:
    """Every generated page by its name; `moves` are those of the walk."""
    return {
        "state-machine.md": diagram.page(moves),
        "troubles.md": troubles_page(
            TROUBLES, [each.plain for code, each in load_catalogues().items() if code in LANGUAGES]
        ),
        "log-events.md": events_page(catalogue()),
        "claims-rules.md": claims_page(),
        "matching-rules.md": matching_page(),
        "settings.md": settings_page(),
    }


def main(folder: Path) -> None:
    for name, text in pages(walk.walk(walk.make_hand())).items():
        (folder / name).write_text(text, "utf-8")
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
