"""A mother checks in herself, an infant and a child, one card after the other: three visits, three people, nothing mixed."""

from hardware_mocks.personas.model import persona
from rehearsal.visit import play

FAMILY = ("mother", "infant", "child")


def kept(stage, visit):
    with stage.house.storage.reading() as books:
        (answer,) = books.findings.answers(visit)
        return books.visits.find(visit), answer, books.findings.card_items(visit)


def test_each_of_a_family_gets_their_own_record_and_nobody_elses(stage):
    ended = {each: play(stage, each) for each in FAMILY}
    assert len({each.visit for each in ended.values()}) == len(FAMILY)
    for each, visit in ended.items():
        assert visit.as_expected, visit
        who = persona(each)
        record, answer, items = kept(stage, visit.visit)
        assert record.patient_id == who.intake["patient_id"]
        assert answer.qualifications[0].birthdate == who.resident.birthdate
        assert items.name == who.resident.name
        assert items.birthdate == who.resident.birthdate
