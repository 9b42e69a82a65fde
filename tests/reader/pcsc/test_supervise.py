"""Children whose answering function is one of the standard library, so that a fresh process can import it."""

from __future__ import annotations

import os
import pkgutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from reader.errors import CardMute, CardRefused, ReaderFault, ReaderGone, WorkerDied
from reader.pcsc.card_process import PcscCards, Recognise
from reader.pcsc.supervise import DELAYS, GetsOn, Supervised, WorkerLost, delay_after, fault_packed

ENOUGH = 30.0


def recipe(_gets_on: GetsOn, name: str) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = pkgutil.resolve_name(name)
    return found


negating = partial(recipe, name="operator:neg")
sleeping = partial(recipe, name="time:sleep")
exiting = partial(recipe, name="os:_exit")


def os_and_sleep(_gets_on: GetsOn) -> Callable[[int], int]:
    """Sleeps, and tells its own number."""

    def answer(seconds: int) -> int:
        threading.Event().wait(seconds)
        return os.getpid()

    return answer


def counting(gets_on: GetsOn) -> Callable[[int], int]:
    """Gets on `n` times, a little later each time than the deadline of the test allows for the whole."""

    def count(times: int) -> int:
        for _ in range(times):
            threading.Event().wait(0.1)
            gets_on()
        return times

    return count


class Ticking:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticks() -> Ticking:
    return Ticking()


@pytest.fixture
def children() -> Iterator[list[Supervised[Any, Any]]]:
    made: list[Supervised[Any, Any]] = []
    yield made
    for each in made:
        each.close()


def test_one_child_answers_one_request_after_another(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(negating, name="test")
    children.append(child)
    assert child.call(2, ENOUGH) == -2
    first = child.pid
    assert child.call(3, ENOUGH) == -3
    assert child.pid == first


def test_hazard_a_hung_child_is_killed_and_replaced(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(sleeping, name="test", when_hung=CardMute)
    children.append(child)
    assert child.call(0, ENOUGH) is None
    hung = child.pid
    with pytest.raises(CardMute):
        child.call(3600, 0.05)
    assert child.call(0, ENOUGH) is None
    assert hung is not None
    assert child.pid != hung
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)


def test_hazard_a_dead_child_costs_one_attempt(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(exiting, name="test")
    children.append(child)
    with pytest.raises(WorkerDied):
        child.call(3, ENOUGH)


def test_work_that_gets_on_lives_however_long_it_takes(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(counting, name="test", when_hung=CardMute)
    children.append(child)
    assert child.call(0, ENOUGH) == 0
    assert child.call(25, 2.0) == 25


def test_hazard_what_hangs_by_anothers_fault_is_replaced_at_once_however_often(
    children: list[Supervised[Any, Any]], ticks: Ticking
) -> None:
    child = Supervised(sleeping, name="test", when_hung=CardMute, spare=True, ticks=ticks)
    children.append(child)
    for _ in range(len(DELAYS) + 1):
        assert child.call(0, ENOUGH) is None
        with pytest.raises(CardMute):
            child.call(3600, 0.05)
    assert child.call(0, ENOUGH) is None


def test_a_spare_takes_over_and_is_another_process(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(os_and_sleep, name="test", when_hung=CardMute, spare=True)
    children.append(child)
    first, parent = child.call(0, ENOUGH), os.getpid()
    with pytest.raises(CardMute):
        child.call(3600, 0.05)
    second = child.call(0, ENOUGH)
    assert len({first, second, parent}) == 3


def test_a_child_that_dies_again_and_again_is_given_pauses_and_then_called_lost(
    children: list[Supervised[Any, Any]], ticks: Ticking
) -> None:
    child = Supervised(exiting, name="test", ticks=ticks)
    children.append(child)
    raised = []
    for _ in range(6):
        ticks.seconds += 1000
        for _ in range(2):
            with pytest.raises(WorkerDied) as caught:
                child.call(3, ENOUGH)
            raised.append(caught.type)
    assert raised[0] is WorkerDied
    assert raised[-1] is WorkerLost


def test_pauses_grow_and_stay_at_their_longest() -> None:
    assert [delay_after(deaths) for deaths in range(len(DELAYS))] == sorted(DELAYS)
    assert delay_after(1000) == max(DELAYS)


def test_faults_cross_the_border_as_they_were(children: list[Supervised[Any, Any]]) -> None:
    child = Supervised(PcscCards("VIRTUAL", "/nonexistent/socket"), name="test")
    children.append(child)
    with pytest.raises(ReaderGone):
        child.call(Recognise(), ENOUGH)


@pytest.mark.parametrize("fault", [CardRefused("select", 0x6A82), CardMute("three seconds"), ReaderGone()])
def test_every_fault_can_be_packed(fault: ReaderFault) -> None:
    packed = fault_packed(fault)
    rebuilt = packed.fault(*packed.arguments)
    assert (type(rebuilt), str(rebuilt), vars(rebuilt)) == (type(fault), str(fault), vars(fault))


def test_a_closed_child_is_gone() -> None:
    child = Supervised(negating, name="test")
    child.call(1, ENOUGH)
    pid = child.pid
    child.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
