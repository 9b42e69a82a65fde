"""Whole visits through the real stack: cameras over HTTP, the face process, the service over mutual TLS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hardware_mocks.pcsc.private import what_is_missing
from kiosk.clock import SystemClock
from rehearsal.clock import SteppedClock
from rehearsal.stage import Stage, Wishes, staged
from rehearsal.visit import Journal
from tests.hazards.rehearsal import Hurry


@contextmanager
def played(*, pcsc: bool) -> Iterator[Stage]:
    clock = SteppedClock(SystemClock().now().wall)
    with staged(Wishes(pcsc=pcsc, log_to=Journal(), clock=clock)) as stage, Hurry(stage, clock):
        yield stage


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """With the reader in this process."""
    with played(pcsc=False) as made:
        yield made


@pytest.fixture(scope="module")
def stage_of_its_own() -> Iterator[Stage]:
    """For tests that mind who else came this month: a claim is for all visits of it."""
    with played(pcsc=False) as made:
        yield made


@pytest.fixture(scope="session")
def stage_over_pcsc() -> Iterator[Stage]:
    """With pyscard, the real driver and a PC/SC service of our own."""
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    with played(pcsc=True) as made:
        yield made
