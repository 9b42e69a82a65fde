"""What each screen says aloud: the keys of its sentences, in the order in which somebody who sees nothing needs them.

A private line goes to headphones and never to the loudspeaker: reasons, tries that are left, consent. Names, dates and
whatever else is a patient's own are not said at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.checkin.machine.seen import Reason
from kiosk.web.glass.screens import Screen


@dataclass(frozen=True, slots=True)
class Line:
    """`key` of a sentence without facts; its sound has the same name."""

    key: str
    private: bool = False


def _loud(screen: str, *names: str) -> tuple[Line, ...]:
    return tuple(Line(f"{screen}.{name}") for name in names)


def _private(screen: str, *names: str) -> tuple[Line, ...]:
    return tuple(Line(f"{screen}.{name}", private=True) for name in names)


TURNS = frozenset({"straight", "left", "right"})
GUIDES = frozenset(
    {
        "general",
        "step up",
        "one person at a time",
        "come nearer",
        "hold the head upright",
        "look at the camera",
        "too dark",
        "too bright",
        "hold still",
        "take the mask off",
        "take off mask or thick glasses",
    }
)
SAID: Mapping[str, tuple[Line, ...]] = {
    "checking_card": _loud("checking_card", "title", "text"),
    "number_on_card": _loud("number_on_card", "title", "text"),
    "staff_look": _loud("staff_look", "title", "text", "wait"),
    "confirm_name": _loud("confirm_name", "title", "text"),
    "share_information": _private("share_information", "title", "text", "all", "none", "each"),
    "your_details": _loud("your_details", "title", "text"),
    "asking_service": _loud("asking_service", "title", "text"),
    "card_left": _loud("card_left", "title", "text"),
    "show_document": _loud("show_document", "title", "wait"),
    "declaration": _loud("declaration", "title", "intro"),
}
"""Screens that always say the same."""


def lines_of(screen: Screen, lies: str, asks: str = "") -> tuple[Line, ...]:
    """`lies`: how the card is laid down at this reader; `asks`: what the camera asks at this moment."""
    name = screen.template.removeprefix("glass/").removesuffix(".html")
    return SAID.get(name) or tuple(_lines(name, screen.facts, lies, asks))


def _lines(name: str, facts: Mapping[str, object], lies: str, asks: str) -> Iterator[Line]:
    match name:
        case "lay_card_down":
            tail = "" if lies == "flat" else f"_{lies}"
            yield from _loud(name, f"title{tail}", f"text{tail}", "sleeve", "without")
        case "reading_card":
            hint = str(facts.get("hint") or "")
            yield from _loud(name, "once_more", hint) if hint else _loud(name, "title", "text")
        case "choose_method":
            yield from _loud(name, "title", "text")
            offered = facts["offered"]
            assert isinstance(offered, list), "the screen lists the ways that there are"
            yield from _loud(name, *(each.value for each in offered))
        case "type_pin":
            yield from _private(name, "wrong") if facts.get("wrong") else ()
            yield from _private(name, "last") if facts.get("last_try") else ()
            yield from _loud(name, "title", "text", "help")
        case "register_card":
            yield from (
                _loud(name, "wait", "wait_text") if facts.get("waiting") else _private(name, "title", "text")
            )
        case "certificate_notice":
            yield from _private(name, "today")
        case "result" | "take_card" | "goodbye":
            yield from _ending(name, str(facts.get("ending", "")))
        case "trouble":
            yield from _loud(name, "title")
            yield Line(str(facts["trouble"]), private=True)
        case "look_at_camera":
            yield from _guided(str(facts.get("guide") or ""), asks)
        case "other_ways":
            yield Line(_why(facts), private=True)
            yield from _loud(name, "title", "text")
        case "unanswered":
            yield from _loud(name, "title")
            yield Line("unanswered.noted" if facts["noted"] else _why(facts), private=True)


def _guided(guide: str, asks: str) -> Iterator[Line]:
    """Where to look and how to stand; what is asked at this moment comes before everything."""
    if asks:
        yield Line(f"{'turn' if asks in TURNS else 'guide'}.{asks}")
        return
    yield from _loud("look_at_camera", "title")
    yield Line(f"guide.{guide}") if guide in GUIDES else Line("look_at_camera.text")


def _why(facts: Mapping[str, object]) -> str:
    reason = facts["reason"]
    return str(facts["trouble"] or f"reason.{reason.value if isinstance(reason, Reason) else reason}")


def _ending(name: str, ending: str) -> Iterator[Line]:
    match name, ending:
        case "take_card", _:
            yield from _loud(name, "title", ending)
        case "goodbye", ("left" | "desk"):
            yield from _loud(name, ending, f"{ending}_text")
        case "goodbye", _:
            yield from _loud(name, "title", "text")
        case _:
            yield from _loud(name, ending, f"{ending}_text")
