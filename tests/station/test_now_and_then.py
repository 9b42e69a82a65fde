"""What looks after the house between visits goes on looking, also after records that did not answer."""

import threading

from kiosk.station.now_and_then import NowAndThen
from kiosk.storage.faults import StorageUnavailable

SOON, LONG = 0.01, 30


def test_a_look_that_fails_is_logged_and_the_next_one_comes() -> None:
    looked, logged, again = [], [], threading.Event()

    def look() -> None:
        looked.append(1)
        if len(looked) == 1:
            raise StorageUnavailable("away")
        again.set()

    watch = NowAndThen(look, lambda event, facts: logged.append((event, facts["kind"])), every=SOON)
    watch.start()
    assert again.wait(LONG)
    watch.stop()
    assert logged == [("storage_failed", "StorageUnavailable")]


def test_the_first_look_may_wait_longer_than_those_after_it() -> None:
    looked = []
    watch = NowAndThen(lambda: looked.append(1), lambda *_: None, first=LONG, every=SOON)
    watch.start()
    watch.stop()
    assert looked == []
