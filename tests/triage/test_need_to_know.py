"""Need to know: a restricted referral is there for its members alone, and a supervisor always looks after it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.triage import models, need_to_know, selectors, services, team
from affiant.triage.errors import (
    AlreadyMember,
    AlreadyRestricted,
    CannotTakeOn,
    LastSupervisor,
    LookedAfter,
    NotMember,
    NotRestricted,
    ReasonMissing,
    Recused,
    TriageError,
)
from affiant.triage.services import Reply
from affiant.triage.stages import Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

REASON = "It names one of us."


def restrict(referral_id, by):
    services.restrict(referral_id=referral_id, reason=REASON, by=by, at=AT)


def let_in(referral_id, officer, by):
    services.add_member(referral_id=referral_id, officer_id=officer.pk, reason="Reads the photographs.", by=by, at=AT)


def end(referral_id, officer, by):
    services.end_membership(referral_id=referral_id, officer_id=officer.pk, reason="Done.", by=by, at=AT)


@pytest.fixture
def other():
    return situations.officer(Role.DUTY_OFFICER)


@pytest.fixture
def second_supervisor():
    return situations.officer(Role.SUPERVISOR)


@pytest.fixture
def restricted(scoped, supervisor):
    """A referral that only its investigator and one supervisor see."""
    restrict(scoped, supervisor)
    return scoped


def test_who_restricts_it_and_who_has_it_stay(restricted, investigator, supervisor):
    assert {row.officer for row in team.team_of(restricted).present} == {investigator.pk, supervisor.pk}
    assert not selectors.hidden_from(investigator)
    assert not selectors.hidden_from(supervisor)


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON_OFFICER])
def test_to_everybody_else_it_is_not_there(role, restricted):
    officer = situations.officer(role)

    assert selectors.hidden_from(officer) == {restricted}
    with pytest.raises(Recused):
        selectors.check_open_to(restricted, officer.pk)


def test_no_act_reaches_it_from_outside(restricted, other, second_supervisor):
    with pytest.raises(Recused):
        services.answer(referral_id=restricted, replies=[Reply("A.1.1", Said.YES)], by=other, at=AT)
    with pytest.raises(Recused):
        services.assign(referral_id=restricted, officer_id=other.pk, by=other, at=AT)
    with pytest.raises(Recused):
        let_in(restricted, second_supervisor, second_supervisor)
    with pytest.raises(Recused):
        services.lift(referral_id=restricted, reason="I want to see it.", by=second_supervisor, at=AT)


def test_nobody_from_outside_is_given_it_or_a_task_of_it(restricted, supervisor, other):
    with pytest.raises(CannotTakeOn):
        services.assign(referral_id=restricted, officer_id=other.pk, by=supervisor, at=AT)
    with pytest.raises(CannotTakeOn):
        services.give_task(
            referral_id=restricted, what="Call her.", due_on=None, given_to=other.pk, by=supervisor, at=AT
        )

    assert not referrals.page(restricted).tasks


def test_a_member_who_is_let_in_works_on_it(restricted, supervisor, other):
    let_in(restricted, other, supervisor)

    services.assign(referral_id=restricted, officer_id=other.pk, by=other, at=AT)

    assert referrals.referral(restricted).assigned_to == other.pk


def test_lifting_shows_it_to_all_and_keeps_its_team(restricted, supervisor, investigator, other):
    services.lift(referral_id=restricted, reason="The name was wrong.", by=supervisor, at=AT)

    assert not selectors.hidden_from(other)
    shown = team.team_of(restricted)
    assert shown.restriction is None
    assert {row.officer for row in shown.present} == {investigator.pk, supervisor.pk}
    assert shown.restrictions[0].ended_reason == "The name was wrong."


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.LIAISON_OFFICER, Role.ADMINISTRATOR])
def test_only_a_supervisor_says_who_sees_what(role, scoped, other):
    officer = situations.officer(role)

    with pytest.raises(NotPermitted):
        restrict(scoped, officer)
    with pytest.raises(NotPermitted):
        let_in(scoped, other, officer)


def test_a_reason_is_asked_each_time(scoped, supervisor, other):
    with pytest.raises(ReasonMissing):
        services.restrict(referral_id=scoped, reason=" \0", by=supervisor, at=AT)
    with pytest.raises(ReasonMissing):
        services.add_member(referral_id=scoped, officer_id=other.pk, reason="", by=supervisor, at=AT)


def test_twice_is_refused(restricted, supervisor, investigator, other):
    with pytest.raises(AlreadyRestricted):
        restrict(restricted, supervisor)
    with pytest.raises(AlreadyMember):
        let_in(restricted, investigator, supervisor)
    with pytest.raises(NotMember):
        end(restricted, other, supervisor)


def test_what_is_open_cannot_be_lifted_or_taken_over(scoped, supervisor):
    with pytest.raises(NotRestricted):
        services.lift(referral_id=scoped, reason="Why not.", by=supervisor, at=AT)
    with pytest.raises(NotRestricted):
        services.take_over(referral_id=scoped, reason="Why not.", by=supervisor, at=AT)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_reads_no_referrals_is_no_member(role, restricted, supervisor):
    with pytest.raises(CannotTakeOn):
        let_in(restricted, situations.officer(role), supervisor)


def test_who_has_stepped_back_is_no_member_and_a_membership_ends_by_stepping_back(restricted, supervisor, investigator):
    services.recuse(referral_id=restricted, officer_id=investigator.pk, reason="My cousin.", by=investigator, at=AT)

    assert investigator.pk not in {row.officer for row in team.team_of(restricted).present}
    with pytest.raises(CannotTakeOn):
        let_in(restricted, investigator, supervisor)


def test_who_is_no_member_any_more_lets_it_go_with_its_tasks(restricted, supervisor, investigator):
    services.give_task(
        referral_id=restricted, what="Call her.", due_on=None, given_to=investigator.pk, by=supervisor, at=AT
    )

    end(restricted, investigator, supervisor)

    page = referrals.page(restricted)
    assert page.row.assigned_to is None
    assert page.tasks[0].given_to is None
    assert selectors.hidden_from(investigator) == {restricted}


def test_a_member_may_leave(restricted, investigator):
    end(restricted, investigator, investigator)

    assert selectors.is_closed_to(restricted, investigator.pk)


def test_nobody_but_a_supervisor_ends_anothers_membership(restricted, supervisor, investigator):
    with pytest.raises(NotPermitted):
        end(restricted, supervisor, investigator)


def test_the_last_supervisor_stays(restricted, supervisor):
    with pytest.raises(LastSupervisor):
        end(restricted, supervisor, supervisor)

    assert not selectors.is_closed_to(restricted, supervisor.pk)


def test_a_second_supervisor_lets_the_first_one_go(restricted, supervisor, second_supervisor):
    let_in(restricted, second_supervisor, supervisor)

    end(restricted, supervisor, supervisor)

    assert selectors.is_closed_to(restricted, supervisor.pk)
    assert not team.unkept(supervisor)


def test_what_no_supervisor_looks_after_is_told_by_its_number_and_can_be_taken_over(
    restricted, supervisor, second_supervisor
):
    services.recuse(referral_id=restricted, officer_id=supervisor.pk, reason="A friend.", by=supervisor, at=AT)

    (row,) = team.unkept(second_supervisor)
    services.take_over(referral_id=row.referral_id, reason="Nobody else is left.", by=second_supervisor, at=AT)

    assert not selectors.is_closed_to(restricted, second_supervisor.pk)
    assert not team.unkept(second_supervisor)
    assert ledger.entries_about(str(restricted))[-1].act == "referral.taken_over"


def test_who_has_stepped_back_is_told_nothing_and_takes_nothing_over(restricted, supervisor):
    services.recuse(referral_id=restricted, officer_id=supervisor.pk, reason="A friend.", by=supervisor, at=AT)

    assert not team.unkept(supervisor)
    with pytest.raises(Recused):
        services.take_over(referral_id=restricted, reason="Mine.", by=supervisor, at=AT)


def test_what_is_looked_after_is_not_taken_over(restricted, second_supervisor):
    with pytest.raises(LookedAfter):
        services.take_over(referral_id=restricted, reason="I am curious.", by=second_supervisor, at=AT)


def test_a_flag_that_members_leave_unanswered_names_whom_to_call(supervisor, second_supervisor, settings):
    referral_id = situations.collected_referral(Sending(said={"danger": "yes"}))
    restrict(referral_id, supervisor)
    raised = referrals.referral(referral_id).flags_raised_at
    late = raised + 2 * settings.AFFIANT.safeguard_within

    (row,) = team.unanswered(second_supervisor, late)

    assert row.members == (supervisor.display_name,)
    assert not team.unanswered(second_supervisor, raised)
    assert not team.unanswered(supervisor, late)


def test_restricted_referrals_that_are_overdue_are_counted_for_other_supervisors(supervisor, second_supervisor):
    referral_id = situations.collected_referral()
    restrict(referral_id, supervisor)
    due = referrals.referral(referral_id).due_at

    found = [team.overdue_count(second_supervisor, due + timedelta(seconds=late)) for late in (0, 1)]

    assert [count.number for count in found] == [0, 1]
    assert not team.overdue_count(supervisor, due + timedelta(days=1)).number


def test_the_ledger_names_officers_and_not_reasons(restricted, supervisor, other):
    let_in(restricted, other, supervisor)

    entries = ledger.entries_about(str(restricted))
    assert [entry.act for entry in entries[-2:]] == ["referral.restricted", "referral.member_added"]
    assert entries[-1].facts["officer"] == other.actor
    assert all("reason" in entry.commitments for entry in entries[-2:])
    assert not any("names one of us" in entry.data or "photographs" in entry.data for entry in entries)


@pytest.mark.parametrize("model", [models.Restriction, models.Membership])
def test_the_database_keeps_what_was_said(model, restricted):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(reason="Another.")


def test_the_database_ends_nothing_twice(restricted, supervisor):
    services.lift(referral_id=restricted, reason="Over.", by=supervisor, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE triage_restriction SET ended_reason = 'Another.'")


def test_a_recusal_is_lifted_once_and_never_changed(scoped, investigator, supervisor):
    services.recuse(referral_id=scoped, officer_id=investigator.pk, reason="A cousin.", by=investigator, at=AT)
    services.readmit(referral_id=scoped, officer_id=investigator.pk, by=supervisor, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Recusal.objects.update(lifted_at=None, lifted_by=None)


def test_one_look_tells_what_is_hidden(restricted, other, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert selectors.hidden_from(other) == {restricted}


OFFICERS = st.integers(0, 2)
ACTS = st.lists(
    st.tuples(st.sampled_from(["restrict", "lift", "let in", "end", "step back", "open again"]), OFFICERS, OFFICERS),
    max_size=12,
)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS)
def test_the_rule_for_one_referral_is_the_rule_for_all(acts, house):
    officers = [situations.officer(role) for role in (Role.SUPERVISOR, Role.SUPERVISOR, Role.INVESTIGATOR)]
    referral_id = situations.collected_referral(Sending(files=()))

    for act, who, whom in acts:
        _attempt(act, referral_id, officers[who], officers[whom])

    one_by_one = {officer.pk: need_to_know.may_see.test(officer.pk, referral_id) for officer in officers}
    all_at_once = {officer.pk: referral_id not in need_to_know.hidden_from(officer) for officer in officers}
    assert one_by_one == all_at_once


def _attempt(act, referral_id, by, whom):
    about = {"referral_id": referral_id, "by": by, "at": AT}
    one = about | {"officer_id": whom.pk}
    acts = {
        "restrict": lambda: services.restrict(reason="R.", **about),
        "lift": lambda: services.lift(reason="R.", **about),
        "let in": lambda: services.add_member(reason="R.", **one),
        "end": lambda: services.end_membership(reason="R.", **one),
        "step back": lambda: services.recuse(reason="R.", **one),
        "open again": lambda: services.readmit(**one),
    }
    try:
        acts[act]()
    except (TriageError, NotPermitted):
        return
