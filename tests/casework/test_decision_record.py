"""A decision's record: on its page as it was signed, and as a file that whoever holds it can check alone."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from tests.casework.full_report import WORDS, FullReport
from tests.factories import situations
from tests.factories.situations import AT, collected_referral

from affiant.core.decision_check import check_decision, fingerprint
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import openings
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import selectors as referrals
from affiant.triage import passages, selectors, services
from affiant.triage.passages import Rest
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def referral_id(investigator):
    taken = collected_referral(FullReport())
    services.assign(referral_id=taken, officer_id=investigator.pk, by=investigator, at=AT)
    held = passages.holdings(taken)
    rests = (Rest(exhibit=held.exhibits[1]), Rest(submission=next(iter(held.texts)), passage=WORDS.splitlines()[2]))
    services.answer(
        referral_id=taken, replies=[Reply("A.1.1", Said.YES, "Two names.", rests_on=rests)], by=investigator, at=AT
    )
    return taken


@pytest.fixture
def shared(referral_id, investigator, supervisor):
    """A decision to share that a second officer has confirmed."""
    ruling = Ruling(Outcome.SHARE, "A direct witness.", addressee="International Criminal Court")
    decision_id = services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    services.confirm(decision_id=decision_id, by=supervisor, at=AT)
    return decision_id


def pinned():
    return {"package_key": fingerprint(settings.AFFIANT.package_key.public), "ledger_key": ledger.vkey()}


def acts(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


def file_of(browser, referral_id, decision_id):
    return browser.get(reverse("take_decision", args=[referral_id, decision_id]))


def test_the_page_shows_what_was_signed_and_who_stands_behind_it(browser, referral_id, shared):
    page = browser.get(reverse("decision_record", args=[referral_id, shared])).text

    assert "International Criminal Court" in page
    assert "A direct witness." in page
    assert ("Inspector One" in page, "Supervisor Two" in page) == (True, True)
    assert "Is the suspect named or identifiable?" in page
    assert f'<q lang="uk" dir="auto">{WORDS.splitlines()[2]}</q>' in page
    assert page.count("Signature holds.") == 2


def test_opening_the_record_is_a_consultation(browser, referral_id, shared):
    browser.get(reverse("decision_record", args=[referral_id, shared]))

    assert acts(referral_id)[-1] == "referral.read"


def test_the_file_checks_out_for_whoever_holds_it(browser, referral_id, shared):
    taken = file_of(browser, referral_id, shared)

    verdict = check_decision(taken.content, **pinned())
    assert verdict.findings == ()
    assert (verdict.facts["outcome"], verdict.facts["verdict"]) == ("share", "confirmed")
    reference = referrals.referral(referral_id).reference
    assert f'filename="{reference}-1.decision.json"' in taken["Content-Disposition"]


def test_a_decision_of_one_officer_checks_out_too(browser, referral_id, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    decision_id = services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)

    assert check_decision(file_of(browser, referral_id, decision_id).content, **pinned()).findings == ()


def test_a_decision_that_waits_says_so(browser, referral_id, investigator):
    ruling = Ruling(Outcome.NO_FURTHER_ACTION, "Outside our remit.")
    decision_id = services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)

    found = check_decision(file_of(browser, referral_id, decision_id).content, **pinned()).findings

    assert [(each.code, each.severity) for each in found] == [("D009", "warning")]
    assert "it does not stand" in browser.get(reverse("decision_record", args=[referral_id, decision_id])).text


def test_taking_the_file_is_in_the_ledger_before_it_leaves(browser, referral_id, shared):
    file_of(browser, referral_id, shared)

    taken = ledger.entries_about(str(referral_id))[-1]
    assert (taken.act, taken.facts) == ("decision.taken", {"decision": str(shared)})


def test_what_opens_the_entry_can_be_erased_and_the_file_says_so(browser, referral_id, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    decision_id = services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    seq = next(entry.seq for entry in ledger.entries_about(str(referral_id)) if entry.act == "referral.decided")
    ledger_services.erase_secret(seq=seq, name="record", by="system:test", at=AT)

    found = check_decision(file_of(browser, referral_id, decision_id).content, **pinned()).findings

    assert openings.openings([seq]) == {}
    assert [each.code for each in found] == ["D012"]


def test_the_file_holds_no_other_words_of_the_referral(browser, referral_id, shared):
    told = json.loads(file_of(browser, referral_id, shared).content)

    assert set(told) == {"checkpoint", "decision", "format", "ledger_key", "opinion"}
    assert WORDS.splitlines()[0] not in json.dumps(told, ensure_ascii=False)


def test_a_decision_of_another_referral_is_not_there(browser, referral_id, shared):
    other = collected_referral(FullReport())

    assert browser.get(reverse("decision_record", args=[other, shared])).status_code == 404
    assert file_of(browser, other, shared).status_code == 404


def test_whoever_stepped_back_takes_no_record(browser, referral_id, shared, investigator):
    services.recuse(referral_id=referral_id, officer_id=investigator.pk, reason="A cousin.", by=investigator, at=AT)

    assert file_of(browser, referral_id, shared).status_code == 403
    assert selectors.is_closed_to(referral_id, investigator.pk)


def test_an_officer_of_no_case_takes_no_record(referral_id, shared, browser_of):
    auditor = browser_of(situations.officer(Role.AUDITOR))

    assert file_of(auditor, referral_id, shared).status_code == 403
