"""The page of links: what stands, what is found, who was heard before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.situations import AT, File, Sending, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.linking import services
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Verdict, Way
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


def shown(referral_id):
    entries = ledger.entries_about(str(referral_id))
    return [entry.facts["with"] for entry in entries if entry.act == "referral.likeness_shown"]


def answer_at(pair, likeness="file"):
    return reverse("answer_likeness", args=[pair[0], likeness, pair[1]])


def test_the_page_of_links_is_in_the_ledger_for_each_referral_of_which_it_shows_something(browser, officer, twins):
    own, other = twins
    heard = Heard(given_to="A lawyer", given_when="spring")
    services.register_earlier(referral_id=other, heard=heard, by=officer, at=AT)
    ground = Said(Likeness.REPORTER, Verdict.LINKED, "The same voice.")
    services.say(referral_id=own, other_id=other, said=ground, by=officer, at=AT)

    page = browser.get(reverse("links", args=[own])).text

    assert "A lawyer" in page
    assert (readings(own), readings(other)) == (1, 0)
    assert (shown(own), shown(other)) == ([], [str(own)])


def test_what_is_found_is_in_the_ledger_of_the_other_before_it_is_shown(browser, twins):
    page = browser.get(reverse("links", args=[twins[0]]))

    assert [one.other for one in page.context["found"]] == [twins[1]]
    assert shown(twins[1]) == [str(twins[0])]


def said(other, **more):
    reference = referrals.referral(other).reference
    return {"reference": reference, "likeness": "event", "verdict": "linked", "ground": "The bridge at noon.", **more}


def test_what_was_found_is_confirmed_with_one_button_and_keeps_what_it_rested_on(browser, twins):
    answer = browser.post(answer_at(twins), {"verdict": "linked"}, follow=True)

    assert "They belong together" in answer.text
    assert "Found by the system: Files that are the same, byte for byte: 1." in answer.text
    assert answer.context["found"] == []


def test_it_is_refused_with_a_reason_alone(browser, twins):
    missing = browser.post(answer_at(twins), {"verdict": "apart", "ground": ""})
    refused = browser.post(answer_at(twins), {"verdict": "apart", "ground": "Everybody shares it."}, follow=True)

    assert "Say why they only look alike" in missing.text
    assert [one.other for one in missing.context["found"]] == [twins[1]]
    assert "Everybody shares it." in refused.text
    assert refused.context["found"] == []


def test_what_a_colleague_has_answered_meanwhile_is_told_and_not_answered_twice(browser, twins):
    browser.post(answer_at(twins), {"verdict": "linked"})

    late = browser.post(answer_at(twins), {"verdict": "apart", "ground": "No."}, follow=True)

    assert "a colleague has answered it" in late.text
    assert [line.verdict for line in late.context["links"]] == ["They belong together"]


def test_what_cannot_be_answered_is_not_there_and_what_is_closed_is_closed(browser, officer, twins):
    assert browser.post(answer_at(twins, "cousins"), {"verdict": "linked"}).status_code == 404
    assert browser.post(answer_at((twins[0], officer.pk)), {"verdict": "linked"}).status_code == 404
    triage.recuse(referral_id=twins[1], officer_id=officer.pk, reason="Knows them.", by=officer, at=AT)
    assert browser.post(answer_at(twins), {"verdict": "linked"}).status_code == 403


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
    page = browser.post(reverse("register_earlier", args=[twins[0]]), entered(given_to=HOSTILE), follow=True)

    assert "<script>alert" not in page.text
    assert "in June" in page.text


def entered(**more):
    typed = {"whose": "reporter", "given_to": "A court", "given_when": "in June", "way": "interview", "recorded": "yes"}
    return typed | more


def test_of_somebody_else_the_register_asks_the_name(browser, twins):
    missing = browser.post(reverse("register_earlier", args=[twins[0]]), entered(whose="other"))
    kept = browser.post(
        reverse("register_earlier", args=[twins[0]]), entered(whose="other", person="O. K."), follow=True
    )

    assert "Say who it was" in missing.text
    assert "A court" in missing.text
    assert "O. K." in kept.text


def test_an_entry_is_corrected_by_one_that_follows(browser, twins):
    browser.post(reverse("register_earlier", args=[twins[0]]), entered())
    (first,) = browser.get(reverse("links", args=[twins[0]])).context["earlier"]

    form = browser.get(reverse("links", args=[twins[0]]), {"correct": first["id"]})
    typed = entered(given_to="Another court", corrects=str(first["id"]))
    page = browser.post(reverse("register_earlier", args=[twins[0]]), typed, follow=True)
    late = browser.post(reverse("register_earlier", args=[twins[0]]), typed)

    assert form.context["earlier_form"]["given_to"].value() == "A court"
    assert [one["given_to"] for one in page.context["earlier"]] == ["Another court"]
    assert [one["given_to"] for one in page.context["replaced"]] == ["A court"]
    assert "A colleague has corrected this account already" in late.text


@pytest.mark.parametrize("page", ["referral", "links"])
def test_who_was_heard_before_warns_where_somebody_may_be_asked_again(page, browser, officer, twins):
    before = browser.get(reverse(page, args=[twins[0]])).text
    heard = Heard("A court", way=Way.INTERVIEW)

    services.register_earlier(referral_id=twins[0], heard=heard, by=officer, at=AT)

    assert "Somebody was interviewed about this before." not in before
    assert "Somebody was interviewed about this before." in browser.get(reverse(page, args=[twins[0]])).text


def test_the_referrals_page_tells_what_belongs_to_it_and_what_waits_for_an_answer(browser, twins):
    waiting = browser.get(reverse("referral", args=[twins[0]])).text
    browser.post(answer_at(twins), {"verdict": "linked"})
    linked = browser.get(reverse("referral", args=[twins[0]])).text

    assert "One likeness was found" in waiting
    assert "One likeness was found" not in linked
    assert referrals.referral(twins[1]).reference in linked


def test_the_page_is_closed_to_who_has_stepped_back(browser, officer, twins):
    triage.recuse(referral_id=twins[0], officer_id=officer.pk, reason="Knows them.", by=officer, at=AT)

    assert browser.get(reverse("links", args=[twins[0]])).status_code == 403
    assert browser.get(reverse("links", args=[twins[1]])).context["found"] == []


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
