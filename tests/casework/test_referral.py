"""One referral: read in its own language, taken on, answered; its ways of contact behind a door."""

import uuid

import pytest
from django.urls import reverse
from tests.casework.full_report import WORDS, FullReport
from tests.factories.situations import NAME, Sending, accepted_referral, collect, collected_referral, new_keys

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def acts(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


def sentences(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def duty(make_officer):
    return make_officer(Role.DUTY_OFFICER, name="Duty")


@pytest.fixture
def browser(browser_of, duty):
    return browser_of(duty)


def test_the_account_stands_word_for_word_in_its_own_language(browser):
    referral_id = collected_referral(FullReport())

    page = browser.get(reverse("referral", args=[referral_id])).text

    assert WORDS in page
    assert '<p class="affiant-answer__words" lang="uk" dir="auto">' in " ".join(page.split())
    assert "Звідки ви знаєте про те, що сталося?" in page


def test_the_choices_that_were_not_made_are_shown_too(browser):
    referral_id = collected_referral(FullReport())

    page = browser.get(reverse("referral", args=[referral_id]))

    answer = page.context["page"].submissions[0].answers[0]
    assert [option.chosen for option in answer.options] == [True, True, False, False]


def test_a_question_that_was_passed_over_says_so(browser):
    referral_id = collected_referral(FullReport())

    page = browser.get(reverse("referral", args=[referral_id])).text

    assert "No answer" in page


def test_the_words_of_a_stranger_are_never_markup(browser):
    referral_id = collected_referral(FullReport(text="<script>alert(1)</script>{{ 7 }}"))

    page = browser.get(reverse("referral", args=[referral_id])).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("question", ["a/b", "../../ledger", "x" * 65, "\u202e", "?", "ім'я"])
def test_a_question_of_any_name_leaves_the_report_readable(question, browser):
    referral_id = collected_referral(Sending(said={question: "Words under a strange name."}))

    page = browser.get(reverse("referral", args=[referral_id]))

    assert page.status_code == 200
    assert "Words under a strange name." in page.text


def test_an_arabic_report_is_asked_from_right_to_left(browser):
    referral_id = collected_referral(FullReport(language="ar"))

    page = browser.get(reverse("referral", args=[referral_id])).text

    assert 'lang="ar" dir="rtl"' in " ".join(page.split())


def test_reading_stands_in_the_ledger(browser, duty):
    referral_id = collected_referral(FullReport())

    browser.get(reverse("referral", args=[referral_id]))

    read = ledger.entries_about(str(referral_id))[-1]
    assert (read.act, read.by) == ("referral.read", f"officer:{duty.pk}")


def test_the_page_carries_its_marking_above_and_below(browser):
    referral_id = collected_referral(FullReport())

    assert browser.get(reverse("referral", args=[referral_id])).text.count("OFFICIAL-SENSITIVE") == 2


def test_name_and_ways_of_contact_do_not_stand_on_the_page(browser):
    referral_id = collected_referral(FullReport())

    assert NAME not in browser.get(reverse("referral", args=[referral_id])).text


def test_an_officer_takes_a_referral_on(browser, duty):
    referral_id = collected_referral(FullReport())

    page = browser.post(reverse("assign", args=[referral_id]), follow=True)

    assert sentences(page) == ["It is assigned to you."]
    assert referrals.referral(referral_id).assigned_to == duty.pk


def test_taking_it_on_twice_changes_nothing(browser):
    referral_id = collected_referral(FullReport())
    browser.post(reverse("assign", args=[referral_id]))

    page = browser.post(reverse("assign", args=[referral_id]), follow=True)

    assert sentences(page)[-1] == "It was assigned to you already."


def test_an_officer_answers_the_person(browser):
    referral_id = collected_referral(FullReport())

    page = browser.post(reverse("reply", args=[referral_id]), {"text": "Дякуємо.\r\nМи прочитали."}, follow=True)

    assert "Дякуємо.\nМи прочитали." in page.text
    assert referrals.messages_of(referral_id)[0].text == "Дякуємо.\nМи прочитали."


def test_an_empty_answer_is_refused(browser):
    referral_id = collected_referral(FullReport())

    page = browser.post(reverse("reply", args=[referral_id]), {"text": " \r\n "})

    assert "Write a message" in page.text
    assert referrals.messages_of(referral_id) == []


def test_an_answer_that_is_too_long_is_refused_and_kept(browser):
    referral_id = collected_referral(FullReport())

    page = browser.post(reverse("reply", args=[referral_id]), {"text": "щ" * 10_001})

    assert "longer than 10,000 characters" in page.text
    assert "щ" * 10_001 in page.text


def test_a_line_break_counts_as_one_character(browser):
    referral_id = collected_referral(FullReport())

    browser.post(reverse("reply", args=[referral_id]), {"text": "щ\r\n" * 4_999 + "щ"})

    assert len(referrals.messages_of(referral_id)[0].text) == 9_999


def test_a_message_that_the_person_wrote_later_stands_in_the_thread(browser):
    keys = new_keys()
    referral_id = collected_referral(FullReport(keys=keys))
    collect(Sending(keys=keys, kind="message", text="Я згадала ще одне ім’я.", files=()).deliver())

    page = browser.get(reverse("referral", args=[referral_id]))

    assert [message.words for message in page.context["page"].messages] == ["Я згадала ще одне ім’я."]


def test_a_liaison_officer_reads_and_cannot_act(signed_in):
    referral_id = accepted_referral(FullReport())

    page = signed_in(Role.LIAISON_OFFICER).get(reverse("referral", args=[referral_id]))

    forms = [page.context[name] for name in ("reply_form", "people", "note_form", "task_form")]
    assert forms == [None, None, None, None]
    assert page.context["page"].may_prepare


def test_an_unknown_referral_is_answered_in_words(browser):
    page = browser.get(reverse("referral", args=[uuid.uuid4()]))

    assert page.status_code == 404
    assert "There is nothing at this address" in page.text


def test_the_page_asks_the_database_a_bounded_number_of_times(browser, django_assert_max_num_queries):
    keys = new_keys()
    referral_id = collected_referral(FullReport(keys=keys))
    for number in range(4):
        collect(Sending(keys=keys, kind="message", text=f"Ще {number}", files=()).deliver())

    with django_assert_max_num_queries(40):
        browser.get(reverse("referral", args=[referral_id]))
