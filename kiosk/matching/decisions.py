"""The decision rules in the order in which they are tried: the first that fits decides, and nothing is added up.

Mis-links are found by people who searched with some of the fields, so those fields agree: a sum would let them outvote
the one that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.matching.parts import AGREES
from kiosk.matching.report import Decision, FieldReport, Outcome

Fields = Mapping[str, FieldReport]
NAME_GIVEN = frozenset({"given", "both"})
SAME_SOUND = frozenset({"conversion", "one_character"})
"""The rules of a name that is written with other characters and read alike."""


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """`fits` over the five reports, said by `when`; `question` is what staff ask, per language, and never read out.

    A rule `of_uncommon_names` holds only where a site lets uncommon names pass and this name is one (see `common_names`).
    """

    id: str
    decision: Decision
    fits: Callable[[Fields], bool]
    when: str
    question: tuple[tuple[str, str], ...] = ()
    of_uncommon_names: bool = False


def _differs(fields: Fields, name: str, *parts: str) -> bool:
    report = fields[name]
    return report.outcome is Outcome.DIFFER and (not parts or report.part in parts)


def _birthdate_differs(fields: Fields) -> bool:
    return _differs(fields, "birthdate")


def _given_name_differs(fields: Fields) -> bool:
    return _differs(fields, "kana", *NAME_GIVEN) and _differs(fields, "name", *NAME_GIVEN)


def _surname_only(fields: Fields) -> bool:
    """A marriage or divorce looks like this: the rest of the person is the same."""
    same_person = fields["birthdate"].outcome in AGREES and fields["sex"].outcome in AGREES
    return same_person and _differs(fields, "kana", "family") and _differs(fields, "name", "family")


def _wholly_other_at_home(fields: Fields) -> bool:
    """An alias (通称) that the answer does not show: nothing of the name is the same, and all the rest of the person is."""
    at_home = all(fields[each].outcome in AGREES for each in ("sex", "birthdate", "address"))
    return at_home and _differs(fields, "kana", "both") and _differs(fields, "name", "both")


def _named_since(fields: Fields) -> bool:
    return any("newborn" in fields[each].rules for each in ("name", "kana"))


def _several_differ(fields: Fields) -> bool:
    signs = (
        fields["birthdate"].outcome is Outcome.NEAR,
        _differs(fields, "sex"),
        _differs(fields, "kana"),
        _differs(fields, "name"),
    )
    return sum(signs) >= 2 and not _surname_only(fields)


def _other_surname_and_address(fields: Fields) -> bool:
    return _surname_only(fields) and _differs(fields, "address")


def _only_written_otherwise(fields: Fields) -> bool:
    """One house, one day, one reading, and other characters of the same sound: saying the name aloud tells nothing more."""
    rest = all(fields[each].outcome in AGREES for each in ("kana", "sex", "birthdate", "address"))
    name = fields["name"]
    same_sound = not SAME_SOUND.isdisjoint(name.rules) and "warned" not in name.rules
    return rest and name.outcome is Outcome.NEAR and same_sound


def _address_not_shown(fields: Fields) -> bool:
    return fields["address"].rules == ("not_shown",)


def _leaves(name: str, *outcomes: Outcome) -> Callable[[Fields], bool]:
    return lambda fields: fields[name].outcome in outcomes


_LET_SAY = (
    ("ja", "お名前・生年月日・ご住所を、ご本人の口から言っていただいてください（読み上げないでください）。"),
    ("en", "Let the patient say name, birth date and address. Do not read them out."),
)
_LET_SAY_INSURER = (
    (
        "ja",
        "お名前・生年月日・保険者の名前を、ご本人の口から言っていただいてください（読み上げないでください）。",
    ),
    ("en", "Let the patient say name, birth date and the name of the insurer. Do not read them out."),
)
_SECOND_PROOF = (
    ("ja", "姓と住所が違います。旧姓・旧住所のわかる書類など、もう一つの確認をお願いしてください。"),
    ("en", "Surname and address differ. Ask for a second proof that shows the former name or address."),
)
_ALIAS = (
    (
        "ja",
        "通称名などでかかっていますか。お名前（本名・通称）と生年月日・ご住所を、ご本人の口から言っていただいてください。",
    ),
    ("en", "Is there an alias or another name? Let the patient say every name, birth date and address."),
)
_NEWBORN = (
    (
        "ja",
        "お名前が付く前の登録です。お子さんのお名前・生年月日・ご住所を、保護者の方に言っていただいてください。",
    ),
    (
        "en",
        "This was entered before the child was named. Let the parents say the child's name, birth date and address.",
    ),
)
_STOPPED = (
    ("ja", "別の人の情報の可能性があります。医療情報を開かず、保険者または案内窓口へ連絡してください。"),
    (
        "en",
        "This may be another person's record. Keep medical information closed; call the insurer or the help line.",
    ),
)
_OPEN = (Outcome.DIFFER, Outcome.NEAR)
_SAID = {
    "name": "the kanji name",
    "kana": "the kana name",
    "birthdate": "the birth date",
    "sex": "the sex",
    "address": "the address",
}

DECISIONS = (
    DecisionRule("stop.birthdate", Decision.STOP, _birthdate_differs, "the birth date differs", _STOPPED),
    DecisionRule(
        "ask.alias",
        Decision.ASK,
        _wholly_other_at_home,
        "the whole name differs in two scripts, and sex, birth date and address agree",
        _ALIAS,
    ),
    DecisionRule(
        "stop.given_name",
        Decision.STOP,
        _given_name_differs,
        "the given name differs in two scripts: as it is written, and in kana",
        _STOPPED,
    ),
    DecisionRule(
        "stop.several",
        Decision.STOP,
        _several_differ,
        "two or more of: birth date a slip, sex, kana, kanji differ; but for another surname alone in both scripts",
        _STOPPED,
    ),
    DecisionRule(
        "ask.newborn",
        Decision.ASK,
        _named_since,
        "one side was entered before the child had a name",
        _NEWBORN,
    ),
    DecisionRule(
        "ask.second_proof",
        Decision.ASK,
        _other_surname_and_address,
        "surname alone in both scripts, and the address",
        _SECOND_PROOF,
    ),
    DecisionRule(
        "pass.same_sound",
        Decision.PASS,
        _only_written_otherwise,
        "the kanji name has other characters of the same sound; kana, sex, birth date and address agree",
    ),
    *(
        DecisionRule(
            f"ask.{field}", Decision.ASK, _leaves(field, *_OPEN), f"{said} differs or slips", _LET_SAY
        )
        for field, said in _SAID.items()
    ),
    *(
        DecisionRule(
            f"ask.{field}_unknown",
            Decision.ASK,
            _leaves(field, Outcome.UNKNOWN),
            f"{said} is not known on a side",
            _LET_SAY,
        )
        for field, said in _SAID.items()
        if field != "address"
    ),
    DecisionRule(
        "pass.uncommon_name",
        Decision.PASS,
        _address_not_shown,
        "the address is not shown, the site lets uncommon names pass, and this is one",
        of_uncommon_names=True,
    ),
    DecisionRule(
        "ask.address_unknown",
        Decision.ASK,
        _leaves("address", Outcome.UNKNOWN),
        "the address is not known on a side",
        _LET_SAY_INSURER,
    ),
    DecisionRule("pass", Decision.PASS, lambda _: True, "all five agree or are explained"),
)
"""Birth date or given name first: those are what a stranger does not share."""
