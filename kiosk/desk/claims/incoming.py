"""A claim file comes in: past the gate, or a sentence that names why not."""

from __future__ import annotations

from kiosk.claims.checks.gate import gated
from kiosk.claims.checks.rules import RULES, Finding
from kiosk.claims.file.claim import ClaimFile, NotPatchable, claim_file
from kiosk.claims.model import Institution
from kiosk.desk.acting import NotNow
from kiosk.settings import Settings

BY_ID = {rule.id: rule for rule in RULES}


class Stopped(NotNow):
    """The whole file goes no further; the sentence names the line, why, and what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__("claim_file_stopped")
        self._ja = ja
        self._en = en

    def say(self, language: str) -> str:
        return self._ja if language.startswith("ja") else self._en

    def facts_in(self, language: str) -> dict[str, str]:
        return {"said": self.say(language)}


def ours(settings: Settings) -> Institution:
    return Institution(settings.institution.prefecture, settings.institution.number)


def taken_up(data: bytes, institution: Institution) -> ClaimFile:
    """Raises Stopped."""
    passed = gated(data, institution)
    if isinstance(passed, Finding):
        rule = BY_ID[passed.rule]
        ja, en = (f"{rule.say(passed.detail, each)} {rule.help(each)}" for each in ("ja", "en"))
        raise Stopped(f"{passed.line}行目: {ja}", f"line {passed.line}: {en}")
    try:
        return claim_file(passed)
    except NotPatchable as why:
        raise Stopped(f"{why}（レセコンで作り直してください）", str(why)) from None
