"""The queue: what waits, in short, and what could not be opened."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.casework.full_report import FullReport
from tests.factories.situations import AT, NAME, accepted_referral, collect, collected_referral, folder_of

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.referrals import services
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def damaged_envelope():
    """Collect an envelope whose answers were cut on the way."""
    envelope_id = FullReport().deliver()
    answers = folder_of(envelope_id) / "answers.age"
    answers.write_bytes(answers.read_bytes()[:-1])
    return collect(envelope_id)


def test_an_empty_queue_says_so(signed_in):
    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert "Nothing waits" in page.text


def test_a_referral_stands_in_the_queue_in_short(signed_in):
    collected_referral(FullReport())

    line = signed_in(Role.DUTY_OFFICER).get(reverse("queue")).context["lines"][0]

    assert line.language == "Ukrainian"
    assert line.path == "happened to them"
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
    assert mine.context["total"] == "0 referrals"
    assert nobodys.context["total"] == "1 referral"


@pytest.mark.parametrize(
    "query", ["stage=nonsense", "whose=x", "after=x", "before=9.z", f"after={'9' * 40}.{'0' * 32}"]
)
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


def test_the_queue_can_be_reached_however_much_went_wrong(signed_in):
    for number in range(51):
        services.note_stuck(envelope_id=f"{number:032x}", at=AT)

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert "More than 50 reports cannot be taken in at the moment" in page.text
    assert len(page.context["stuck"]) == 50


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

    with django_assert_max_num_queries(26):
        browser.get(reverse("queue"))


def test_the_queue_is_kept_by_no_cache(signed_in):
    assert signed_in(Role.DUTY_OFFICER).get(reverse("queue")).headers["Cache-Control"] == "no-store"


def test_a_long_queue_has_pages_that_keep_the_filters(signed_in):
    for _ in range(51):
        collected_referral(FullReport(files=()))
    browser = signed_in(Role.DUTY_OFFICER)

    first = browser.get(reverse("queue"), {"stage": "received"})
    second = browser.get(reverse("queue") + first.context["pages"]["next"]["href"])
    again = browser.get(reverse("queue") + second.context["pages"]["previous"]["href"])

    assert first.context["total"] == "51 referrals"
    assert len(second.context["lines"]) == 1
    assert "stage=received" in second.context["pages"]["previous"]["href"]
    assert [line.id for line in again.context["lines"]] == [line.id for line in first.context["lines"]]
    assert again.context["pages"].keys() == {"next"}


@pytest.mark.parametrize(
    ("said", "tag"), [({"danger": "yes"}, "In danger now"), ({"age": "child"}, "Child"), ({"danger": "no"}, None)]
)
def test_flags_stand_above_all_until_somebody_has_acknowledged_them(said, tag, browser_of, make_officer):
    duty = make_officer(Role.DUTY_OFFICER)
    referral_id = collected_referral(FullReport(said=said))
    browser = browser_of(duty)

    before = browser.get(reverse("queue")).context["flagged"]

    assert [line.flags for line in before] == ([(tag,)] if tag else [])
    if tag:
        services.acknowledge(referral_id=referral_id, done="Called the local force.", by=duty, at=AT)
    assert browser.get(reverse("queue")).context["flagged"] == []


def test_what_is_overdue_says_so_and_can_be_asked_for(signed_in):
    late = collected_referral(FullReport(sent=AT - timedelta(days=30)))
    collected_referral(FullReport(sent=timezone.now()))

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"), {"also": "overdue", "order": "due"})

    assert [line.id for line in page.context["lines"]] == [late]
    assert "Overdue since" in page.text


def test_what_was_decided_leaves_what_is_still_to_do(signed_in):
    decided = accepted_referral(FullReport())
    waiting = collected_referral(FullReport())
    browser = signed_in(Role.DUTY_OFFICER)

    to_do, everything = browser.get(reverse("queue")), browser.get(reverse("queue"), {"stage": "all"})

    assert {line.id for line in to_do.context["lines"]} == {waiting}
    assert {line.id for line in everything.context["lines"]} == {decided, waiting}


@pytest.mark.parametrize("number", ["2", "000002", " 2 "])
def test_a_referral_is_found_by_its_number(number, signed_in):
    collected_referral(FullReport())
    second = collected_referral(FullReport())

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"), {"number": number})

    assert [line.id for line in page.context["lines"]] == [second]


@pytest.mark.parametrize("order", ["waiting", "newest", "heard", "due"])
def test_every_order_pages_through_all_of_the_queue_once(order, signed_in):
    sent = [AT + timedelta(minutes=number // 3) for number in range(60)]
    ids = {collected_referral(FullReport(files=(), sent=moment)) for moment in sent}
    browser = signed_in(Role.DUTY_OFFICER)

    first = browser.get(reverse("queue"), {"order": order})
    second = browser.get(reverse("queue") + first.context["pages"]["next"]["href"])

    seen = [line.id for page in (first, second) for line in page.context["lines"]]
    assert len(seen) == 60
    assert set(seen) == ids


def test_marked_referrals_go_to_one_officer(signed_in, make_officer):
    taker = make_officer(Role.INVESTIGATOR, name="Taker")
    ids = [collected_referral(FullReport()) for _ in range(3)]

    typed = {"referral": [str(one) for one in ids[:2]], "officer": str(taker.pk), "query": "language=uk"}
    page = signed_in(Role.DUTY_OFFICER).post(reverse("assign_marked"), typed, follow=True)

    assert [referrals.referral(one).assigned_to for one in ids] == [taker.pk, taker.pk, None]
    assert "Given: 2." in page.text
    assert page.request["QUERY_STRING"] == "language=uk"


@pytest.mark.parametrize(
    "typed", [{}, {"referral": "x", "officer": "y"}, {"referral": "00000000-0000-4000-8000-000000000000"}]
)
def test_nothing_is_given_to_nobody(typed, signed_in):
    referral_id = collected_referral(FullReport())

    page = signed_in(Role.DUTY_OFFICER).post(reverse("assign_marked"), typed, follow=True)

    assert "This was not done" in page.text
    assert referrals.referral(referral_id).assigned_to is None


def test_each_that_is_given_is_an_act_of_its_own(signed_in, make_officer):
    taker = make_officer(Role.INVESTIGATOR)
    ids = [collected_referral(FullReport()) for _ in range(2)]

    typed = {"referral": [str(one) for one in ids], "officer": str(taker.pk)}
    signed_in(Role.DUTY_OFFICER).post(reverse("assign_marked"), typed)

    acts = [[entry.act for entry in ledger.entries_about(str(one))] for one in ids]
    assert all("referral.assigned" in each for each in acts)


def test_filters_are_kept_under_a_name_for_their_officer_alone(signed_in):
    mine, other = signed_in(Role.DUTY_OFFICER), signed_in(Role.DUTY_OFFICER)

    mine.post(reverse("save_view"), {"name": "Arabic, new", "query": "language=ar&stage=received&after=1.2"})

    (view,) = mine.get(reverse("queue")).context["views"]
    assert (view.name, view.href) == ("Arabic, new", "?language=ar&stage=received")
    assert other.get(reverse("queue")).context["views"] == []
    other.post(reverse("forget_view", args=[view.id]))
    assert len(mine.get(reverse("queue")).context["views"]) == 1
    mine.post(reverse("forget_view", args=[view.id]))
    assert mine.get(reverse("queue")).context["views"] == []


def test_a_view_leads_nowhere_but_to_the_queue(signed_in):
    browser = signed_in(Role.DUTY_OFFICER)

    response = browser.post(reverse("save_view"), {"name": "x", "query": "https://example.org/?stage=all"})

    assert response.url.startswith(f"{reverse('queue')}?")
    assert "example.org" not in response.url


def test_a_referral_that_is_closed_to_an_officer_is_not_in_their_queue(make_officer, browser_of):
    officer, referral_id = make_officer(Role.INVESTIGATOR), collected_referral(FullReport())
    triage.recuse(referral_id=referral_id, officer_id=officer.pk, reason="A relative.", by=officer, at=AT)

    assert browser_of(officer).get(reverse("queue")).context["lines"] == []


def test_a_count_beyond_its_bound_says_so(monkeypatch, signed_in):
    monkeypatch.setattr("affiant.referrals.queue.MOST_COUNTED", 50)
    for _ in range(52):
        collected_referral(FullReport(files=()))

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"))

    assert page.context["total"] == "More than 50 referrals"
    assert page.context["shortcuts"][0].count == "50+"


def test_what_another_officer_has_can_be_asked_for(signed_in, make_officer):
    taker = make_officer(Role.INVESTIGATOR)
    theirs, _ = accepted_referral(FullReport(), by=taker), collected_referral(FullReport())

    page = signed_in(Role.DUTY_OFFICER).get(reverse("queue"), {"whose": str(taker.pk)})

    assert [line.id for line in page.context["lines"]] == [theirs]
