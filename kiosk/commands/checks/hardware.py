"""Reader, card and cameras."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from queue import Empty, SimpleQueue

from kiosk.commands.checks.finding import Finding, Subject, fail, ok, warn
from reader.camera import DeviceCamera, SourceNotAllowedError, source_of
from reader.card import CardKind, Recognised
from reader.errors import CardGone, ReaderBusy, ReaderFault
from reader.events import ReaderBack, ReaderEvent
from reader.pcsc.card_process import CardProcess, PcscCards, Recognise
from reader.pcsc.monitor_process import MonitorProcess

READER_SECONDS = 20.0
FEW_TRIES = 2


def reader(subject: Subject) -> Iterator[Finding]:
    """Whether the reader is there, asked in a child process: a hung service cannot hang the doctor."""
    heard: SimpleQueue[ReaderEvent] = SimpleQueue()
    monitor = MonitorProcess(_cards(subject), heard.put)
    monitor.start()
    try:
        first = heard.get(timeout=READER_SECONDS)
    except Empty:
        yield fail("reader", "the PC/SC service does not answer", "restart pcscd")
        return
    finally:
        monitor.stop()
    name = subject.settings.reader.name
    if isinstance(first, ReaderBack):
        yield ok("reader", f"a reader with {name!r} in its name")
    else:
        yield fail(
            "reader",
            f"no reader with {name!r} in its name, or no PC/SC service",
            "plug the reader in, start pcscd, and compare reader.name with `pcsc_scan -r`",
        )


def card(subject: Subject) -> Iterator[Finding]:
    """What is free on the card that lies there: kind, certificates, tries left. No VERIFY carries a secret."""
    if not subject.card:
        return
    with closing(CardProcess(_cards(subject))) as cards:
        try:
            answer = cards.call(Recognise(simulation=subject.settings.demo))
        except CardGone:
            yield fail("card", "no card lies on the reader", "lay one down and ask again")
        except ReaderBusy as busy:
            yield warn("card", str(busy), "end that program, or the running kiosk, then ask again")
        except ReaderFault as fault:
            yield fail(
                "card", f"{type(fault).__name__}: {fault}", "clean the card, lay it flat, try another card"
            )
        else:
            assert isinstance(answer, Recognised)
            yield from _recognised(answer)


def _recognised(seen: Recognised) -> Iterator[Finding]:
    if seen.kind is not CardKind.MY_NUMBER:
        yield warn("card", f"no My Number Card: {seen.kind.name}", "lay a My Number Card down")
        return
    told = f"{seen.label}, {'VIRTUAL' if seen.simulated else 'real'}; tries left: PIN {seen.pin_tries}, 照合番号B {seen.number_b_tries}"
    if min(seen.pin_tries, seen.number_b_tries) >= FEW_TRIES:
        yield ok("card", told)
    else:
        yield warn(
            "card", told, "a locked PIN is unlocked by the holder's municipality; the face works without it"
        )


def cameras(subject: Subject) -> Iterator[Finding]:
    settings = subject.settings.reader
    yield _camera(subject, "camera", settings.camera)
    if settings.front_camera:
        yield _camera(subject, "front_camera", settings.front_camera)


def _camera(subject: Subject, name: str, setting: str) -> Finding:
    try:
        device = DeviceCamera(source_of(setting), subject.settings.demo, lambda: subject.clock.now().ticks)
        frames = device.frames()
        height, width = next(frames).image.shape[:2]
        frames.close()  # type: ignore[attr-defined]  # a generator; the port promises an iterator
    except (ReaderFault, SourceNotAllowedError) as fault:
        return fail(name, f"{setting}: {fault}", f"plug it in, and compare reader.{name} with /dev/video*")
    return ok(name, f"{setting}: {width} x {height}")


def _cards(subject: Subject) -> PcscCards:
    settings = subject.settings.reader
    return PcscCards(settings.name, settings.pcsc_socket or None)
