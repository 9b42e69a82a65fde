"""The patient's pages: an empty shell, the screen of the moment for it, and the presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from kiosk.board import Asked
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.events import Event, StaffVouched
from kiosk.clock import Moment
from kiosk.house import House
from kiosk.qualification.grounds import Method
from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import Panel
from kiosk.storage.staff.accounts import Account
from kiosk.web.glass.forms import PRESSES, Malformed, Press, parsed
from kiosk.web.glass.panel import lies_within_reach, marks, sheet
from kiosk.web.glass.screens import STAGES, Screen, asked_screen, screen_of
from kiosk.web.glass.sounds import sound_file, sound_name
from kiosk.web.glass.spoken import lines_of
from kiosk.web.glass.wishes import BUTTONS, USUAL, Wishes, choose_language, wish, wishes_of
from kiosk.web.language import FIRST, LANGUAGES, catalogues, page

Vouching = Callable[[House, str, str, Moment], Account | None]

ANSWER_SECONDS = 5.0
"""How long a press waits for the conductor; after that the page shows the screen as it is, and the stream the rest."""

NEVER_REPEATED = frozenset({"pin", "code", "csrf"})
"""Fields that no page is given back, whatever was wrong with the press."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is to be rendered beside its step.

    After a press that could not be taken: `say` is the key of what to say, `typed` what was typed. `asks` is what the
    camera asks, where it is not the house's. `part` is the page of the screen to open, `panel` a glass that is not the house's,
    `asked` the question that the desk shows instead.
    """

    wishes: Wishes
    failure_mode: bool
    reader_gone: bool = False
    say: str = ""
    asks: str = ""
    part: str = ""
    panel: Panel | None = None
    asked: Asked | None = None
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)


def blueprint(house: House, vouching: Vouching) -> Blueprint:
    patient = Blueprint("patient", __name__)

    @patient.get("/")
    def shell() -> str:
        return shell_page(house)

    @patient.get("/panel.css")
    def lengths() -> Response:
        return Response(sheet(house.settings.web.panel), mimetype="text/css")

    @patient.get("/screen")
    def screen() -> Response:
        return fragment(house, _lane(house))

    @patient.get("/voice/<name>")
    def sound(name: str) -> Response:
        file = sound_file(house.settings.home, name)
        if file is None:
            abort(404)
        return Response(file.read_bytes(), mimetype="audio/wav")

    @patient.post("/language")
    def language() -> Response:
        check_in = _lane(house)
        choose_language(request.form.get("to", FIRST), check_in.visit, offered(house))
        return fragment(house, check_in)

    @patient.post("/wish/<name>")
    def wished(name: str) -> Response:
        if name not in BUTTONS:
            abort(404)
        check_in = _lane(house)
        wish(name, check_in.visit)
        return fragment(house, check_in)

    @patient.post("/answered")
    def answered() -> Response:
        """The patient has read the question; it is answered by mouth or on paper."""
        house.board.take_down()
        return fragment(house, _lane(house))

    @patient.post("/press/<name>")
    def press(name: str) -> Response:
        if name not in PRESSES:
            abort(404)
        check_in = _lane(house)
        seq = request.form.get("seq", type=int)
        if seq is None:
            abort(400)
        pressed = Press(seq, request.form, check_in.step, house.clock.now().today)
        match parsed(name, pressed):
            case Malformed() as malformed if seq == check_in.seq:
                return fragment(house, check_in, malformed)
            case Malformed():
                return fragment(house, check_in)
            case event:
                return fragment(house, _answered(house, event))

    _add_vouching(patient, house, vouching)
    return patient


def _add_vouching(patient: Blueprint, house: House, vouching: Vouching) -> None:
    @patient.post("/vouch")
    def vouch() -> Response:
        """目視確認 at the counter: staff give name and code here, beside the patient and the printed card."""
        check_in = _lane(house)
        if (
            not isinstance(check_in.step, steps.AwaitingStaff)
            or request.form.get("seq", type=int) != check_in.seq
        ):
            return fragment(house, check_in)
        match _vouched(house, vouching, check_in.seq):
            case Malformed() as malformed:
                return fragment(house, check_in, malformed)
            case event:
                return fragment(house, _answered(house, event))

    @patient.get("/live.jpg")
    def live() -> Response:
        """What the camera sees, while the patient is asked to look at it and at no other time."""
        looking = isinstance(_lane(house).step, steps.CapturingFace)
        picture = house.face.live_picture() if looking else None
        return Response(picture, mimetype="image/jpeg") if picture else Response(status=404)


def _vouched(house: House, vouching: Vouching, seq: int) -> StaffVouched | Malformed:
    form = request.form
    if "seen" not in form:
        return Malformed("malformed.not_seen", "staff")
    account = vouching(house, form.get("name", "").strip(), form.get("code", ""), house.clock.now())
    if account is None:
        return Malformed("malformed.code", "staff")
    return StaffVouched(seq, Method.STAFF_AT_COUNTER, account.name)


def shell_page(house: House, screen: str = "", panel: Panel | None = None) -> str:
    """The page around the screens, as the glass of the house (or `panel`) wants it; with `screen`, a preview."""
    return page(
        "glass/shell.html",
        FIRST,
        clinic=house.settings.institution.name,
        spoken=catalogues(),
        marks=marks(panel or house.settings.web.panel),
        panel=panel,
        preview=Markup(screen),  # noqa: S704 - our own template's output
    )


def fragment(house: House, check_in: CheckIn, malformed: Malformed | None = None) -> Response:
    """The screen of a check-in for this browser. The headers tell the page what it shows and how long it holds."""
    now = house.clock.now().ticks
    asked = house.board.asked(check_in.visit, now)
    look = Look(
        wishes_of(asked.visit if asked else check_in.visit),
        house.ports.failure_mode(),
        not house.reader_connected(),
        asked=asked,
    )
    if malformed:
        look = replace(look, say=malformed.say, part=malformed.page, typed=given_back())
    deadline = asked.until if asked else check_in.deadline
    left = max(0.0, deadline - now) if deadline is not None else None
    response = Response(rendered(house, check_in, look), status=422 if malformed else 200)
    response.headers["Revision"] = str(house.conductor.revision)
    response.headers["Screen-Key"] = (
        f"{check_in.visit or ''}:{check_in.seq}:{look.failure_mode:d}{look.reader_gone:d}:{look.wishes.key}:{asked.items if asked else ''}:{house.face.asks()}"
    )
    response.headers["Seconds-Left"] = "" if left is None else f"{left:.1f}"
    return response


def rendered(house: House, check_in: CheckIn, look: Look) -> str:
    """The HTML of one screen, with what stands around every screen: whose it is, and what is not as it should be."""
    shown = asked_screen(look.asked) if look.asked else screen_of(check_in.step, house.clock.now().today)
    return page(
        shown.template,
        look.wishes.language,
        **shown.facts,
        screen=shown,
        stages=STAGES,
        seq=check_in.seq,
        clinic=house.settings.institution.name,
        emulated=house.emulated,
        failure_mode=look.failure_mode,
        reader_gone=look.reader_gone,
        lies=house.settings.reader.lies,
        wishes=look.wishes,
        languages=offered(house),
        speaks=house.settings.voice.aloud,
        headphones=house.settings.voice.headphones,
        says=_said_aloud(house, look, shown),
        reachable=lies_within_reach(look.panel or house.settings.web.panel),
        forgets=look.wishes != USUAL and not look.asked and isinstance(check_in.step, steps.Attract),
        said=look.say,
        asks=look.asks or house.face.asks(),
        part=look.part,
        typed=look.typed,
    )


def _said_aloud(house: House, look: Look, shown: Screen) -> str:
    """The sounds of this screen in their order, the private ones marked; nothing unless the patient wishes it."""
    if not (house.settings.voice.aloud and look.wishes.aloud and not look.asked):
        return ""
    lines = lines_of(shown, house.settings.reader.lies, look.asks or house.face.asks())
    return " ".join(f"{'!' if each.private else ''}{sound_name(each.key)}" for each in lines)


def offered(house: House) -> Mapping[str, str]:
    """The languages of this glass, by code: those that both sites speak, and what the clinic turned on."""
    return {**LANGUAGES, **{code: FURTHER[code] for code in house.settings.web.languages}}


def given_back() -> Mapping[str, str]:
    """What was typed into the form of this press, for a page that has to be shown again: nothing secret."""
    return {name: value for name, value in request.form.items() if name not in NEVER_REPEATED}


def _lane(house: House) -> CheckIn:
    check_in = house.conductor.lane()
    assert check_in is not None, "the reader lane exists as long as its conductor"
    return check_in


def _answered(house: House, event: Event) -> CheckIn:
    """The lane after an event. A defect has already ended that check-in; its screen says so."""
    done: Future[CheckIn] = house.conductor.post(event)
    try:
        return done.result(ANSWER_SECONDS)
    except Exception:  # noqa: BLE001 - the conductor has logged it, and the patient sees the lane as it is now
        return _lane(house)
