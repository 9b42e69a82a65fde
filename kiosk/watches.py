"""Whatever looks after a running house between visits, each on its own thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from kiosk.desk.cases import day_end
from kiosk.desk.outage import diary, recovery
from kiosk.desk.patients import check
from kiosk.desk.visit import by_itself
from kiosk.house import House
from kiosk.qualification.online import OnlineQualification
from kiosk.station import homecoming
from kiosk.station.lists import kept
from kiosk.station.now_and_then import NowAndThen
from kiosk.storage.away.two_stores import TwoStores


def watched(
    house: House, service: OnlineQualification, keep_lists: Callable[[], None], closing: ExitStack
) -> House:
    """The house with its watches started; they end with `closing`, in reverse order."""
    conductor, storage, log = house.conductor, house.storage, house.log
    itself = by_itself.ByItself(house, lambda: conductor.revision)
    written = diary.Diary(house)
    watches = [
        NowAndThen(written.look, log, every=diary.EVERY),
        NowAndThen(recovery.Recovery(house, service.healthy).look, log, every=recovery.EVERY),
        NowAndThen(check.TableCheck(house).look, log, first=check.FIRST, every=check.EVERY),
        NowAndThen(day_end.DayEnd(house).look, log, first=day_end.FIRST, every=day_end.EVERY),
        NowAndThen(keep_lists, log, every=kept.EVERY),
        NowAndThen(itself.look, log, every=by_itself.EVERY),
    ]
    if isinstance(storage, TwoStores):
        home = homecoming.Homecoming(storage, house.clock, conductor.visits, conductor.touch, log)
        home.look()
        watches.append(NowAndThen(home.look, log, every=homecoming.EVERY))
    written.began()
    closing.callback(written.ended)
    for watch in watches:
        watch.start()
        closing.callback(watch.stop)
    return house
