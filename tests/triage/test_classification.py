"""Classification is an officer's view with grounds; incidents rest on what the person said."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.core.edtf import NotEdtf
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.law.offences import OFFENCES
from affiant.referrals import selectors as referrals
from affiant.triage import classified, services
from affiant.triage.classified import Coding, Finding, Possible
from affiant.triage.errors import (
    AlreadyCandidate,
    AnsweredMeanwhile,
    NoSuchCandidate,
    NoSuchElement,
    NoSuchIncident,
    NoSuchOffence,
    PassageMissing,
    PassageNotThere,
    ReasonMissing,
    Recused,
)
from affiant.triage.passages import Rest
from affiant.triage.stages import ConflictType, Precision, Support

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

POSSIBLE = Possible("8(2)(b)(ix)", ConflictType.INTERNATIONAL, "A school is named.")
CODING = Coding("People were taken from a school", "Садова", Precision.STREET, "увечері чотирнадцятого", "2022-03-14~")


@pytest.fixture
def words(scoped):
    submission = referrals.submissions_of(scoped)[0].id
    return (Rest(submission=submission, passage="школи на Садовій вулиці"),)


@pytest.fixture
def candidate(scoped, investigator):
    return services.classify(referral_id=scoped, possible=POSSIBLE, by=investigator, at=AT)


def code(referral_id, coding, rests_on, by, **more):
    return services.code_incident(referral_id=referral_id, coding=coding, rests_on=rests_on, by=by, at=AT, **more)


def view(candidate, by, *findings):
    return services.view_elements(candidate_id=candidate, findings=list(findings), by=by, at=AT)


def test_a_candidate_stands_with_its_grounds(scoped, candidate, investigator):
    (row,) = classified.candidates_of(scoped)

    assert (row.article, row.grounds, row.by_name) == (POSSIBLE.article, POSSIBLE.grounds, investigator.display_name)
    assert "school" not in ledger.entries_about(str(scoped))[-1].data


def test_a_candidate_without_grounds_is_none(scoped, investigator):
    possible = Possible("6(a)", ConflictType.NONE, " ")

    with pytest.raises(ReasonMissing):
        services.classify(referral_id=scoped, possible=possible, by=investigator, at=AT)


def test_an_offence_that_the_taxonomy_does_not_have_is_refused(scoped, investigator):
    with pytest.raises(NoSuchOffence):
        services.classify(
            referral_id=scoped, possible=Possible("9(z)", ConflictType.NONE, "Why not."), by=investigator, at=AT
        )


def test_an_offence_is_a_candidate_once(scoped, candidate, investigator):
    with pytest.raises(AlreadyCandidate):
        services.classify(referral_id=scoped, possible=POSSIBLE, by=investigator, at=AT)


def test_a_dropped_candidate_keeps_its_story_and_may_come_back(scoped, candidate, investigator):
    services.drop_candidate(candidate_id=candidate, why="It was a barracks.", by=investigator, at=AT)
    services.classify(referral_id=scoped, possible=POSSIBLE, by=investigator, at=AT)

    assert [row.dropped_why for row in classified.candidates_of(scoped)] == ["", "It was a barracks."]


def test_what_was_dropped_is_dropped_once(candidate, investigator):
    services.drop_candidate(candidate_id=candidate, why="No.", by=investigator, at=AT)

    with pytest.raises(NoSuchCandidate):
        services.drop_candidate(candidate_id=candidate, why="No.", by=investigator, at=AT)


def test_an_element_is_seen_and_seen_anew(candidate, investigator):
    view(candidate, investigator, Finding(0, Support.SUPPORTED, "She saw it."))
    seen = classified.views_of(candidate)[0]

    view(candidate, investigator, Finding(0, Support.PARTLY, "From far.", seen=seen.id))

    assert classified.views_of(candidate)[0].support is Support.PARTLY


def test_a_view_rests_on_the_persons_words_and_keeps_them(candidate, words, investigator):
    view(candidate, investigator, Finding(0, Support.SUPPORTED, "She saw it.", rests_on=words))
    seen = classified.views_of(candidate)[0]

    view(candidate, investigator, Finding(0, Support.PARTLY, "From far.", seen=seen.id))

    assert classified.views_of(candidate)[0].rests_on == words


def test_a_view_does_not_rest_on_invented_words(candidate, words, investigator):
    invented = (Rest(submission=words[0].submission, passage="the commander"),)

    with pytest.raises(PassageNotThere):
        view(candidate, investigator, Finding(0, Support.SUPPORTED, rests_on=invented))


def test_an_element_that_an_officer_left_as_it_was_is_no_conflict(candidate, investigator, supervisor):
    view(candidate, investigator, Finding(0, Support.SUPPORTED))
    seen = classified.views_of(candidate)[0]
    view(candidate, supervisor, Finding(0, Support.CONTRADICTED, seen=seen.id))

    left, new = Finding(0, Support.SUPPORTED, seen=seen.id), Finding(1, Support.PARTLY)
    assert view(candidate, investigator, left, new) == 1

    assert classified.views_of(candidate)[0].support is Support.CONTRADICTED


def test_two_officers_at_once_overwrite_nothing(candidate, investigator, supervisor):
    view(candidate, investigator, Finding(0, Support.SUPPORTED))

    with pytest.raises(AnsweredMeanwhile):
        view(candidate, supervisor, Finding(0, Support.CONTRADICTED))

    assert classified.views_of(candidate)[0].support is Support.SUPPORTED


def test_the_context_belongs_to_the_elements(candidate):
    elements = classified.elements_of(POSSIBLE.article)

    assert len(elements) == len(OFFENCES[POSSIBLE.article].elements) + 2
    assert "international armed conflict" in elements[-2]


def test_an_element_that_the_offence_does_not_have_is_refused(candidate, investigator):
    with pytest.raises(NoSuchElement):
        view(candidate, investigator, Finding(40, Support.SUPPORTED))


def test_what_is_not_assessed_needs_no_row(candidate, investigator):
    assert view(candidate, investigator, Finding(0, Support.NOT_ASSESSED)) == 0
    assert not classified.views_of(candidate)


def test_an_incident_rests_on_the_persons_words(scoped, words, investigator):
    code(scoped, CODING, words, investigator)

    (row,) = classified.incidents_of(scoped)
    assert (row.coding, row.rests_on) == (CODING, words)


def test_an_incident_that_rests_on_nothing_is_none(scoped, investigator):
    with pytest.raises(PassageMissing):
        code(scoped, CODING, (), investigator)


def test_an_incident_does_not_rest_on_invented_words(scoped, words, investigator):
    invented = Rest(submission=words[0].submission, passage="the commander")

    with pytest.raises(PassageNotThere):
        code(scoped, CODING, (invented,), investigator)


def test_a_coding_is_corrected_by_one_that_follows_it(scoped, words, investigator):
    first = code(scoped, CODING, words, investigator)
    second = code(scoped, Coding("Two people were taken"), words, investigator, follows=first)

    assert [row.id for row in classified.incidents_of(scoped)] == [second]
    with pytest.raises(NoSuchIncident):
        code(scoped, CODING, words, investigator, follows=first)


def test_a_coding_follows_none_of_another_referral(scoped, words, investigator):
    other = situations.collected_referral()

    with pytest.raises(NoSuchIncident):
        code(scoped, CODING, words, investigator, follows=other)


def test_a_day_that_is_none_is_refused(scoped, words, investigator):
    with pytest.raises(NotEdtf):
        code(scoped, Coding("It", when_edtf="14 March"), words, investigator)


@pytest.mark.parametrize("text", ["2022", "2022-03", "2022-03-14~", "2022-21", "2022-03/2022-05", "XXXX-03-15"])
def test_days_as_people_know_them_are_taken(text, scoped, words, investigator):
    code(scoped, Coding("It", when_edtf=text), words, investigator)

    assert classified.incidents_of(scoped)[0].coding.when_edtf == text


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_scope_classifies_nothing(role, scoped, words):
    officer = situations.officer(role)

    with pytest.raises(NotPermitted):
        services.classify(referral_id=scoped, possible=POSSIBLE, by=officer, at=AT)
    with pytest.raises(NotPermitted):
        code(scoped, CODING, words, officer)


def test_who_stepped_back_classifies_nothing(scoped, candidate, words, investigator):
    services.recuse(referral_id=scoped, officer_id=investigator.pk, reason="A cousin.", by=investigator, at=AT)

    with pytest.raises(Recused):
        view(candidate, investigator, Finding(0, Support.SUPPORTED))
    with pytest.raises(Recused):
        code(scoped, CODING, words, investigator)
