"""Which screen a step is, and the few facts that its template may know.

A template never gets the step itself: an answer, a photograph or a code that is not handed over cannot be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.board import Asked
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.fallback import STAFF_FIRST
from kiosk.checkin.machine.noting import LOCAL
from kiosk.checkin.machine.seen import CardItems, CardSeen, Choice, Outcome, Reason, Settled
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.declaration.era import ERA_CHOICES
from kiosk.declaration.form import layout
from kiosk.declaration.model import SHARES, AgeBand, InsuranceKind, plausible_shares
from kiosk.evidence.kinds import offered
from kiosk.identity.certificate import ExpiresSoon, InGrace
from kiosk.troubles import BY_CODE

STAGES = ("card", "holder", "consent", "asking", "done")
"""What the patient is told of the way: five stages, named in the catalogue under `stage`."""

WARN_FROM = 60.0
"""A wait shorter than this many seconds ends without a warning: there is nothing to type on such a screen."""

FROM_CARD = frozenset({"name", "birthdate", "sex", "address"})
AT_DESK = frozenset({"name", "address"})
"""No keys on the glass write kanji: without a card's items, staff write these down."""

AT_DESK_ALONE = STAFF_FIRST - {Reason.SEVERAL}
"""Nothing that the patient could show settles these."""

RELATIONS = ("self", "family", "other")
"""Who signs: 本人, 家族, another representative."""

UNSAID = "internal_error"
"""The trouble whose sentence is said for a code that the catalogue does not have."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the table: the template, the stage of the way that it belongs to, what leaving it is called."""

    template: str
    stage: str = ""
    leave: str = "leave"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen ready to be rendered. `warn` says whether the end of its time is announced."""

    template: str
    stage: str
    leave: str
    wait: float
    warn: bool
    facts: Mapping[str, object] = field(repr=False)


SCREENS: dict[type, Shown] = {
    steps.Attract: Shown("lay_card_down", leave=""),
    steps.Reading: Shown("reading_card", "card"),
    steps.EnteringCardNumber: Shown("number_on_card", "card"),
    steps.Notice: Shown("certificate_notice", "card"),
    steps.Choosing: Shown("choose_method", "holder"),
    steps.CapturingFace: Shown("look_at_camera", "holder"),
    steps.EnteringPin: Shown("type_pin", "holder"),
    steps.AwaitingStaff: Shown("staff_look", "holder"),
    steps.Proving: Shown("checking_card", "holder"),
    steps.ConfirmingName: Shown("confirm_name", "holder"),
    steps.Registering: Shown("register_card", "consent"),
    steps.AskingConsent: Shown("share_information", "consent"),
    steps.Introducing: Shown("your_details", "consent"),
    steps.Querying: Shown("asking_service", "asking"),
    steps.ShowingResult: Shown("result", "done", leave=""),
    steps.TakeCard: Shown("take_card", "done", leave=""),
    steps.CardLeft: Shown("card_left", leave=""),
    steps.Closed: Shown("goodbye", leave=""),
    steps.CardTrouble: Shown("trouble"),
    steps.OfferingFallback: Shown("other_ways", leave="desk"),
    steps.ShowingEvidence: Shown("show_document", leave="elsewhere"),
    steps.Declaring: Shown("declaration", leave="elsewhere"),
}

UNANSWERED = Shown("unanswered", "asking", leave="desk")
"""One more try comes before any paper."""


def screen_of(step: steps.Step, today: date) -> Screen:
    """`today` is the day of treatment: what may be shown, and which shares fit an age, depend on it."""
    shown = SCREENS[type(step)]
    if isinstance(step, steps.OfferingFallback) and step.again is not None:
        shown = UNANSWERED
    wait = WAITS.get(type(step))
    return Screen(
        f"glass/{shown.template}.html",
        shown.stage,
        shown.leave,
        wait.seconds if wait else 0.0,
        bool(wait and wait.person and wait.seconds >= WARN_FROM),
        facts_of(step, today),
    )


def asked_screen(asked: Asked) -> Screen:
    """The desk's question, over whatever stands there."""
    return Screen("glass/asked.html", "", "", 0.0, warn=False, facts={"asked": asked})


def facts_of(step: steps.Step, today: date) -> Mapping[str, object]:
    """What this step's template may say."""
    match step:
        case steps.Reading(hint=hint):
            return {"hint": hint}
        case steps.EnteringCardNumber(card=card, wrong=wrong):
            return {"wrong": wrong, "tries": card.number_b_tries}
        case steps.Notice(card=card):
            return _certificate(card)
        case steps.Choosing() as choosing:
            return {
                "offered": [choice for choice in Choice if choice in choosing.offered],
                "failed": [choice for choice in Choice if choice in choosing.failed],
            }
        case steps.CapturingFace(attempt=attempt, guide=guide):
            return {"attempt": attempt, "guide": guide}
        case steps.EnteringPin(card=card, wrong=wrong, last_try=last_try, challenge=challenge):
            offline = challenge.token == LOCAL
            return {"wrong": wrong, "tries": card.pin_tries, "last_try": last_try, "offline": offline}
        case steps.Registering(asked=asked, agreed=agreed):
            return {"waiting": agreed or not asked}
        case steps.ConfirmingName(card=card):
            return {"given": card.items.given_name if card.items else ""}
        case steps.Introducing(card=card):
            return {"items": card.items}
        case steps.ShowingResult(settled=settled) | steps.TakeCard(settled=settled):
            return {"ending": ending(settled)}
        case steps.Closed(outcome=outcome):
            return {"ending": ENDINGS.get(outcome, "desk")}
        case steps.CardTrouble(code=code):
            return {"trouble": BY_CODE.get(code, BY_CODE[UNSAID]).to_patient}
        case steps.OfferingFallback(reason=reason, code=code, again=again, noted=noted):
            return {
                "again": again is not None,
                "noted": noted,
                "reason": reason,
                "trouble": _said(code),
                "kinds": () if reason in AT_DESK_ALONE else offered(today),
                "declares": reason not in STAFF_FIRST,
            }
        case steps.ShowingEvidence(kind=kind, card=card):
            return {"kind": kind}
        case steps.Declaring(card=card):
            return declaring(items_of(card), today)
        case _:
            return {}


def declaring(items: CardItems | None, today: date) -> Mapping[str, object]:
    """What is asked for a declaration: not what the card says already, and only shares that fit the age."""
    left_out = FROM_CARD if items else AT_DESK
    fitting = SHARES[AgeBand.FROM_75] if items is None else _shares(items.birthdate, today)
    return {
        "fields": tuple(
            replace(each, choices=tuple(c for c in each.choices if int(c.value) in fitting))
            if each.name == "share_percent"
            else each
            for each in layout().fields
            if each.name not in left_out
        ),
        "items": items,
        "eras": ERA_CHOICES,
        "relations": RELATIONS,
    }


def _shares(birthdate: date, today: date) -> frozenset[int]:
    """Whichever kind of insurance the patient ticks."""
    return plausible_shares(birthdate, None, today) | plausible_shares(
        birthdate, InsuranceKind.ELDERLY, today
    )


def items_of(card: CardSeen | None) -> CardItems | None:
    return card.items if card else None


ENDINGS: dict[Outcome, str] = {
    Outcome.CONFIRMED: "done",
    Outcome.CONFIRMED_AFTER_QUESTION: "done",
    Outcome.CONFIRMED_BY_DOCUMENT: "done",
    Outcome.DECLARED: "declared",
    Outcome.DEEMED_DECLARED: "declared",
    Outcome.NOTED_IN_OUTAGE: "noted",
    Outcome.ABANDONED: "left",
}
"""What the patient is told. Everything else is the same "please see the desk", so that a question, a stop and an
invalid insurance look alike to whoever stands behind."""


def ending(settled: Settled) -> str:
    return ENDINGS.get(settled.outcome, "desk")


def _certificate(card: CardSeen) -> Mapping[str, object]:
    match card.verdict:
        case InGrace(expires=expires, until=until):
            return {"grace": True, "expires": expires, "until": until}
        case ExpiresSoon(expires=expires):
            return {"grace": False, "expires": expires, "until": expires}
        case _:
            return {"grace": False, "expires": None, "until": None}


def _said(code: str) -> str:
    """The key of what the patient reads of a trouble; empty when there is no such trouble."""
    trouble = BY_CODE.get(code)
    return trouble.to_patient if trouble else ""
