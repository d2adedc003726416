"""Officers who leave: nothing that they had in hand is overlooked, and who closes the account sees no case."""

from datetime import date

import pytest
from allauth.usersessions.models import UserSession
from tests.factories import situations
from tests.factories.situations import AT

from affiant.ground.accounts.errors import LastAdministrator, NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import hands
from affiant.referrals import selectors as referrals
from affiant.triage import selectors, services, team
from affiant.triage.services import Returned
from affiant.triage.stages import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def administrator():
    return situations.officer(Role.ADMINISTRATOR)


@pytest.fixture
def busy(scoped, investigator, supervisor):
    """A referral that the investigator has in hand, with a task of theirs, one that is done and one of another's."""
    give(scoped, investigator, supervisor, "Call the school.")
    done = give(scoped, investigator, supervisor, "Read the letters.")
    give(scoped, supervisor, supervisor, "Ask the lawyer.")
    services_done(scoped, done, investigator)
    return scoped


def give(referral_id, officer, by, what):
    return services.give_task(
        referral_id=referral_id, what=what, due_on=date(2026, 12, 1), given_to=officer.pk, by=by, at=AT
    )


def services_done(referral_id, task_id, by):
    from affiant.referrals import services as acts

    acts.finish_task(task_id=task_id, referral_id=referral_id, by=by, at=AT)


def test_what_a_leaver_had_goes_back_to_the_queue(busy, investigator, administrator):
    returned = services.close_account(officer=investigator, by=administrator, at=AT)

    row = referrals.referral(busy)
    assert returned == Returned(referrals=1)
    assert (row.stage, row.assigned_to) == (Stage.ASSIGNED, None)
    assert [one.id for one in hands.nobodys()] == [busy]
    assert [task.referral_id for task in hands.loose_tasks()] == [busy]


def test_what_is_done_stays_who_did_it(busy, investigator, administrator):
    services.close_account(officer=investigator, by=administrator, at=AT)

    given = {task.what: task.given_to for task in referrals.page(busy).tasks}
    assert given["Read the letters."] == investigator.pk


def test_the_ledger_tells_of_each_referral_and_of_no_task_in_words(busy, investigator, administrator):
    services.close_account(officer=investigator, by=administrator, at=AT)

    entry = ledger.entries_about(str(busy))[-1]
    assert (entry.act, entry.by) == ("referral.handed_back", administrator.actor)
    assert entry.facts["officer"] == investigator.actor
    assert "school" not in entry.data


def test_every_session_of_a_leaver_ends(investigator, administrator, client):
    client.force_login(investigator)
    client.get("/account/sessions/")
    UserSession.objects.create(
        user=investigator, session_key=client.session.session_key, ip="127.0.0.1", user_agent="", data={}
    )

    services.close_account(officer=investigator, by=administrator, at=AT)

    assert not UserSession.objects.filter(user=investigator).exists()
    assert [entry.act for entry in ledger.entries_about(str(investigator.pk))][-2:] == [
        "officer.closed",
        "officer.sessions_ended",
    ]


def test_memberships_end_and_a_restricted_referral_is_not_lost(scoped, supervisor, administrator):
    second = situations.officer(Role.SUPERVISOR)
    services.restrict(referral_id=scoped, reason="It names one of us.", by=supervisor, at=AT)

    returned = services.close_account(officer=supervisor, by=administrator, at=AT)

    assert returned.memberships == 1
    assert [row.referral_id for row in team.unkept(second)] == [scoped]
    assert selectors.is_closed_to(scoped, second.pk)


def test_only_an_administrator_lets_an_officer_go_and_nothing_moves_otherwise(busy, investigator, supervisor):
    with pytest.raises(NotPermitted):
        services.close_account(officer=investigator, by=supervisor, at=AT)

    assert referrals.referral(busy).assigned_to == investigator.pk


def test_the_last_administrator_stays_with_all_that_they_have(administrator):
    with pytest.raises(LastAdministrator):
        services.close_account(officer=administrator, by=administrator, at=AT)


@pytest.mark.parametrize("roles", [[Role.AUDITOR], [Role.LIAISON_OFFICER]])
def test_a_role_that_decides_nothing_hands_its_work_back(roles, busy, investigator, administrator):
    services.set_roles(officer=investigator, roles=roles, by=administrator, at=AT)

    assert referrals.referral(busy).assigned_to is None


def test_another_role_that_decides_keeps_its_work(busy, investigator, administrator):
    returned = services.set_roles(
        officer=investigator, roles=[Role.DUTY_OFFICER, Role.LIAISON_OFFICER], by=administrator, at=AT
    )

    assert returned == Returned()
    assert referrals.referral(busy).assigned_to == investigator.pk


def test_a_liaison_officer_whose_roles_are_saved_again_keeps_a_task(scoped, supervisor, administrator):
    liaison = situations.officer(Role.LIAISON_OFFICER)
    give(scoped, liaison, supervisor, "Ask the court.")

    services.set_roles(officer=liaison, roles=[Role.LIAISON_OFFICER], by=administrator, at=AT)

    assert not hands.loose_tasks()


def test_who_reads_referrals_no_more_is_no_member(scoped, supervisor, administrator):
    liaison = situations.officer(Role.LIAISON_OFFICER)
    services.add_member(referral_id=scoped, officer_id=liaison.pk, reason="The court.", by=supervisor, at=AT)

    services.set_roles(officer=liaison, roles=[Role.AUDITOR], by=administrator, at=AT)

    assert liaison.pk not in {row.officer for row in team.team_of(scoped).present}


def test_what_is_nobodys_is_not_shown_to_whom_it_is_closed(busy, investigator, supervisor, administrator):
    services.close_account(officer=investigator, by=administrator, at=AT)

    assert not hands.nobodys(without={busy})
    assert not hands.loose_tasks(without={busy})
