"""Whether the desk has a sentence for a key, in every language."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.web.language import load_catalogues


def said_everywhere() -> Callable[[str], bool]:
    """Reads the catalogues once."""
    catalogues = tuple(load_catalogues().values())

    def said(key: str) -> bool:
        return all(each.has(key) for each in catalogues)

    return said
