"""The language of this browser's patient page: chosen by the patient, forgotten with the visit."""

from __future__ import annotations

from flask import session

from kiosk.checkin.machine.advance import CheckIn
from kiosk.web.language import FIRST, LANGUAGES


def choose_language(language: str, check_in: CheckIn) -> None:
    """Remember the choice for this visit, or for the next one when nobody is here yet."""
    chosen = language if language in LANGUAGES else FIRST
    session["spoken"] = {"language": chosen, "visit": check_in.visit or ""}


def spoken_language(check_in: CheckIn) -> str:
    """The chosen language while its visit lasts, Japanese otherwise.

    A choice made before any card lies there is taken up by the first visit that follows.
    """
    spoken = session.get("spoken")
    visit = check_in.visit or ""
    if not spoken or spoken["visit"] not in {"", visit}:
        session.pop("spoken", None)
        return FIRST
    if spoken["visit"] != visit:
        session["spoken"] = {"language": spoken["language"], "visit": visit}
    return str(spoken["language"])
