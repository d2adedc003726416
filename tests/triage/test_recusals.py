"""Conflicts of interest: who steps back from a referral finds it closed."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.triage import selectors, services
from affiant.triage.errors import (
    AlreadyRecused,
    CannotTakeOn,
    NotRecused,
    OwnRecusal,
    ReasonMissing,
    Recused,
)
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

REASON = "We served together."


def recuse(referral_id, officer, by):
    services.recuse(referral_id=referral_id, officer_id=officer.pk, reason=REASON, by=by, at=AT)


def test_who_steps_back_lets_it_go(scoped, investigator):
    recuse(scoped, investigator, investigator)

    row = referrals.referral(scoped)
    assert (row.stage, row.assigned_to) == (Stage.ASSIGNED, None)
    assert selectors.closed_to(investigator.pk) == {scoped}
    assert selectors.hidden_from(investigator) == {scoped}


def test_others_go_on(scoped, investigator, supervisor):
    recuse(scoped, investigator, investigator)

    services.assign(referral_id=scoped, officer_id=supervisor.pk, by=supervisor, at=AT)

    assert referrals.referral(scoped).assigned_to == supervisor.pk


def test_who_did_not_have_it_takes_it_from_nobody(scoped, investigator, supervisor):
    recuse(scoped, supervisor, supervisor)

    assert referrals.referral(scoped).assigned_to == investigator.pk


def test_every_act_is_closed_to_them(scoped, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "A friend of mine.")
    recuse(scoped, investigator, investigator)

    with pytest.raises(Recused):
        services.answer(referral_id=scoped, replies=[Reply("A.1.1", Said.YES)], by=investigator, at=AT)
    with pytest.raises(Recused):
        services.decide(referral_id=scoped, ruling=ruling, by=investigator, at=AT)
    with pytest.raises(Recused):
        services.assign(referral_id=scoped, officer_id=investigator.pk, by=investigator, at=AT)


def test_nobody_gives_it_to_them(scoped, investigator, supervisor):
    recuse(scoped, investigator, investigator)

    with pytest.raises(CannotTakeOn):
        services.assign(referral_id=scoped, officer_id=investigator.pk, by=supervisor, at=AT)


def test_who_has_stepped_back_is_no_second_officer(scoped, investigator, supervisor):
    ruling = Ruling(Outcome.NO_FURTHER_ACTION, "Nothing here.")
    decision = services.decide(referral_id=scoped, ruling=ruling, by=investigator, at=AT)
    recuse(scoped, supervisor, supervisor)

    with pytest.raises(Recused):
        services.confirm(decision_id=decision, by=supervisor, at=AT)

    assert not selectors.waiting_for(supervisor.pk)


def test_a_supervisor_closes_it_to_another(scoped, investigator, supervisor):
    recuse(scoped, investigator, supervisor)

    assert selectors.is_closed_to(scoped, investigator.pk)


def test_nobody_else_closes_it_to_another(scoped, investigator, supervisor):
    with pytest.raises(NotPermitted):
        recuse(scoped, supervisor, investigator)


def test_stepping_back_wants_a_reason(scoped, investigator):
    with pytest.raises(ReasonMissing):
        services.recuse(referral_id=scoped, officer_id=investigator.pk, reason=" ", by=investigator, at=AT)


def test_nobody_steps_back_twice(scoped, investigator):
    recuse(scoped, investigator, investigator)

    with pytest.raises(AlreadyRecused):
        recuse(scoped, investigator, investigator)


def test_another_supervisor_opens_it_again(scoped, investigator, supervisor):
    recuse(scoped, investigator, investigator)

    services.readmit(referral_id=scoped, officer_id=investigator.pk, by=supervisor, at=AT)

    assert not selectors.is_closed_to(scoped, investigator.pk)
    (row,) = selectors.recusals_of(scoped)
    assert (row.reason, row.lifted_by_name) == (REASON, supervisor.display_name)


def test_nobody_opens_it_to_themselves(scoped, supervisor):
    recuse(scoped, supervisor, supervisor)

    with pytest.raises(OwnRecusal):
        services.readmit(referral_id=scoped, officer_id=supervisor.pk, by=supervisor, at=AT)


def test_what_is_open_cannot_be_opened(scoped, investigator, supervisor):
    with pytest.raises(NotRecused):
        services.readmit(referral_id=scoped, officer_id=investigator.pk, by=supervisor, at=AT)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_sees_no_case_has_nothing_to_step_back_from(role, scoped):
    officer = situations.officer(role)

    with pytest.raises(NotPermitted):
        recuse(scoped, officer, officer)


def test_the_ledger_names_the_officer_and_not_the_reason(scoped, investigator):
    recuse(scoped, investigator, investigator)

    entry = ledger.entries_about(str(scoped))[-1]
    assert (entry.act, entry.facts["officer"]) == ("referral.recused", investigator.actor)
    assert "served" not in entry.data
