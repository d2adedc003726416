"""What is decided: a signed record with reasons, and for the weightiest a second officer."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.core.ledger.entries import Kind
from affiant.core.signing import BadSignature
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import MayNotFollow, NoSuchReferral, StalePage
from affiant.referrals.models import Referral
from affiant.triage import records, selectors, services
from affiant.triage.errors import (
    AddresseeMissing,
    LawyerNotHeard,
    NoSuchDecision,
    OwnDecision,
    ReasonMissing,
    ScopedMeanwhile,
    WatchMissing,
)
from affiant.triage.models import Decision, SecondOpinion
from affiant.triage.records import Signed
from affiant.triage.services import Reply, Ruling, Seen
from affiant.triage.stages import Outcome, Said, Stage, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

REASON = "A direct witness, named places."
SHARE = Ruling(Outcome.SHARE, REASON, addressee="International Criminal Court")
CLOSE = Ruling(Outcome.NO_FURTHER_ACTION, "Outside our remit.")
SUSPEND = Ruling(Outcome.SUSPEND, "Not in the country.", trigger="A visa is asked for.", review_on=date(2027, 2, 1))


def stage(referral_id):
    return referrals.referral(referral_id).stage


def decide(referral_id, ruling, by, **more):
    return services.decide(referral_id=referral_id, ruling=ruling, by=by, at=AT, **more)


def test_a_decision_stands_with_its_reason(investigator):
    referral_id = situations.accepted_referral(by=investigator)

    (decision,) = selectors.decisions_of(referral_id)

    assert (decision.outcome, decision.reason) == (Outcome.INVESTIGATE, "A direct witness.")
    assert decision.by_name == investigator.display_name


def test_a_decision_stands_in_the_ledger_without_its_reason(investigator):
    referral_id = situations.accepted_referral(by=investigator)

    entry = ledger.entries_about(str(referral_id))[-1]

    assert (entry.kind, entry.act, entry.by) == (Kind.DECISION, "referral.decided", investigator.actor)
    assert (entry.facts["from"], entry.facts["outcome"], entry.facts["to"]) == ("assigned", "investigate", "accepted")
    assert set(entry.commitments) == {"record"}
    assert "witness" not in entry.data


def test_the_record_says_what_was_decided_on_which_answers(scoped, investigator):
    situations.hear_lawyer(scoped, investigator)

    decide(scoped, SHARE, investigator)

    record = json.loads(selectors.decisions_of(scoped)[0].signed.record)
    assert (record["outcome"], record["reason"], record["by"]) == ("share", REASON, investigator.actor)
    assert [(one["question"], one["said"]) for one in record["scoping"]["answers"]] == [("A.3", "no")]


def test_the_record_is_signed_by_the_key_that_partners_know(scoped, investigator, house):
    decide(scoped, SHARE, investigator)

    signed = selectors.decisions_of(scoped)[0].signed

    records.check(signed)
    assert signed.key == house.package_key.public


def test_a_record_that_was_changed_is_found(scoped, investigator):
    decide(scoped, SHARE, investigator)
    signed = selectors.decisions_of(scoped)[0].signed

    with pytest.raises(BadSignature):
        records.check(Signed(signed.record.replace("direct", "second"), signed.signature, signed.key))


@pytest.mark.parametrize("ruling", [SHARE, CLOSE])
def test_sharing_and_closing_wait_for_a_second_officer(ruling, scoped, investigator):
    decide(scoped, ruling, investigator)

    assert stage(scoped) is Stage.PROPOSED
    assert selectors.standing(scoped) is None
    assert selectors.pending(scoped).outcome is ruling.outcome


@pytest.mark.parametrize(("ruling", "leads"), [(SHARE, Stage.SHARING), (CLOSE, Stage.NO_FURTHER_ACTION)])
def test_a_second_officer_lets_it_stand(ruling, leads, scoped, investigator, supervisor):
    decision = decide(scoped, ruling, investigator)

    services.confirm(decision_id=decision, by=supervisor, at=AT)

    assert stage(scoped) is leads
    assert selectors.standing(scoped).opinion.by_name == supervisor.display_name
    records.check(selectors.standing(scoped).opinion.signed)


def test_a_second_officer_returns_it_with_words(investigator, supervisor):
    referral_id = situations.accepted_referral(by=investigator)
    decision = decide(referral_id, CLOSE, investigator)

    services.return_it(decision_id=decision, words="Ask the neighbour first.", by=supervisor, at=AT)

    assert stage(referral_id) is Stage.ACCEPTED
    assert selectors.decisions_of(referral_id)[-1].opinion.words == "Ask the neighbour first."
    assert selectors.standing(referral_id).outcome is Outcome.INVESTIGATE


def test_nothing_is_returned_without_a_word(scoped, investigator, supervisor):
    decision = decide(scoped, CLOSE, investigator)

    with pytest.raises(ReasonMissing):
        services.return_it(decision_id=decision, words=" ", by=supervisor, at=AT)


def test_nobody_is_their_own_second_officer(scoped, supervisor):
    decision = decide(scoped, CLOSE, supervisor)

    with pytest.raises(OwnDecision):
        services.confirm(decision_id=decision, by=supervisor, at=AT)


def test_the_database_too_wants_another_person(scoped, investigator):
    decision = decide(scoped, CLOSE, investigator)

    with pytest.raises(IntegrityError), transaction.atomic():
        SecondOpinion.objects.create(
            decision_id=decision, verdict=Verdict.CONFIRMED, decided_by=investigator, by=investigator, at=AT
        )


def test_only_a_supervisor_is_a_second_officer(scoped, investigator):
    decision = decide(scoped, CLOSE, investigator)

    with pytest.raises(NotPermitted):
        services.confirm(decision_id=decision, by=situations.officer(Role.INVESTIGATOR), at=AT)


def test_a_decision_is_judged_once(scoped, investigator, supervisor):
    decision = decide(scoped, CLOSE, investigator)
    services.confirm(decision_id=decision, by=supervisor, at=AT)

    with pytest.raises(NoSuchDecision):
        services.return_it(decision_id=decision, words="No.", by=situations.officer(Role.SUPERVISOR), at=AT)


def test_nothing_else_is_decided_while_one_waits(scoped, investigator):
    decide(scoped, CLOSE, investigator)

    with pytest.raises(MayNotFollow):
        decide(scoped, SUSPEND, investigator)


def test_what_waits_is_returned_and_not_reopened(scoped, investigator):
    decide(scoped, CLOSE, investigator)

    with pytest.raises(StalePage):
        services.reopen(referral_id=scoped, reason="I thought again.", by=investigator, at=AT)

    assert stage(scoped) is Stage.PROPOSED


def test_a_closed_referral_is_reopened_with_a_reason(scoped, investigator, supervisor):
    services.confirm(decision_id=decide(scoped, CLOSE, investigator), by=supervisor, at=AT)

    services.reopen(referral_id=scoped, reason="New photographs came.", by=investigator, at=AT)

    entry = ledger.entries_about(str(scoped))[-1]
    assert stage(scoped) is Stage.ASSIGNED
    assert (entry.act, entry.facts["from"]) == ("referral.reopened", "no_further_action")
    assert len(selectors.decisions_of(scoped)) == 1


def test_nothing_is_reopened_without_a_reason(scoped, investigator):
    decide(scoped, SUSPEND, investigator)

    with pytest.raises(ReasonMissing):
        services.reopen(referral_id=scoped, reason="", by=investigator, at=AT)


def test_nobody_investigates_before_the_lawyer_was_asked(scoped, investigator):
    with pytest.raises(LawyerNotHeard):
        decide(scoped, Ruling(Outcome.INVESTIGATE, REASON), investigator)

    assert stage(scoped) is Stage.ASSIGNED


def test_nobody_investigates_before_the_lawyer_has_answered(scoped, investigator):
    services.answer(referral_id=scoped, replies=[Reply("A.3", Said.NO)], by=investigator, at=AT)

    with pytest.raises(LawyerNotHeard):
        decide(scoped, Ruling(Outcome.INVESTIGATE, REASON), investigator)


def test_a_new_answer_on_immunity_goes_to_the_lawyer_again(investigator):
    referral_id = situations.accepted_referral(by=investigator)
    seen = selectors.answers_of(referral_id)["A.3"].id
    services.reopen(referral_id=referral_id, reason="More is known.", by=investigator, at=AT)

    services.answer(referral_id=referral_id, replies=[Reply("A.3", Said.YES, seen=seen)], by=investigator, at=AT)

    with pytest.raises(LawyerNotHeard):
        decide(referral_id, Ruling(Outcome.INVESTIGATE, REASON), investigator)


def test_a_decision_without_a_reason_is_none(scoped, investigator):
    with pytest.raises(ReasonMissing):
        decide(scoped, Ruling(Outcome.INTELLIGENCE, " \n"), investigator)


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.REFER])
def test_who_shares_or_refers_says_to_whom(outcome, scoped, investigator):
    with pytest.raises(AddresseeMissing):
        decide(scoped, Ruling(outcome, REASON), investigator)


@pytest.mark.parametrize(("trigger", "days"), [("", 10), ("A visa.", None), ("A visa.", 0), ("A visa.", -1)])
def test_a_suspended_referral_has_a_trigger_and_a_day_to_come(trigger, days, scoped, investigator):
    day = AT.date() + timedelta(days) if days is not None else None

    with pytest.raises(WatchMissing):
        decide(scoped, Ruling(Outcome.SUSPEND, REASON, trigger=trigger, review_on=day), investigator)


def test_a_suspended_referral_comes_up_on_its_day(scoped, investigator):
    decide(scoped, SUSPEND, investigator)

    assert [row.referral_id for row in selectors.suspended(date(2027, 1, 31), investigator.pk)] == [scoped]
    assert not selectors.due(date(2027, 1, 31), investigator.pk)
    assert [row.referral_id for row in selectors.due(date(2027, 2, 1), investigator.pk)] == [scoped]


def test_who_writes_to_a_suspended_referral_brings_it_up_until_somebody_decides_anew(investigator):
    report = Sending()
    told = situations.collected_referral(report)
    services.assign(referral_id=told, officer_id=investigator.pk, by=investigator, at=AT)
    decide(told, SUSPEND, investigator)
    assert not selectors.stirred(AT.date(), investigator.pk)

    situations.collect(Sending(keys=report.keys, kind="message", text="Він приїхав.").deliver(), at=AT)

    assert [row.referral_id for row in selectors.stirred(AT.date(), investigator.pk)] == [told]
    assert not selectors.suspended(AT.date(), investigator.pk)
    decide(told, SUSPEND, investigator)
    assert not selectors.stirred(AT.date(), investigator.pk)
    assert [row.referral_id for row in selectors.suspended(AT.date(), investigator.pk)] == [told]


@pytest.mark.parametrize("wrong", [{"review_on": None}, {"stage": Stage.ASSIGNED}])
def test_no_referral_is_suspended_without_a_day_and_no_other_has_one(wrong, scoped, investigator):
    decide(scoped, SUSPEND, investigator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=scoped).update(**wrong)


def test_a_suspension_that_was_renewed_comes_up_on_its_new_day(scoped, investigator):
    decide(scoped, SUSPEND, investigator)
    decide(scoped, Ruling(Outcome.SUSPEND, REASON, trigger="The same.", review_on=date(2027, 8, 1)), investigator)

    assert not selectors.due(date(2027, 7, 31), investigator.pk)
    assert [row.decision.review_on for row in selectors.due(date(2027, 8, 1), investigator.pk)] == [date(2027, 8, 1)]


def test_a_referral_that_was_reopened_comes_up_no_more(scoped, investigator):
    decide(scoped, SUSPEND, investigator)
    services.reopen(referral_id=scoped, reason="He is here.", by=investigator, at=AT)

    assert not selectors.due(date(2027, 2, 1), investigator.pk)


def test_what_an_outcome_does_not_ask_for_is_not_kept(scoped, investigator):
    decide(
        scoped, Ruling(Outcome.INTELLIGENCE, REASON, "ICC", trigger="A visa.", review_on=date(2027, 2, 1)), investigator
    )

    row = selectors.standing(scoped)
    assert (row.addressee, row.trigger, row.review_on) == ("", "", None)


def test_a_stale_page_decides_nothing(scoped, investigator):
    seen = Seen(Stage.ACCEPTED, selectors.state_of(scoped))

    with pytest.raises(StalePage):
        decide(scoped, SHARE, investigator, seen=seen)


def test_a_page_from_before_an_answer_decides_nothing(scoped, investigator):
    seen = Seen(Stage.ASSIGNED, selectors.state_of(scoped))
    services.answer(
        referral_id=scoped, replies=[Reply("A.1.1", Said.YES)], by=situations.officer(Role.DUTY_OFFICER), at=AT
    )

    with pytest.raises(ScopedMeanwhile):
        decide(scoped, SHARE, investigator, seen=seen)

    assert stage(scoped) is Stage.ASSIGNED


def test_nobody_decides_about_what_is_not_there(investigator):
    with pytest.raises(NoSuchReferral):
        decide(investigator.pk, SHARE, investigator)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_decide_does_not(role, scoped):
    with pytest.raises(NotPermitted):
        decide(scoped, SHARE, situations.officer(role))


def test_what_waits_is_listed_for_others_and_not_for_its_author(scoped, supervisor):
    decide(scoped, CLOSE, supervisor)

    assert not selectors.waiting_for(supervisor.pk)
    assert [row.referral_id for row in selectors.waiting_for(situations.officer(Role.SUPERVISOR).pk)] == [scoped]


@pytest.mark.parametrize("outcome", Outcome)
def test_the_database_knows_every_outcome(outcome):
    constraint = next(one for one in Decision._meta.constraints if one.name == "decision_outcome_known")

    assert outcome.value in str(constraint.condition)
