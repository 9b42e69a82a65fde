"""Whether the receipt computer's API answers the kiosk's operator, and whether the clocks agree. Nothing of a patient is told."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.beside import receipt_of
from kiosk.commands.checks.finding import Finding, Subject, fail, ok, warn
from kiosk.intake.receipt import CLOCK_OFF, Fault, ReceiptFault

REMEDIES: dict[Fault, str] = {
    Fault.LOGIN: "compare receipt.user and the file receipt.password; a new API key ends the old one at once",
    Fault.NO_ROUTE: "compare receipt.base_path, and make the operator in its staff master",
    Fault.ROUTE_CLOSED: 'try receipt.base_path = "/api", or let the API be opened there',
    Fault.CERTIFICATE: "compare receipt.authority and receipt.certificate",
    Fault.UPDATING: "wait until its update is over; in the cloud, name receipt.certificate",
    Fault.BASICS: "tell whoever cares for it: institution, operator or system date",
    Fault.NOT_IT: "compare receipt.url: something else answers there",
}
LOOK = "compare receipt.url, and look at the machine and the line"


def receipt(subject: Subject) -> Iterator[Finding]:
    told, now = subject.settings.receipt, subject.clock.now()
    if not told.url:
        return
    try:
        listed = receipt_of(subject.settings).acceptances(now.today)
    except ReceiptFault as fault:
        yield fail("receipt", f"{told.url}: {fault}", REMEDIES.get(fault.fault, LOOK))
        return
    yield ok("receipt", f"{told.url} answers, {len(listed.items)} accepted today")
    skew = (listed.clock - now.wall).total_seconds() if listed.clock else 0.0
    if abs(skew) > CLOCK_OFF:
        yield warn("receipt", f"its clock is {skew:+.0f} s off ours", "let both be set over the network")
