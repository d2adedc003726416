"""The search as an officer uses it: what is found, what is marked, and what is never shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import situations
from tests.factories.situations import AT, File, Sending, collected_referral

from affiant.casework.search import language
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.search import filters, query, services
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

MOST_QUERIES = 45
SIGNS = (
    '"“”«»()|-*~: \t\n\0\u202e\ud800абвOR NOT AND language: from: to: has: officer:me file: stage:received 2024-13-99'
)


def ask(browser, text, **more):
    """Search as the page does, and follow to what was found."""
    return browser.post(reverse("search"), {"text": text, **more}, follow=True)


def entry():
    return next(row for row in reversed(ledger.entries_about("search")))


def test_a_referral_is_found_and_the_words_are_marked(signed_in):
    collected_referral(Sending(text="Ми жили у Харкові біля школи."))
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "Kharkiv school школа")

    assert "Nothing found" in page.text
    page = ask(signed_in(Role.DUTY_OFFICER), "Kharkiv школа")
    assert "<mark>Харкові</mark>" in page.text
    assert "<mark>школи</mark>" in page.text
    assert "also searched for as Харків" in page.text


def test_no_word_of_a_search_stands_in_an_address_or_a_title(signed_in):
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "Коваленко")

    assert [url for url, _ in page.redirect_chain] == [page.request["PATH_INFO"]]
    assert "Коваленко" not in page.request["PATH_INFO"]
    assert "<title>Search – Affiant casework</title>" in " ".join(page.text.split()).replace("> ", ">")


def test_a_search_is_in_the_ledger_with_what_it_showed_and_without_its_words(signed_in):
    referral = collected_referral(Sending(text="школа"))
    services.follow()

    ask(signed_in(Role.DUTY_OFFICER), "школа")

    made = entry()
    assert made.act == "search.made"
    assert made.facts == {"found": 1, "shown": [str(referral)]}
    assert set(made.commitments) == {"query"}
    assert "школа" not in made.data


def test_hostile_text_is_shown_inert(signed_in):
    collected_referral(Sending(text="школа <script>alert(1)</script> \u202egnp.exe\u202c\x07 кінець"))
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "школа")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "\u202e" not in page.text
    assert "\x07" not in page.text


def test_a_referral_from_which_an_officer_stepped_back_is_not_found_by_them(make_officer, browser_of):
    officer = make_officer(Role.INVESTIGATOR)
    referral = collected_referral(Sending(text="школа"))
    triage.recuse(referral_id=referral, officer_id=officer.pk, reason="My cousin.", by=officer, at=AT)
    services.follow()

    mine, others = ask(browser_of(officer), "школа"), ask(browser_of(make_officer(Role.INVESTIGATOR)), "школа")

    assert "Nothing found" in mine.text
    assert "1 referral found" in others.text


def test_what_is_chosen_beside_the_line_is_written_into_it(signed_in):
    collected_referral(Sending(text="школа"))
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "школа", stage="accepted", language="uk", since="2024-02-01")

    assert page.context["form"]["text"].value() == "школа stage:accepted language:uk from:2024-02-01"
    assert "Nothing found" in page.text


def test_a_wrong_value_is_named_and_narrows_nothing(signed_in):
    collected_referral(Sending(text="школа"))
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "школа stage:recieved from:yesterday colour:red")

    assert "was read as “stage:received”" in page.text
    assert "“yesterday” is no date" in page.text
    assert "There is no field “colour”" in page.text


def test_an_empty_search_asks_for_a_word_and_enters_nothing(signed_in):
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "  -  ")

    assert "Type at least one word" in page.text
    assert ledger.entries_about("search") == []


def test_a_search_of_another_visit_is_not_shown(signed_in):
    services.follow()
    address = ask(signed_in(Role.DUTY_OFFICER), "Коваленко").request["PATH_INFO"]

    page = signed_in(Role.DUTY_OFFICER).get(address)

    assert "made in another visit" in page.text
    assert 'value="Коваленко"' not in page.text


def test_without_an_index_the_page_says_so(signed_in):
    page = ask(signed_in(Role.DUTY_OFFICER), "школа")

    assert page.status_code == 503
    assert "The search is not ready" in page.text


def test_the_name_of_a_file_says_why_a_referral_was_found(signed_in):
    collected_referral(Sending(files=[File(b"x", name="вантажівка.jpg")]))
    services.follow()

    page = ask(signed_in(Role.DUTY_OFFICER), "вантажівки")

    assert "Name of a file" in page.text
    assert "<mark>вантажівка</mark>" in page.text


def test_pages_lead_on(signed_in):
    browser = signed_in(Role.DUTY_OFFICER)
    for number in range(21):
        collected_referral(Sending(text=f"школа {number}", files=()))
    services.follow()

    first = ask(browser, "школа", order="newest")
    second = browser.get(first.request["PATH_INFO"], {"page": "2"})
    beyond = browser.get(first.request["PATH_INFO"], {"page": "99"})

    assert len(first.context["lines"]) == 20
    assert len(second.context["lines"]) == 1
    assert beyond.status_code == 200


@hypothesis_settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=st.one_of(st.text(max_size=80), st.text(st.sampled_from(SIGNS), max_size=60)))
def test_whatever_is_typed_there_is_a_page(text, make_officer, house):
    officer = situations.officer(Role.DUTY_OFFICER)
    services.follow()

    answer = services.find(text=text, by=officer, at=AT)

    assert answer.total >= 0


def test_the_page_of_help_names_every_field_and_every_value(signed_in):
    page = signed_in(Role.DUTY_OFFICER).get(reverse("search_how")).text

    values = [value for known in filters.VALUES.values() for value in known]
    assert [value for value in values if f"<code>{value}</code>" not in page] == []
    assert {field.example.partition(":")[0] for field in language.fields()} == set(filters.NAMES)


@pytest.mark.parametrize("field", language.fields(), ids=lambda field: field.example)
def test_each_example_of_the_page_of_help_is_understood(field):
    assert query.parse(field.example).notes == ()
    assert not query.parse(field.example).is_empty


def queries(browser, text):
    address = ask(browser, text).request["PATH_INFO"]
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_a_page_of_many_results_asks_no_more_than_one_of_few(signed_in):
    browser = signed_in(Role.DUTY_OFFICER)
    for number in range(12):
        collected_referral(Sending(text=f"школа {number}", files=()))
    collected_referral(Sending(text="підвал", files=()))
    services.follow()
    few = queries(browser, "підвал")

    many = queries(browser, "школа")

    assert many <= few + 2
    assert many <= MOST_QUERIES
