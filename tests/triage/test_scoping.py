"""Answering the checklist: nothing is overwritten, nothing is lost, and every answer rests on something."""

import pytest
from tests.factories import situations
from tests.factories.situations import ACCOUNT, AT

from affiant.evidence import selectors as evidence
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.law import guidelines
from affiant.referrals import selectors as referrals
from affiant.triage import selectors, services
from affiant.triage.errors import (
    AnsweredMeanwhile,
    HowMissing,
    LawyerNotHeard,
    NoSuchEvidence,
    NoSuchQuestion,
    NoSuchTask,
    NotBeingScoped,
    PassageNotThere,
    ReasonMissing,
)
from affiant.triage.passages import Rest
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

YES = Reply("A.1.1", Said.YES, "A name is given.")


def answer(referral_id, by, *replies):
    return services.answer(referral_id=referral_id, replies=replies, by=by, at=AT)


def standing(referral_id, question="A.1.1"):
    return selectors.answers_of(referral_id)[question]


def submission(referral_id):
    return referrals.submissions_of(referral_id)[0].id


def test_an_answer_stands_with_its_officer_and_its_day(scoped, investigator):
    answer(scoped, investigator, YES)

    row = standing(scoped)
    assert (row.said, row.words, row.by_name, row.at) == (Said.YES, YES.words, investigator.display_name, AT)


def test_an_answer_is_followed_and_never_overwritten(scoped, investigator):
    answer(scoped, investigator, YES)
    first = standing(scoped)

    answer(scoped, investigator, Reply("A.1.1", Said.NO, "It is another man.", seen=first.id))

    history = selectors.history_of(scoped)
    assert [(row.said, row.follows) for row in history] == [(Said.YES, None), (Said.NO, first.id)]


def test_answering_the_same_again_changes_nothing(scoped, investigator):
    answer(scoped, investigator, YES)
    entries = ledger.size()

    changed = answer(scoped, investigator, Reply("A.1.1", Said.YES, YES.words, seen=standing(scoped).id))

    assert not changed
    assert ledger.size() == entries


def test_unknown_says_how_to_find_out(scoped, investigator):
    with pytest.raises(HowMissing):
        answer(scoped, investigator, Reply("A.2.5", Said.UNKNOWN))

    assert answer(scoped, investigator, Reply("A.2.5", Said.UNKNOWN, how="Ask the Home Office.")) == ["A.2.5"]


def test_two_officers_at_once_lose_nothing(scoped, investigator, supervisor):
    answer(scoped, investigator, YES)

    with pytest.raises(AnsweredMeanwhile) as refused:
        answer(scoped, supervisor, Reply("A.1.1", Said.NO), Reply("A.1.3", Said.YES))

    assert refused.value.questions == ("A.1.1",)
    assert standing(scoped).said is Said.YES
    assert "A.1.3" not in selectors.answers_of(scoped)


def test_who_saw_the_other_answer_may_follow_it(scoped, investigator, supervisor):
    answer(scoped, investigator, YES)

    answer(scoped, supervisor, Reply("A.1.1", Said.NO, seen=standing(scoped).id))

    assert standing(scoped).by_name == supervisor.display_name


def test_what_an_officer_did_not_touch_is_no_conflict(scoped, investigator, supervisor):
    answer(scoped, investigator, YES)
    seen = standing(scoped)
    answer(scoped, supervisor, Reply("A.1.1", Said.NO, seen=seen.id))

    untouched = Reply("A.1.1", seen.said, seen.words, seen=seen.id)
    assert answer(scoped, investigator, untouched, Reply("A.1.3", Said.YES)) == ["A.1.3"]

    assert standing(scoped).said is Said.NO


def test_an_answer_rests_on_words_of_the_account(scoped, investigator):
    words = ACCOUNT.split(",", maxsplit=1)[0][:20]

    rest = Rest(submission=submission(scoped), passage=words)
    answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(rest,)))

    assert standing(scoped).rests_on == (rest,)


def test_words_that_nobody_wrote_are_no_ground(scoped, investigator):
    rest = Rest(submission=submission(scoped), passage="It was the commander himself.")

    with pytest.raises(PassageNotThere):
        answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(rest,)))


def test_an_answer_rests_on_an_exhibit(investigator):
    referral_id = situations.collected_referral(situations.Sending(files=(situations.File(b"invented"),)))
    services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    exhibit = evidence.exhibits_of(referral_id)[0].id

    answer(referral_id, investigator, Reply("A.4.1", Said.YES, rests_on=(Rest(exhibit=exhibit),)))

    assert standing(referral_id, "A.4.1").rests_on[0].exhibit == exhibit


def test_what_another_referral_holds_is_no_ground(scoped, investigator):
    other = submission(situations.collected_referral())

    with pytest.raises(NoSuchEvidence):
        answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(Rest(submission=other, passage="школи"),)))


def test_an_answer_keeps_what_the_one_before_it_rested_on(scoped, investigator):
    rest = Rest(submission=submission(scoped), passage="на Садовій вулиці")
    answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(rest,)))

    answer(scoped, investigator, Reply("A.1.1", Said.NO, seen=standing(scoped).id))

    assert standing(scoped).rests_on == (rest,)


def test_an_answer_can_rest_on_less_than_the_one_before(scoped, investigator):
    rest = Rest(submission=submission(scoped), passage="на Садовій вулиці")
    answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(rest,)))

    answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(), seen=standing(scoped).id))

    assert standing(scoped).rests_on == ()


def test_naming_a_ground_twice_keeps_it_once(scoped, investigator):
    rest = Rest(submission=submission(scoped), passage="на Садовій вулиці")

    answer(scoped, investigator, Reply("A.1.1", Said.YES, rests_on=(rest, rest)))

    assert standing(scoped).rests_on == (rest,)


def test_a_new_answer_on_immunity_asks_the_lawyer_anew(scoped, investigator):
    situations.hear_lawyer(scoped, investigator)
    now = standing(scoped, guidelines.IMMUNITY)

    answer(scoped, investigator, Reply(guidelines.IMMUNITY, Said.YES, "He is a minister.", seen=now.id))

    assert not selectors.lawyer_was_heard(scoped)
    with pytest.raises(LawyerNotHeard):
        services.decide(
            referral_id=scoped, ruling=Ruling(Outcome.INVESTIGATE, "Two witnesses."), by=investigator, at=AT
        )


@pytest.mark.parametrize("said", Said)
def test_immunity_goes_to_a_lawyer_whatever_is_answered(said, scoped, investigator):
    answer(scoped, investigator, Reply(guidelines.IMMUNITY, said, how="Ask the Foreign Office."))

    assert [task.referral_id for task in selectors.open_tasks()] == [scoped]
    assert not selectors.lawyer_was_heard(scoped)


def test_the_lawyers_answer_closes_the_task(scoped, investigator):
    situations.hear_lawyer(scoped, investigator)

    (task,) = selectors.tasks_of(scoped)
    assert (task.adviser, task.advice, task.closed_by_name) == ("CPS", "No bar.", investigator.display_name)
    assert selectors.lawyer_was_heard(scoped)
    assert "No bar" not in ledger.entries_about(str(scoped))[-1].data


def test_a_lawyer_who_says_nothing_closes_nothing(scoped, investigator):
    answer(scoped, investigator, Reply(guidelines.IMMUNITY, Said.NO))
    (task,) = selectors.open_tasks()

    with pytest.raises(ReasonMissing):
        services.close_task(task_id=task.id, adviser="CPS", advice=" ", by=investigator, at=AT)


def test_a_task_is_closed_once(scoped, investigator):
    situations.hear_lawyer(scoped, investigator)
    (task,) = selectors.tasks_of(scoped)

    with pytest.raises(NoSuchTask):
        services.close_task(task_id=task.id, adviser="CPS", advice="A bar.", by=investigator, at=AT)


def test_a_question_that_the_checklist_does_not_have_is_refused(scoped, investigator):
    with pytest.raises(NoSuchQuestion):
        answer(scoped, investigator, Reply("A.9", Said.YES))


def test_nobody_scopes_what_nobody_has_taken_on(investigator):
    with pytest.raises(NotBeingScoped):
        answer(situations.collected_referral(), investigator, YES)


def test_nobody_scopes_what_waits_for_a_second_officer(scoped, investigator):
    ruling = Ruling(Outcome.NO_FURTHER_ACTION, "Nothing here.")
    services.decide(referral_id=scoped, ruling=ruling, by=investigator, at=AT)

    with pytest.raises(NotBeingScoped):
        answer(scoped, investigator, YES)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_scope_does_not(role, scoped):
    with pytest.raises(NotPermitted):
        answer(scoped, situations.officer(role), YES)


def test_the_ledger_says_what_was_answered_and_none_of_the_words(scoped, investigator):
    answer(scoped, investigator, YES)

    entry = ledger.entries_about(str(scoped))[-1]
    assert (entry.act, entry.facts["said"]) == ("referral.scoped", ["A.1.1=yes"])
    assert "name is given" not in entry.data
