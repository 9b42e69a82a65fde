"""What the PC/SC service and its neighbours can do to us, done to a private one."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from subprocess import PIPE

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.card import CardMaterial, Faults
from hardware_mocks.card.faults import NONE
from hardware_mocks.pcsc.private import READER_NAME, CardSlot, PcscUnavailable, PrivatePcsc, what_is_missing
from reader.card import CardKind, Recognised, Released
from reader.errors import CardGone, CardMute, ReaderBusy, ReaderFault, ReaderGone
from reader.events import CardAbsent, CardPresent, ReaderBack, ReaderEvent, ReaderLost
from reader.pcsc.card_process import SOCKET_VARIABLE, CardProcess, PcscCards, Recognise, Release, SignWithPin
from reader.pcsc.monitor_process import MonitorProcess
from reader.pcsc.service import CAUSES, chosen, fault_of

HOLDS = """
import sys
from smartcard import scard
_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
_, names = scard.SCardListReaders(context, [])
scard.SCardConnect(context, names[0], scard.SCARD_SHARE_SHARED, 3)
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that holds the card shared, as many do."""
PATIENCE = 60.0
SILENCE = 10.0
"""A machine with other work keeps a healthy child, or a new one, waiting for seconds."""


@pytest.fixture
def own() -> Iterator[PrivatePcsc]:
    """A service of the test's own, to be broken."""
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        yield service


@pytest.fixture
def workers() -> Iterator[list[CardProcess]]:
    made: list[CardProcess] = []
    yield made
    for each in made:
        each.close()


@pytest.fixture
def events(own: PrivatePcsc) -> Iterator[Queue[ReaderEvent]]:
    heard: Queue[ReaderEvent] = Queue()
    monitor = MonitorProcess(PcscCards(READER_NAME, own.socket), heard.put, silence=SILENCE)
    monitor.start()
    yield heard
    monitor.stop()


def heard(events: Queue[ReaderEvent], count: int) -> list[ReaderEvent]:
    return [events.get(timeout=PATIENCE) for _ in range(count)]


def test_hazard_the_monitor_survives_a_restart_of_the_service(
    own: PrivatePcsc, events: Queue[ReaderEvent], material: CardMaterial
) -> None:
    assert heard(events, 1) == [ReaderBack()]
    own.insert(material)
    assert heard(events, 1) == [CardPresent()]
    own.stop_daemon()
    assert heard(events, 1) == [ReaderLost()]
    own.start_daemon()
    assert heard(events, 2) == [ReaderBack(), CardPresent()]
    own.remove()
    assert heard(events, 1) == [CardAbsent()]
    own.insert(material)
    assert heard(events, 1) == [CardPresent()]
    assert events.empty()


def test_hazard_a_hung_service_hangs_nobody(
    own: PrivatePcsc, events: Queue[ReaderEvent], material: CardMaterial, workers: list[CardProcess]
) -> None:
    worker = CardProcess(PcscCards(READER_NAME, own.socket), timeout=2)
    workers.append(worker)
    own.insert(material)
    assert heard(events, 2) == [ReaderBack(), CardPresent()]
    own.hang()
    with pytest.raises(CardMute):
        worker.call(Recognise())
    assert heard(events, 1) == [ReaderLost()]
    own.resume()
    assert heard(events, 2) == [ReaderBack(), CardPresent()]
    patient = CardProcess(PcscCards(READER_NAME, own.socket), timeout=PATIENCE)
    workers.append(patient)
    recognised = patient.call(Recognise())
    assert isinstance(recognised, Recognised)
    assert recognised.kind is CardKind.MY_NUMBER


def test_a_restarted_service_serves_the_same_worker(
    own: PrivatePcsc, material: CardMaterial, workers: list[CardProcess]
) -> None:
    worker = CardProcess(PcscCards(READER_NAME, own.socket), timeout=PATIENCE)
    workers.append(worker)
    own.insert(material)
    worker.call(Recognise())
    own.stop_daemon()
    with pytest.raises(ReaderGone):
        worker.call(Recognise())
    own.start_daemon()
    assert isinstance(worker.call(Recognise()), Recognised)


def test_hazard_a_card_that_never_answers_costs_one_child(
    pcsc: CardSlot, cards: PcscCards, material: CardMaterial, workers: list[CardProcess]
) -> None:
    worker = CardProcess(cards, timeout=1)
    workers.append(worker)
    pcsc.insert(material, Faults(mute_from=3))
    with pytest.raises(CardMute):
        worker.call(Recognise())
    pcsc.remove()
    assert worker.call(Release()) == Released()


def test_the_card_is_opened_exclusively(
    pcsc: CardSlot, cards: PcscCards, material: CardMaterial, workers: list[CardProcess]
) -> None:
    first, second = CardProcess(cards, timeout=PATIENCE), CardProcess(cards, timeout=PATIENCE)
    workers.extend((first, second))
    pcsc.insert(material)
    first.call(Recognise())
    with pytest.raises(ReaderBusy):
        second.call(Recognise())
    first.call(Release())
    assert isinstance(second.call(Recognise()), Recognised)
    second.call(Release())
    pcsc.remove()


@pytest.mark.parametrize("at", [0, 7, 23])
@pytest.mark.parametrize("when", ["before", "after"])
def test_hazard_a_card_pulled_under_the_service_is_gone(
    pcsc: CardSlot, card_process: CardProcess, material: CardMaterial, at: int, when: str
) -> None:
    pcsc.insert(material, Faults(pulled_before=at) if when == "before" else Faults(pulled_after=at))
    with pytest.raises(CardGone):
        card_process.call(Recognise(simulation=True))
    pcsc.remove()


def test_a_slow_card_is_read_to_its_end(
    pcsc: CardSlot, cards: PcscCards, material: CardMaterial, workers: list[CardProcess]
) -> None:
    worker = CardProcess(cards, timeout=1.0)
    workers.append(worker)
    pcsc.insert(material, Faults(delay=0.1))
    assert isinstance(worker.call(Recognise()), Recognised)
    worker.call(Release())
    pcsc.remove()


FAULTS = {
    "mute": Faults(mute_from=0),
    "mute later": Faults(mute_from=9),
    "slow": Faults(delay=0.01),
    "pulled": Faults(pulled_after=5),
    "swapped": NONE,
}


@settings(max_examples=2)
@given(order=st.permutations(list(FAULTS)))
def test_hazard_after_bad_cards_in_any_order_the_next_patients_card_is_read(
    pcsc: CardSlot, cards: PcscCards, material: CardMaterial, order: list[str]
) -> None:
    worker = CardProcess(cards, timeout=0.5)
    try:
        for kind in order:
            pcsc.insert(material, FAULTS[kind])
            with suppress(CardGone, CardMute):
                worker.call(Recognise())
            pcsc.remove()
            if kind == "swapped":
                with pytest.raises(ReaderFault):
                    worker.call(SignWithPin("1234", b"a message"))
        pcsc.insert(material)
        assert isinstance(worker.call(Recognise()), Recognised)
        worker.call(Release())
    finally:
        worker.close()
        pcsc.remove()


def test_hazard_whoever_holds_the_card_for_a_moment_is_waited_for_and_then_named(
    pcsc: CardSlot, cards: PcscCards, material: CardMaterial, workers: list[CardProcess]
) -> None:
    pcsc.insert(material)
    command = [sys.executable, "-c", HOLDS]
    environment = os.environ | {SOCKET_VARIABLE: cards.socket or ""}
    with subprocess.Popen(command, env=environment, stdin=PIPE, stdout=PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        worker = CardProcess(cards, timeout=PATIENCE)
        workers.append(worker)
        with pytest.raises(ReaderBusy, match=f"pid {other.pid}"):
            worker.call(Recognise())
        other.communicate("")
    assert isinstance(worker.call(Recognise()), Recognised)
    worker.call(Release())
    pcsc.remove()


def test_a_reader_of_another_name_is_not_there(pcsc: CardSlot, workers: list[CardProcess]) -> None:
    worker = CardProcess(PcscCards("SONY FeliCa", pcsc.socket), timeout=PATIENCE)
    workers.append(worker)
    with pytest.raises(ReaderGone, match="SONY FeliCa"):
        worker.call(Recognise())


def test_the_reader_is_chosen_by_a_part_of_its_name_and_never_a_sam_slot() -> None:
    names = ["Circle CIR315 [CIR315 SAM] 01 00", "Circle CIR315 [CIR315 PICC] 00 00", "ACS ACR122U 00 00"]
    assert chosen(names, "CIR315") == names[1]
    assert chosen(names, "ACR122") == names[2]
    assert chosen(names, "SONY") is None


@pytest.mark.parametrize("code", [*CAUSES, 0x801000FF])
def test_every_code_of_the_service_is_a_fault_with_a_sentence_and_its_number(code: int) -> None:
    for signed in (code, code - 0x100000000):
        fault = fault_of(signed)
        assert isinstance(fault, ReaderFault)
        assert f"{code:08X}" in str(fault)


def test_hazard_the_virtual_reader_is_not_reachable_from_outside(pcsc: CardSlot) -> None:
    listening = Path("/proc/net/tcp").read_text("ascii")
    assert f":{35963:04X} " not in listening
    assert pcsc.status().daemon is not None


def ends(pid: int) -> bool:
    """Whether a process ends; what we did not start we cannot wait for, so its descriptor is watched."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(descriptor, "rb", closefd=True) as watched:
        return bool(select.select([watched], [], [], PATIENCE)[0])


def test_a_closed_service_leaves_nothing_behind(own: PrivatePcsc) -> None:
    pid = own.status().daemon
    assert pid is not None
    own.__exit__(None, None, None)
    assert ends(pid)
    with pytest.raises(PcscUnavailable):
        own.status()


def test_hazard_a_service_ends_with_its_owner_even_when_that_is_killed(tmp_path: Path) -> None:
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    program = (
        "import sys; from pathlib import Path; from hardware_mocks.pcsc.private import PrivatePcsc\n"
        "with PrivatePcsc(Path(sys.argv[1])) as service:\n"
        "    print(service.status().daemon, flush=True); sys.stdin.read()\n"
    )
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder:
        owner = subprocess.Popen(
            [sys.executable, "-c", program, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert owner.stdin
        assert owner.stdout
        with owner.stdin, owner.stdout:
            pid = int(owner.stdout.readline())
            owner.send_signal(signal.SIGKILL)
            owner.wait()
            assert ends(pid)
