"""The page of links: what stands, what is suggested, who was heard before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.situations import AT, File, Sending, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.linking import services
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Verdict
from affiant.referrals import selectors as referrals
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
HOSTILE = "<script>alert(1)</script>\u202e"


@pytest.fixture
def officer(make_officer):
    return make_officer(Role.INVESTIGATOR)


@pytest.fixture
def browser(browser_of, officer):
    return browser_of(officer)


@pytest.fixture
def twins():
    """Two referrals with the same file."""
    return [collected_referral(Sending(files=(File(b"the same file"),))) for _ in range(2)]


def readings(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))].count("referral.read")


def test_the_page_of_links_is_in_the_ledger_for_each_referral_whose_words_it_shows(browser, officer, twins):
    own, other = twins
    heard = Heard(given_to="A lawyer", given_when="spring")
    services.register_earlier(referral_id=other, heard=heard, by=officer, at=AT)
    ground = Said(Likeness.REPORTER, Verdict.LINKED, "The same voice.")
    services.say(referral_id=own, other_id=other, said=ground, by=officer, at=AT)

    page = browser.get(reverse("links", args=[own])).text

    assert "A lawyer" in page
    assert (readings(own), readings(other)) == (1, 1)


def said(other, **more):
    reference = referrals.referral(other).reference
    return {"reference": reference, "likeness": "event", "verdict": "linked", "ground": "The bridge at noon.", **more}


def test_a_suggestion_is_confirmed_with_one_button(browser, twins):
    page = browser.get(reverse("links", args=[twins[0]]))
    assert [one["other"] for one in page.context["suggestions"]] == [twins[1]]

    answer = browser.post(
        reverse("say_of_two", args=[twins[0]]), said(twins[1], likeness="file", ground="1 file"), follow=True
    )

    assert "They belong together" in answer.text
    assert "Found by the system" not in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reference": "2026-999999"}, "No referral that you may see has this reference"),
        ({"reference": ""}, "Enter the other referral"),
        ({"ground": ""}, "Say what it rests on"),
        ({"likeness": "cousins"}, "Choose one of the list"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(typed, sentence, browser, twins):
    page = browser.post(reverse("say_of_two", args=[twins[0]]), said(twins[1]) | typed)

    assert sentence in page.text
    assert typed.get("ground", "The bridge at noon.") in page.text


def test_a_referral_is_not_linked_to_itself(browser, twins):
    page = browser.post(reverse("say_of_two", args=[twins[0]]), said(twins[0]))

    assert "the referral on this page" in page.text


def test_what_was_said_can_be_parted_with_a_reason_and_stays_in_the_history(browser, twins):
    browser.post(reverse("say_of_two", args=[twins[0]]), said(twins[1]))
    link_id = browser.get(reverse("links", args=[twins[0]])).context["links"][0].id
    address = reverse("part_links", args=[twins[0], link_id])

    refused = browser.post(address, {"reason": ""})
    parted = browser.post(address, {"reason": "Another bridge."}, follow=True)

    assert "Say why it no longer holds" in refused.text
    assert "Another bridge." in parted.text
    assert parted.context["links"] == []


def test_an_earlier_account_is_entered_and_shown_inert(browser, twins):
    typed = {"given_to": HOSTILE, "given_when": "in June", "recorded": "yes", "where_kept": ""}

    page = browser.post(reverse("register_earlier", args=[twins[0]]), typed, follow=True)

    assert "<script>alert" not in page.text
    assert "in June" in page.text


def test_the_page_is_closed_to_who_has_stepped_back(browser, officer, twins):
    triage.recuse(referral_id=twins[0], officer_id=officer.pk, reason="Knows them.", by=officer, at=AT)

    assert browser.get(reverse("links", args=[twins[0]])).status_code == 403
    assert browser.get(reverse("links", args=[twins[1]])).context["suggestions"] == []


def test_more_links_cost_no_more_queries(browser, twins):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("links", args=[twins[0]]))
        return len(asked)

    browser.post(reverse("say_of_two", args=[twins[0]]), said(twins[1]))
    before = queries()
    for _ in range(3):
        browser.post(reverse("say_of_two", args=[twins[0]]), said(collected_referral(Sending(files=()))))

    assert queries() == before
