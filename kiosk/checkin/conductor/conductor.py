"""The queue, the one who moves the lanes, the effects carried out. Decisions are the machine's; this only conducts.

A turn has happened once it is written down. Until then its lane waits where it was, and what happens on it waits behind.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import get_args

from kiosk.checkin.conductor.hearing import met_in, shown_by
from kiosk.checkin.conductor.keeping import Act, Happening, Keeping
from kiosk.checkin.conductor.performing import NamedTrouble, perform, trouble_code
from kiosk.checkin.conductor.ports import Ports, Wanted
from kiosk.checkin.machine import effects, events
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.steps import Attract, CardTrouble, Closed
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.clock import Clock, Moment
from kiosk.matching.forget import forget
from kiosk.storage.faults import StorageFault

READER = "reader"
"""The lane of the card reader; a desk lane is named by its visit number."""

CARD = (effects.RecogniseCard, effects.OpenCard, effects.SignWithPin, effects.SignForTerminal)
FACE = (effects.ReadPrintedNumber, effects.CompareFace)

GOING = (events.CardRemoved, events.TimePassed)
"""What happens when a person leaves, whether we can write it down or not."""

REQUESTS = get_args(effects.Request)
TICK = 0.25
"""Seconds between two looks at the deadlines."""

Log = Callable[[str, Mapping[str, object]], None]


@dataclass(frozen=True, slots=True)
class Crews:
    """Who carries out what: one card at a time, one face at a time, several calls to the service, several writers."""

    card: Executor
    face: Executor
    network: Executor
    records: Executor

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
        self._queue: queue.Queue[Act | None] = queue.Queue()
        self._keeping = Keeping(crews.records, self._queue.put)
        self._lanes: dict[str, CheckIn] = {READER: CheckIn(Lane.READER)}
        self._entered: dict[str, float] = {}
        self._looked = clock.now().ticks
        self._beside = (False, False)
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

    def visits(self) -> frozenset[str]:
        """The visits that run here."""
        return frozenset(each.visit for each in self.lanes().values() if each.visit)

    def wait(self, revision: int, timeout: float) -> int:
        """Block until something newer than `revision` is there, or `timeout` seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self._revision != revision, timeout)
            return self._revision

    def touch(self) -> None:
        """Something beside the lanes changed that screens must show: a desk decision, failure mode."""
        self._show()

    def _show(self) -> None:
        with self._changed:
            self._revision += 1
            self._changed.notify_all()

    # -- what happens ------------------------------------------------------------------------------------------

    def post(self, event: events.Event, lane: str = READER) -> Future[CheckIn]:
        """Queue an event; the future holds the lane as it is after it."""
        done: Future[CheckIn] = Future()
        self._queue.put(lambda: self._take(lane, event, done))
        return done

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="conductor", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after what is queued and what is being written; pending answers are dropped."""
        if self._thread:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        ending = False
        while not (ending and self._queue.empty() and not self._keeping):
            try:
                act = self._queue.get(timeout=TICK)
            except queue.Empty:
                self.tick()
                continue
            if act is None:
                ending = True
                continue
            act()
            if self._clock.now().ticks - self._looked >= TICK:
                self.tick()

    def drain(self) -> None:
        """Handle everything queued, and what comes of it; for whoever runs without the thread."""
        while not self._queue.empty():
            act = self._queue.get()
            if act is not None:
                act()

    def tick(self) -> None:
        """Look at every deadline, and whether what stands beside the lanes changed; forget desk lanes that are done."""
        self._looked = self._clock.now().ticks
        self._keeping.give_up(self._looked)
        beside = self._ports.failure_mode(), self._ports.records_away()
        self._beside, changed = beside, beside != self._beside
        if changed:
            self._show()
        for name, lane in tuple(self._lanes.items()):
            if name in self._keeping:
                continue
            if name != READER and isinstance(lane.step, Closed | Attract):
                del self._lanes[name]
                self._entered.pop(name, None)
            elif lane.deadline is not None and self._looked >= lane.deadline:
                self._take(name, events.TimePassed(), Future())

    def _take(self, lane: str, event: events.Event, done: Future[CheckIn]) -> None:
        if lane in self._keeping:
            self._keeping.behind(lane, lambda: self._take(lane, event, done))
        else:
            self._guarded(lane, done, lambda: self._handle(lane, event, done))

    def _guarded(self, lane: str, done: Future[CheckIn], act: Act) -> None:
        """Carry out a part of a turn; where it was the last one, `done` hears of it."""
        try:
            act()
        except Exception as defect:  # noqa: BLE001 - a defect ends this check-in, not the process
            self._log("defect", {"lane": lane, "kind": type(defect).__name__})
            self._stop(lane, "internal_error")
            done.set_exception(defect)
            return
        if lane not in self._keeping:
            done.set_result(self._lanes.get(lane, CheckIn(Lane.DESK)))

    def _handle(self, lane: str, event: events.Event, done: Future[CheckIn]) -> None:
        now = self._clock.now()
        if isinstance(event, events.CardInserted) and not event.visit:
            self._number(lane, now, done)
            return
        before = self._lanes.get(lane, CheckIn(Lane.DESK))
        turn = Happening(
            lane,
            event,
            before,
            *advance(before, event, Facts(failure_mode=self._ports.failure_mode()), now),
            now,
        )
        if turn.after == before:
            self._dropped(before, event)
        elif not turn.is_written:
            self._happened(turn)
        else:
            self._keeping.begin(
                lane,
                lambda wanted: self._write(turn, wanted),
                lambda came: self._guarded(lane, done, lambda: self._written(turn, came)),
                now.ticks,
            )

    def _number(self, lane: str, now: Moment, done: Future[CheckIn]) -> None:
        """A visit number is born when the card arrives, not before. A visit without one cannot be written down, so it does not begin."""

        def numbered(came: object) -> None:
            if isinstance(came, str):
                self._handle(lane, events.CardInserted(came), done)
                return
            visit = self._lanes[lane].visit
            self._log("storage_failed", {"visit": visit, "lane": lane, "kind": type(came).__name__})
            self._stop(lane, "storage_failed")

        self._keeping.begin(
            lane,
            lambda wanted: self._ports.ledger.open_visit(READER, now, wanted=wanted),
            lambda came: self._guarded(lane, done, lambda: numbered(came)),
            now.ticks,
        )

    def _log_turn(self, lane: str, before: CheckIn, after: CheckIn, now: Moment) -> None:
        entered = self._entered.get(lane, now.ticks)
        self._entered[lane] = now.ticks
        left = {"step": type(before.step).__name__, "ms": round((now.ticks - entered) * 1000, 3)}
        self._log("step_left", {"visit": before.visit or after.visit, "lane": lane, **left})

    def _dropped(self, check_in: CheckIn, event: events.Event) -> None:
        seq = getattr(event, "seq", check_in.seq)
        if seq != check_in.seq:
            self._log("stray_dropped", {"visit": check_in.visit, "kind": type(event).__name__})

    def _write(self, turn: Happening, wanted: Wanted) -> None:
        ledger, records, left, visit = self._ports.ledger, turn.records, turn.before.visit, turn.visit
        if left and turn.after.visit and left != turn.after.visit:
            ledger.write(left, Closed.__name__, records, turn.now, wanted)
            visit, records = turn.after.visit, ()
        ledger.write(visit, type(turn.after.step).__name__, records, turn.now, wanted)

    def _written(self, turn: Happening, came: object) -> None:
        """If writing failed, the turn did not happen: the visit stops with a trouble that says so.

        Who has left has left, though: the place is free for the next, and the desk finds the visit open.
        """
        if not isinstance(came, Exception):
            self._happened(turn)
            return
        self._log("storage_failed", {"visit": turn.visit, "lane": turn.lane, "kind": type(came).__name__})
        gone = isinstance(turn.event, GOING) and isinstance(turn.after.step, Closed | Attract)
        code = trouble_code(came) if isinstance(came, NamedTrouble | StorageFault) else "storage_failed"
        after = turn.after if gone else self._broken(turn.after, code)
        self._ports.heard((code,), ())
        self._happened(replace(turn, after=after, asked=(effects.Wipe(),)), kept=False)

    def _happened(self, turn: Happening, *, kept: bool = True) -> None:
        self._lanes[turn.lane] = turn.after
        self._log_turn(turn.lane, turn.before, turn.after, turn.now)
        card = getattr(turn.after.step, "card", None)
        shown = shown_by(turn.event, written=kept and turn.is_written)
        self._ports.heard(met_in(turn.records), shown, card.certificate if card else b"")
        self._carry_out(turn.lane, turn.after, turn.asked, turn.now)
        self._show()

    def _stop(self, lane: str, code: str) -> None:
        self._ports.heard((code,), ())
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
