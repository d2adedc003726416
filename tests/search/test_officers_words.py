"""What officers wrote is found like what was told; what few may read is not; and each history says who saw a piece."""

from datetime import date

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.law.facts import Facts
from affiant.referrals import selectors as referrals
from affiant.triage import selectors as triage_selectors
from affiant.triage import services as triage
from affiant.triage.classified import Coding, Possible
from affiant.triage.passages import Rest
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import ConflictType, Outcome, Said
from affiant.triage.told import Told

ACCOUNT = "Ми жили на Садовій вулиці, коли почався обстріл лікарні."


@pytest.fixture
def scoped(told, officer):
    """A referral that the officer has taken on, scoped, classified and decided, in invented words."""
    referral = told(ACCOUNT)
    triage.assign(referral_id=referral, officer_id=officer.pk, by=officer, at=AT)
    triage.answer(referral_id=referral, replies=[Reply("A.1.1", Said.YES, "Ryabokin is named.")], by=officer, at=AT)
    aid = Told("the man with the radio", Facts())
    triage.note_jurisdiction(referral_id=referral, told_aid=aid, view="Perhaps a resident of Bath.", by=officer, at=AT)
    possible = Possible("8(2)(b)(ix)", ConflictType.INTERNATIONAL, "A kindergarten was hit.")
    triage.classify(referral_id=referral, possible=possible, by=officer, at=AT)
    rests = (Rest(submission=referrals.submissions_of(referral)[0].id, passage="обстріл"),)
    coding = Coding("Shelling of a market", who="Unit 04117")
    triage.code_incident(referral_id=referral, coding=coding, rests_on=rests, by=officer, at=AT)
    what = "Ask the embassy for the manifest"
    triage.give_task(referral_id=referral, what=what, due_on=None, given_to=None, by=officer, at=AT)
    ruling = Ruling(Outcome.SUSPEND, "Nobody is identified.", trigger="An extradition.", review_on=date(2027, 3, 1))
    triage.decide(referral_id=referral, ruling=ruling, by=officer, at=AT)
    return referral


@pytest.mark.parametrize(
    "asked",
    [
        "Рябокінь",
        "radio",
        "Bath",
        "kindergarten",
        '"Shelling of a market"',
        "04117",
        "manifest",
        "identified",
        "extradition",
        "has:decisions has:offences has:incidents has:tasks",
    ],
)
def test_what_officers_wrote_is_found(asked, scoped, told, found):
    told("Nothing of the kind.", language="en")

    assert found(asked) == [scoped]


def test_why_somebody_stepped_back_is_never_in_the_index(scoped, found):
    other = situations.officer(Role.INVESTIGATOR)
    triage.recuse(referral_id=scoped, officer_id=other.pk, reason="My zymbelist cousin.", by=other, at=AT)

    assert found("zymbelist") == []


def test_an_answer_that_another_followed_is_not_found_any_more(scoped, officer, found):
    triage.reopen(referral_id=scoped, reason="New.", by=officer, at=AT)
    seen = triage_selectors.answers_of(scoped)["A.1.1"].id
    triage.answer(
        referral_id=scoped, replies=[Reply("A.1.1", Said.NO, "It was another man.", seen=seen)], by=officer, at=AT
    )

    assert found("Ryabokin") == []
    assert found('"another man"') == [scoped]


def test_the_history_of_each_referral_says_who_saw_a_piece_of_it(told, found, officer):
    shown, other = told(ACCOUNT), told("Nothing of the kind.", language="en")

    found("Садовій")

    made = ledger.entries_about("search")[-1]
    entry = ledger.entries_about(str(shown))[-1]
    assert (entry.act, entry.by, entry.facts) == ("referral.shown_in_search", officer.actor, {"search": made.seq})
    assert ledger.entries_about(str(other))[-1].act != "referral.shown_in_search"
