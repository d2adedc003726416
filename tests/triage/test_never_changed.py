"""What was answered and decided stays: the database refuses to change it, and two officers at once lose nothing."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.factories import situations
from tests.factories.situations import AT
from tests.ledger.emptying import emptied_afterwards, triggers_come_back  # noqa: F401 - fixtures

from affiant.core.errors import AffiantError
from affiant.ground.accounts.roles import Role
from affiant.referrals import selectors as referrals
from affiant.triage import models, selectors, services, triggers
from affiant.triage.services import Reply, Ruling, Seen
from affiant.triage.stages import Outcome, Said, Stage

APPENDED = [
    models.Answer,
    models.AnswerEvidence,
    models.Decision,
    models.SecondOpinion,
    models.JurisdictionNote,
    models.ElementView,
    models.ElementEvidence,
    models.Incident,
    models.IncidentPassage,
]


def test_every_table_that_only_grows_is_guarded():
    assert {model._meta.db_table for model in APPENDED} == set(triggers.TABLES)


@pytest.mark.django_db
def test_an_answer_cannot_be_changed(scoped, investigator):
    services.answer(referral_id=scoped, replies=[Reply("A.1.1", Said.YES)], by=investigator, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Answer.objects.update(said=Said.NO)


@pytest.mark.django_db
def test_a_decision_cannot_be_changed_by_sql_either(scoped, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    services.decide(referral_id=scoped, ruling=ruling, by=investigator, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE triage_decision SET reason = 'Another.'")


@pytest.fixture
def at_once(house, emptied_afterwards):  # noqa: F811 - the fixture
    """Let several threads act in the same moment; give what each of them met."""

    def run(*acts):
        barrier, met = Barrier(len(acts)), []

        def act(one):
            barrier.wait()
            try:
                one()
                met.append(None)
            except AffiantError as refused:
                met.append(type(refused).__name__)
            finally:
                connections.close_all()

        threads = [Thread(target=act, args=[one]) for one in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return met

    return run


def _taken_on():
    officers = [situations.officer(Role.INVESTIGATOR) for _ in range(4)]
    referral_id = situations.collected_referral(situations.Sending(files=()))
    services.assign(referral_id=referral_id, officer_id=officers[0].pk, by=officers[0], at=AT)
    return referral_id, officers


def test_of_four_decisions_at_once_one_stands(at_once):
    referral_id, officers = _taken_on()
    seen = Seen(Stage.ASSIGNED, selectors.state_of(referral_id))

    def decide(officer):
        ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
        return lambda: services.decide(referral_id=referral_id, ruling=ruling, by=officer, at=AT, seen=seen)

    met = at_once(*map(decide, officers))

    assert sorted(map(str, met)) == ["None", "StalePage", "StalePage", "StalePage"]
    assert len(selectors.decisions_of(referral_id)) == 1
    assert referrals.referral(referral_id).stage is Stage.INTELLIGENCE


def test_of_four_answers_at_once_one_stands_and_the_others_are_told(at_once):
    referral_id, officers = _taken_on()

    def answer(officer):
        return lambda: services.answer(
            referral_id=referral_id, replies=[Reply("A.1.1", Said.YES, officer.display_name)], by=officer, at=AT
        )

    met = at_once(*map(answer, officers))

    assert sorted(map(str, met)) == ["AnsweredMeanwhile", "AnsweredMeanwhile", "AnsweredMeanwhile", "None"]
    assert len(selectors.history_of(referral_id)) == 1


def test_who_steps_back_while_it_is_handed_to_them_does_not_have_it(at_once):
    referral_id, (other, leaving, *_) = _taken_on()

    at_once(
        lambda: services.assign(referral_id=referral_id, officer_id=leaving.pk, by=other, at=AT),
        lambda: services.recuse(referral_id=referral_id, officer_id=leaving.pk, reason="Kin.", by=leaving, at=AT),
    )

    assert selectors.is_closed_to(referral_id, leaving.pk)
    assert referrals.referral(referral_id).assigned_to != leaving.pk


def test_who_steps_back_while_they_are_given_a_task_does_not_have_it(at_once):
    referral_id, (other, leaving, *_) = _taken_on()
    given = {"what": "Ask for the letter.", "due_on": None, "given_to": leaving.pk}

    at_once(
        lambda: services.give_task(referral_id=referral_id, **given, by=other, at=AT),
        lambda: services.recuse(referral_id=referral_id, officer_id=leaving.pk, reason="Kin.", by=leaving, at=AT),
    )

    assert leaving.pk not in {task.given_to for task in referrals.page(referral_id).tasks}
