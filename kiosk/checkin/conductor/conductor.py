"""The queue, the one writer, the effects carried out. Decisions are the machine's; this only conducts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import get_args

from kiosk.checkin.conductor.performing import NamedTrouble, perform
from kiosk.checkin.conductor.ports import Ports
from kiosk.checkin.machine import effects, events
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.steps import Attract, CardTrouble, Closed
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.clock import Clock, Moment
from kiosk.matching.forget import forget

READER = "reader"
"""The lane of the card reader; a desk lane is named by its visit number."""

CARD = (effects.RecogniseCard, effects.OpenCard, effects.SignWithPin, effects.SignForTerminal)
FACE = (effects.ReadPrintedNumber, effects.CompareFace)

GOING = (events.CardRemoved, events.TimePassed)
"""What happens when a person leaves, whether we can write it down or not."""

RECORDS = get_args(effects.Record)
REQUESTS = get_args(effects.Request)
TICK = 0.25
"""Seconds between two looks at the deadlines."""

Log = Callable[[str, Mapping[str, object]], None]


@dataclass(frozen=True, slots=True)
class Crews:
    """Who carries out what: one card at a time, one face at a time, several calls to the service."""

    card: Executor
    face: Executor
    network: Executor

    def crew(self, request: effects.Request) -> Executor:
        if isinstance(request, CARD):
            return self.card
        return self.face if isinstance(request, FACE) else self.network


class Conductor:
    """One station: a reader lane and the visits that run at the desk. `post` may be called from any thread."""

    def __init__(self, ports: Ports, crews: Crews, clock: Clock, log: Log) -> None:
        self._ports = ports
        self._crews = crews
        self._clock = clock
        self._log = log
        self._queue: queue.Queue[tuple[str, events.Event, Future[CheckIn]] | None] = queue.Queue()
        self._lanes: dict[str, CheckIn] = {READER: CheckIn(Lane.READER)}
        self._entered: dict[str, float] = {}
        self._looked = clock.now().ticks
        self._failure_mode = False
        self._facts_known = False
        self._revision = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    # -- what screens see -------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        return self._revision

    def lane(self, name: str = READER) -> CheckIn | None:
        return self._lanes.get(name)

    def lanes(self) -> Mapping[str, CheckIn]:
        return dict(self._lanes)

    def wait(self, revision: int, timeout: float) -> int:
        """Block until something newer than `revision` is there, or `timeout` seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self._revision != revision, timeout)
            return self._revision

    def touch(self) -> None:
        """Something beside the lanes changed that screens or the machine must know: a desk decision, failure mode."""
        self._facts_known = False
        self._show()

    def _show(self) -> None:
        with self._changed:
            self._revision += 1
            self._changed.notify_all()

    # -- what happens ------------------------------------------------------------------------------------------

    def post(self, event: events.Event, lane: str = READER) -> Future[CheckIn]:
        """Queue an event; the future holds the lane as it is after it."""
        done: Future[CheckIn] = Future()
        self._queue.put((lane, event, done))
        return done

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="conductor", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after what is queued; pending answers are dropped."""
        if self._thread:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while True:
            try:
                item = self._queue.get(timeout=TICK)
            except queue.Empty:
                self.tick()
                continue
            if item is None:
                return
            self._take(*item)
            if self._clock.now().ticks - self._looked >= TICK:
                self.tick()

    def drain(self) -> None:
        """Handle everything queued, and what comes of it; for whoever runs without the thread."""
        while not self._queue.empty():
            item = self._queue.get()
            if item is not None:
                self._take(*item)

    def tick(self) -> None:
        """Look at every deadline and ask for the facts anew; forget desk lanes that are done."""
        self._facts_known = False
        self._looked = self._clock.now().ticks
        for name, lane in tuple(self._lanes.items()):
            if lane.deadline is not None and self._looked >= lane.deadline:
                self._take(name, events.TimePassed(), Future())
            if name != READER and isinstance(self._lanes[name].step, Closed | Attract):
                del self._lanes[name]
                self._entered.pop(name, None)

    def _take(self, lane: str, event: events.Event, done: Future[CheckIn]) -> None:
        try:
            self._handle(lane, event)
            done.set_result(self._lanes.get(lane, CheckIn(Lane.DESK)))
        except Exception as defect:  # noqa: BLE001 - a defect ends this check-in, not the process
            self._log("defect", {"lane": lane, "kind": type(defect).__name__})
            self._stop(lane, "internal_error")
            done.set_exception(defect)

    def _handle(self, lane: str, event: events.Event) -> None:
        now = self._clock.now()
        before = self._lanes.get(lane, CheckIn(Lane.DESK))
        try:
            event = self._numbered(event, now)
        except Exception as error:  # noqa: BLE001 - a visit without a number cannot be written down, so it does not begin
            self._log("storage_failed", {"visit": before.visit, "lane": lane, "kind": type(error).__name__})
            self._stop(lane, "storage_failed")
            return
        after, asked = advance(before, event, self._facts(lane), now)
        if after == before:
            self._dropped(before, event)
            return
        after, asked = self._written(lane, event, before, after, asked, now)
        self._lanes[lane] = after
        self._log_turn(lane, before, after, now)
        self._carry_out(lane, after, asked, now)
        self._show()

    def _numbered(self, event: events.Event, now: Moment) -> events.Event:
        """A visit number is born when the card arrives, not before."""
        if isinstance(event, events.CardInserted) and not event.visit:
            return events.CardInserted(self._ports.ledger.open_visit(READER, now))
        return event

    def _facts(self, lane: str) -> Facts:
        """As known at the last tick or touch: another station's switch is seen a quarter of a second later.

        Storage that cannot be read leaves what was known last; the next thing to write will say so on the screen.
        """
        if self._facts_known:
            return Facts(failure_mode=self._failure_mode)
        self._facts_known = True
        try:
            self._failure_mode = self._ports.failure_mode()
        except Exception as error:  # noqa: BLE001 - whatever storage raises, the lane goes on
            self._log("storage_failed", {"lane": lane, "kind": type(error).__name__})
        return Facts(failure_mode=self._failure_mode)

    def _log_turn(self, lane: str, before: CheckIn, after: CheckIn, now: Moment) -> None:
        entered = self._entered.get(lane, now.ticks)
        self._entered[lane] = now.ticks
        left = {"step": type(before.step).__name__, "ms": round((now.ticks - entered) * 1000, 3)}
        self._log("step_left", {"visit": before.visit or after.visit, "lane": lane, **left})

    def _dropped(self, check_in: CheckIn, event: events.Event) -> None:
        seq = getattr(event, "seq", check_in.seq)
        if seq != check_in.seq:
            self._log("stray_dropped", {"visit": check_in.visit, "kind": type(event).__name__})

    def _written(
        self,
        lane: str,
        event: events.Event,
        before: CheckIn,
        after: CheckIn,
        asked: tuple[effects.Effect, ...],
        now: Moment,
    ) -> tuple[CheckIn, tuple[effects.Effect, ...]]:
        """Write the turn. If that fails, the turn did not happen: the visit stops with a trouble that says so.

        Who has left has left, though: the place is free for the next, and the desk finds the visit open.
        """
        visit = before.visit or after.visit
        if visit is None:
            return after, asked
        records = tuple(each for each in asked if isinstance(each, RECORDS))
        if not records and type(before.step) is type(after.step):
            return after, asked  # the same step knows more; it was written down when it was entered
        step = type(after.step).__name__
        try:
            if before.visit and after.visit and before.visit != after.visit:
                self._ports.ledger.write(before.visit, Closed.__name__, records, now)
                visit, records = after.visit, ()
            self._ports.ledger.write(visit, step, records, now)
        except Exception as error:  # noqa: BLE001 - whatever storage raises, the desk must see it
            self._log("storage_failed", {"visit": visit, "lane": lane, "kind": type(error).__name__})
            gone = isinstance(event, GOING) and isinstance(after.step, Closed | Attract)
            code = error.code if isinstance(error, NamedTrouble) else "storage_failed"
            return after if gone else self._broken(after, code), (effects.Wipe(),)
        return after, asked

    def _stop(self, lane: str, code: str) -> None:
        broken = self._broken(self._lanes.get(lane), code)
        self._lanes[lane] = broken
        self._carry_out(lane, broken, (effects.Wipe(),), self._clock.now())
        self._show()

    def _broken(self, check_in: CheckIn | None, code: str) -> CheckIn:
        broken = check_in or CheckIn(Lane.DESK)
        deadline = self._clock.now().ticks + WAITS[CardTrouble].seconds
        return replace(broken, step=CardTrouble(code), seq=broken.seq + 1, deadline=deadline)

    def _carry_out(self, lane: str, after: CheckIn, asked: tuple[effects.Effect, ...], now: Moment) -> None:
        for effect in asked:
            match effect:
                case effects.Wipe():
                    forget()
                    self._ports.ledger.forget()
                    if lane == READER:
                        self._crews.card.submit(self._ports.card.release)
                        self._crews.face.submit(self._ports.face.forget)
                case _ if isinstance(effect, REQUESTS):
                    self._crews.crew(effect).submit(self._perform, effect, lane, after, now)

    def _perform(self, request: effects.Request, lane: str, asked_by: CheckIn, now: Moment) -> None:
        came = perform(request, asked_by.seq, asked_by.visit or "", self._ports, now)
        if isinstance(came, events.Failed):
            self._log(
                "trouble_met", {"visit": asked_by.visit, "lane": lane, "code": came.code, "kind": came.kind}
            )
        self.post(came, lane)
