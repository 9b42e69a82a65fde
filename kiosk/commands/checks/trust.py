"""Whom the kiosk trusts, who it is to the service, and whether the clocks agree."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

from cryptography import x509

from kiosk.commands.checks.finding import Finding, Subject, fail, ok, warn
from kiosk.identity.anchors import AnchorError, fingerprint
from kiosk.qualification.https import Connection
from kiosk.qualification.online import OnlineQualification
from kiosk.qualification.port import ServiceFault, ServiceUntrusted
from kiosk.settings import Settings
from kiosk.settings.named_files import trusted_anchors

SOON = timedelta(days=60)
"""Before its certificate ends, a clinic needs weeks to get another."""
SMALL_SKEW, LARGE_SKEW = timedelta(seconds=30), timedelta(minutes=5)


def anchors(subject: Subject) -> Iterator[Finding]:
    """The roots of cards, and when they end."""
    try:
        trusted = trusted_anchors(subject.settings)
    except (AnchorError, OSError) as fault:
        yield fail("anchors", str(fault), "name the roots of the user authentication CA under `anchors`")
        return
    now = subject.clock.now().wall
    for each in trusted.certificates:
        what = f"{each.subject.rfc4514_string()} {fingerprint(each)[:16]}…"
        yield _dated("anchors", what, each, now, "get the CA's present root and name it under `anchors`")


def certificate(subject: Subject) -> Iterator[Finding]:
    """The institution's client certificate and its key."""
    service, institution = subject.settings.service, subject.settings.institution
    try:
        ssl.create_default_context(cafile=service.authority).load_cert_chain(
            service.client_certificate, service.client_key
        )
        ours = x509.load_pem_x509_certificate(service.client_certificate.read_bytes())
    except (OSError, ValueError) as fault:  # ssl.SSLError is an OSError
        remedy = "compare service.client_certificate, client_key and authority in the settings"
        yield fail("certificate", f"the client certificate cannot be used: {fault}", remedy)
        return
    name = ours.subject.rfc4514_string()
    if institution.code not in name:
        yield fail(
            "certificate", f"{name} does not name {institution.code}", "use this institution's certificate"
        )
    yield _dated("certificate", name, ours, subject.clock.now().wall, "apply for the next one now")


def _dated(check: str, what: str, found: x509.Certificate, now: datetime, remedy: str) -> Finding:
    until = found.not_valid_after_utc
    told = f"{what}, until {until.astimezone(now.tzinfo):%Y-%m-%d}"
    if not found.not_valid_before_utc <= now <= until:
        return fail(check, f"{told}: not valid now", remedy)
    return warn(check, told, remedy) if until - now < SOON else ok(check, told)


def service(subject: Subject) -> Iterator[Finding]:
    """Whether the service answers, and by how much its clock differs from ours."""
    try:
        connection = _connection(subject.settings)
        with closing(OnlineQualification(connection)) as online:
            theirs, ours = online.time(), subject.clock.now().wall
    except OSError as unusable:
        yield fail("service", f"no connection can be made: {unusable}", "see the line on the certificate")
    except ServiceUntrusted as fault:
        yield fail("service", f"TLS refused: {fault}", "compare service.authority and our certificate's days")
    except ServiceFault as fault:
        remedy = "look at network and service.url; meanwhile the desk can switch failure mode on"
        yield fail("service", f"{connection.url}: {fault}", remedy)
    else:
        yield ok("service", f"{connection.url} answers")
        yield _skew(theirs, ours)


def _connection(settings: Settings) -> Connection:
    ours = settings.service
    return Connection(
        url=ours.url,
        institution=settings.institution.code,
        ca=ours.authority,
        certificate=ours.client_certificate,
        key=ours.client_key,
        deadline=ours.deadline,
    )


def _skew(theirs: datetime | None, ours: datetime) -> Finding:
    if theirs is None:
        return warn("clock", "the service does not tell its time", "compare this machine's clock by hand")
    skew = ours - theirs
    told = f"{skew.total_seconds():+.0f} s against the service"
    if abs(skew) <= SMALL_SKEW:
        return ok("clock", told)
    remedy = "let the machine's clock be set over the network (Debian: systemd-timesyncd or chrony)"
    return warn("clock", told, remedy) if abs(skew) <= LARGE_SKEW else fail("clock", told, remedy)
