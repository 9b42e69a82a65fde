"""Hazard: the face process is killed, by the kernel short of memory or by its own native code."""

import os
import signal

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Choice


def kill_face_process(kiosk):
    process = kiosk.stage.house.face._worker._child._child.process
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_hazard_a_killed_face_process_costs_one_attempt_and_comes_back(kiosk):
    visit = kiosk.to_choice("sato")
    kill_face_process(kiosk)
    kiosk.choose(Choice.FACE)
    assert kiosk.shows(steps.Choosing) == "face_lost"
    assert kiosk.troubles(visit) == ["face_lost"]
    assert kiosk.lane.step.offered == {Choice.PIN, Choice.STAFF}
    assert kiosk.next_patient("face").outcome == "confirmed"
