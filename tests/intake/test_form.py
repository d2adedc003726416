"""The form: everything may stay empty, nothing typed is lost, and it is sent once."""

import pytest
from django.test import Client
from tests.navigators.reporter import Reporter, envelopes

from affiant.core.codes import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "following"),
    [
        ("start", "form/age"),
        ("age", "form/account"),
        ("account", "form/place"),
        ("place", "form/files"),
        ("files", "form/earlier"),
        ("earlier", "form/safety"),
        ("safety", "form/needs"),
        ("needs", "form/wishes"),
        ("wishes", "form/reach"),
        ("reach", "form/check"),
    ],
)
def test_every_question_may_be_left_empty(reporter, step, following):
    reporter.answer("start")

    response = reporter.answer(step)

    assert response["Location"] == f"/en/{following}"


def test_the_first_page_begins_a_report_even_when_it_is_left_empty(reporter):
    response = reporter.answer("start")

    assert response["Location"] == "/en/form/age"
    assert parse(reporter.code())


@pytest.mark.parametrize(
    "words",
    [
        "  two spaces, a tab\there, and an empty line\n\nat the end\n",
        "\u202eright to left\u202c override",
        "Ізюм, біля школи № 4 — «там, де міст»",
        "\nfirst line empty",
        "<script>alert(1)</script> & </textarea>",
        "🕊️" * 10,
    ],
)
def test_words_come_back_as_they_were_written(writing, words):
    writing.answer("account", account=words.replace("\n", "\r\n"))

    form = writing.open("form/account").context["form"]
    assert form["account"].value() == words


def test_an_account_of_a_hundred_thousand_characters_is_taken(writing):
    words = "слово " * 17_000

    response = writing.answer("account", account=words)

    assert response["Location"] == "/en/code?then=place"
    assert writing.open("form/account").context["form"]["account"].value() == words


def test_an_account_that_is_too_long_stays_on_the_page_with_a_sentence(writing):
    words = "x" * 200_001

    page = writing.answer("account", account=words).content.decode()

    assert page.count("This text is longer than 200000 characters") == 2
    assert 'href="#id_account"' in page
    assert words in page
    assert "<title>Error:" in page


def test_an_answer_that_was_not_offered_is_refused_with_a_sentence(writing):
    page = writing.answer("wishes", wish_uk="certainly").content.decode()

    assert "Choose one of the answers on this page, or none." in page


def test_a_choice_can_be_taken_back(writing):
    writing.answer("start", path="")

    assert writing.open("form/start").context["form"]["path"].value() == ""
    assert 'value="" checked' in writing.read("form/start")


def test_another_language_keeps_what_was_typed_and_the_page(writing):
    response = writing.answer("account", account="Half a sent", language="uk")

    assert response["Location"] == "/uk/form/account"
    writing.language = "uk"
    assert "Half a sent" in writing.read("form/account")


def test_a_language_that_does_not_exist_is_passed_over(writing):
    response = writing.answer("account", account="words", language="//example.org")

    assert response["Location"] == "/en/code?then=place"


def test_a_changed_answer_leads_back_to_the_answers(writing):
    response = writing.answer("place", place_where="by the river", then="check")

    assert response["Location"] == "/en/form/check"
    assert "by the river" in writing.read("form/check")


def test_save_and_leave_shows_the_code_and_checks_the_note(writing):
    assert writing.answer("place", place_when="in spring", later="yes")["Location"] == "/en/later"

    right = writing.post("later", code=writing.code()).content.decode()
    wrong = writing.post("later", code="1234").content.decode()

    assert "That is right" in right
    assert "This does not match the code above." in wrong


def test_an_empty_report_is_not_sent_and_says_so(reporter):
    reporter.answer("start", path="witnessed")
    reporter.answer("age", age="adult")
    reporter.answer("wishes", wish_contact="unanswered")

    response = reporter.send()

    assert "There is nothing to send yet" in response.content.decode()


def test_a_report_that_is_sent_twice_is_one_report(sent):
    receipt = sent.open("receipt").content

    again = sent.send()

    assert again["Location"] == "/en/sent"
    assert sent.open("receipt").content == receipt
    assert len(envelopes()) == 1


def test_only_the_rehearsals_own_token_marks_a_report_as_a_rehearsal(writing, settings):
    writing.answer("account", account="a rehearsal")
    writing.send(**{"Affiant-Rehearsal": settings.AFFIANT.rehearsal_token})

    assert b'"rehearsal":true' in (envelopes()[0] / "envelope.json").read_bytes()


def test_a_guessed_token_marks_nothing(writing):
    writing.answer("account", account="a report")
    writing.send(**{"Affiant-Rehearsal": "guess"})

    assert b'"rehearsal":false' in (envelopes()[0] / "envelope.json").read_bytes()


@pytest.mark.parametrize("page", ["form/start", "form/account", "later", "form/files"])
def test_after_sending_the_form_is_closed_and_shows_nothing(sent, page):
    response = sent.open(page)

    assert b"six in the morning" not in response.content
    assert response.status_code in {200, 302}


def test_after_sending_an_answer_is_not_taken_any_more(sent):
    response = sent.answer("account", account="too late")

    assert response["Location"] == "/en/return/messages?already=yes"


def test_what_a_second_window_wrote_after_sending_waits_as_a_message(sent):
    response = sent.answer("place", place_where="Behind the mill.", place_when="In autumn.")

    page = sent.client.get(response["Location"]).content.decode()
    assert response["Location"] == "/en/return/messages?already=yes"
    assert "Your answers had already been sent." in page
    assert "Behind the mill.\n\nIn autumn.</textarea>" in page


def test_a_second_window_that_wrote_nothing_goes_where_the_report_stands(sent):
    response = sent.answer("wishes", wish_contact="yes")

    assert response["Location"] == "/en/return/overview"


@pytest.mark.parametrize(
    ("way", "address"),
    [("back", "/en/form/age"), ("code", "/en/code?then=account"), ("help", "/en/#help"), ("start", "/en/")],
)
def test_what_leads_away_from_a_page_keeps_what_was_typed_on_it(writing, way, address):
    left = writing.answer("account", account="It was six in the morning.", to=way)

    assert left["Location"] == address
    assert "It was six in the morning." in writing.read("form/account")


def test_the_way_back_to_the_answers_keeps_what_was_changed(writing):
    writing.answer("account", account="It was six in the morning.")

    left = writing.answer("account", account="It was seven.", to="back", then="check")

    assert left["Location"] == "/en/form/check"
    assert "It was seven." in writing.read("form/check")


def test_before_there_is_a_draft_nothing_is_kept_and_the_way_back_is_a_link(reporter):
    page = reporter.read("form/start")

    assert 'name="to"' not in page
    assert '<a href="/en/" class="govuk-back-link">' in page


def test_who_looks_for_help_finds_the_way_back_to_their_answers(writing):
    back = '<a class="govuk-link" href="/en/form/check">Go on with my answers</a>'

    assert back in writing.read("").partition('id="help"')[2]
    assert back not in Reporter(Client()).read("")
