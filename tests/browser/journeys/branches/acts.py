"""What the desk does in several of the journeys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from hardware_mocks.national.faults import Fault
from hardware_mocks.personas.model import persona
from tests.browser.journeys.branches.cast import Cast
from tests.browser.journeys.receptionist import Receptionist


def paper(persona_id: str, insurer: str, symbol: str, number: str) -> dict[str, str]:
    """What stands on a document, as it is typed."""
    typed = {"保険者番号": insurer, "記号": symbol, "番号": number, "枝番": "01"}
    born = persona(persona_id).resident.birthdate.isoformat()
    return {name: text for name, text in {**typed, "生年月日": born}.items() if text}


def keys_twice(receptionist: Receptionist, typed: dict[str, str], kind: str = "資格確認書") -> None:
    receptionist.ticks(kind)
    for turn in ("1回目", "2回目"):
        form = receptionist.screen.get_by_role("group", name=turn)
        for label, text in typed.items():
            form.get_by_label(label, exact=True).fill(text)
            receptionist.touches += 1
    receptionist.presses("照会する")


def notes_four_items(receptionist: Receptionist, persona_id: str) -> str:
    """A visit of the failure mode: the four items that stand printed on the card."""
    someone = persona(persona_id)
    resident = someone.resident
    number = receptionist.begins_visit((someone.intake or {}).get("patient_id", ""))
    receptionist.presses("4項目を控える")
    receptionist.writes(
        漢字氏名=resident.name, 生年月日=resident.birthdate.isoformat(), 住所=resident.address
    )
    receptionist.ticks({"1": "男", "2": "女"}[resident.sex])
    receptionist.presses("控えて受け付ける")
    receptionist.reads("4項目を控えました。復旧後に照会します。", "後で照会")
    return number


def declares(receptionist: Receptionist, kind: str, **fields: str) -> None:
    """被保険者資格申立書 taken down at the desk, with a share of three tenths unless the age says it."""
    receptionist.presses("申立書を書く")
    for label, text in fields.items():
        receptionist.screen.get_by_label(label, exact=True).fill(text)
        receptionist.touches += 1
    receptionist.ticks(kind)
    receptionist.ticks("３割")
    receptionist.presses("申立書を残して受け付ける")
    receptionist.reads("申立書で受付")


@contextmanager
def failure_mode(cast: Cast) -> Iterator[None]:
    """The service is gone and staff switch over; afterwards it is back and they switch back."""
    faults = cast.clinic.stage.service.faults
    receptionist = cast.receptionist
    with faults.thrown(Fault.REFUSE):
        receptionist.opens_failure_mode()
        receptionist.writes(理由="回線の障害")
        receptionist.presses("障害時受付をオンにする")
        receptionist.reads("障害時受付をオンにしました。")
        try:
            yield
        finally:
            faults.off(Fault.REFUSE)
            receptionist = cast.receptionist
            receptionist.opens_failure_mode()
            receptionist.presses("障害時受付をオフにする")
            receptionist.reads("障害時受付をオフにしました。")


def one_day(cast: Cast, number: str) -> tuple[date, ...]:
    """The day of a visit, as the receipt computer bills it."""
    return (cast.record(number).started_at.date(),)
