"""The queue: what waits, in short, and what could not be opened."""

import pytest
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories.situations import AT, NAME, collect, collected_referral, folder_of

from affiant.ground.accounts.roles import Role
from affiant.referrals import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def damaged_envelope():
    """Collect an envelope whose answers were cut on the way."""
    envelope_id = FullReport().deliver()
    answers = folder_of(envelope_id) / "answers.age"
    answers.write_bytes(answers.read_bytes()[:-1])
    return collect(envelope_id)


def test_an_empty_queue_says_so(signed_in):
    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert "Nothing has come in yet" in page.text


def test_a_referral_stands_in_the_queue_in_short(signed_in):
    collected_referral(FullReport())

    line = signed_in(Role.DUTY_OFFICER).get(reverse("queue")).context["lines"][0]

    assert line.language == "Ukrainian"
    assert line.knowing == "happened to them, saw or heard it"
    assert line.files == 1
    assert line.wishes == "may contact; ICC: without name and contact"
    assert line.stage == "New"
    assert line.assigned == ""


def test_the_queue_shows_no_word_of_the_account(signed_in):
    collected_referral(FullReport())

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert "Садовій" not in page.text
    assert NAME not in page.text


def test_filters_narrow_the_queue_and_can_be_taken_away(signed_in):
    collected_referral(FullReport())
    browser = signed_in(Role.DUTY_OFFICER)

    nothing = browser.get(reverse("queue"), {"stage": "accepted"})
    mine = browser.get(reverse("queue"), {"whose": "mine"})
    nobodys = browser.get(reverse("queue"), {"whose": "nobody", "stage": "received"})

    assert "No referral fits" in nothing.text
    assert mine.context["total"] == 0
    assert nobodys.context["total"] == 1


@pytest.mark.parametrize("query", ["stage=nonsense", "whose=x", "page=-1", "page=zzz", "page=99999999999999999999"])
def test_a_query_that_makes_no_sense_shows_the_queue(query, signed_in):
    collected_referral(FullReport())

    assert signed_in(Role.DUTY_OFFICER).get(f"{reverse('queue')}?{query}").status_code == 200


def test_a_damaged_envelope_stands_on_top_in_plain_words(signed_in):
    damaged = damaged_envelope()

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert "could not be opened" in page.text
    assert damaged.envelope_id in page.text
    assert "it was changed, cut or swapped" in page.text


def test_an_envelope_that_we_fail_to_take_stands_above_all(signed_in):
    services.note_stuck(envelope_id="ab" * 16, at=AT)

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue")).text

    assert "1 report cannot be taken in at the moment" in page
    assert "ab" * 16 in page


def test_a_liaison_officer_sees_no_quarantine(signed_in):
    damaged_envelope()

    assert "could not be opened" not in signed_in(Role.LIAISON_OFFICER).get(reverse("queue")).text


def test_a_rehearsal_is_marked(signed_in):
    collected_referral(FullReport(rehearsal=True))

    assert "Rehearsal" in signed_in(Role.DUTY_OFFICER).get(reverse("queue")).text


def test_the_queue_asks_the_database_as_often_for_five_as_for_one(signed_in, django_assert_max_num_queries):
    for _ in range(5):
        collected_referral(FullReport())
    browser = signed_in(Role.DUTY_OFFICER)

    with django_assert_max_num_queries(14):
        browser.get(reverse("queue"))


def test_the_queue_is_kept_by_no_cache(signed_in):
    assert signed_in(Role.DUTY_OFFICER).get(reverse("queue")).headers["Cache-Control"] == "no-store"


def test_a_long_queue_has_pages_that_keep_the_filters(signed_in):
    for _ in range(51):
        collected_referral(FullReport(files=()))
    browser = signed_in(Role.DUTY_OFFICER)

    first = browser.get(reverse("queue"), {"stage": "received"})
    second = browser.get(reverse("queue") + first.context["pages"]["next"]["href"])

    assert len(first.context["lines"]) == 50
    assert len(second.context["lines"]) == 1
    assert second.context["pages"]["previous"]["href"] == "?stage=received&page=1"
