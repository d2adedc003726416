"""The page of the calendar: any part may be missing, nothing is refused, and it is shown in words."""

import pytest
from tests.navigators.reporter import answers, envelopes

pytestmark = pytest.mark.django_db

PARTS = ("calendar", "year", "month", "day", "near")


def keep(person, *parts: str, **more: str):
    given = dict(zip((f"when_{part}" for part in PARTS), parts, strict=False))
    return person.post("form/date", **given, **more)


def sealed(question: str):
    return next((each for each in answers(envelopes()[0]).answers if each.question == question), None)


def test_nobody_without_a_report_comes_here(reporter):
    assert reporter.open("form/date").status_code == 403


@pytest.mark.parametrize(
    "parts", [(), ("gregorian", "2022"), ("gregorian", "2022", "autumn"), ("islamic", "1444", "9")]
)
def test_a_date_with_missing_parts_leads_back_to_the_form(writing, parts):
    response = keep(writing, *parts)

    assert response["Location"] == "/en/form/place"


@pytest.mark.parametrize("parts", [("gregorian", "2022", "2", "31"), ("gregorian", "1402"), ("gregorian", "x" * 500)])
def test_what_is_impossible_is_kept_and_told(writing, parts):
    response = keep(writing, *parts)

    page = writing.read("form/date")
    assert response["Location"] == "/en/form/date"
    assert "It is kept as you wrote it. You can change it, or leave it so." in page
    assert f'value="{parts[1][:40]}"' in page


def test_a_day_that_is_none_is_told_with_the_length_of_its_month(writing):
    keep(writing, "gregorian", "2024", "2", "30")

    assert "That month has only 29 days." in writing.read("form/date")


def test_another_calendar_keeps_what_was_typed_and_shows_its_months(writing):
    keep(writing, "gregorian", "1402", calendar="solar_hijri")

    page = writing.read("form/date")
    assert "Farvardin" in page
    assert 'value="1402"' in page
    assert "For example 14" in page


def test_the_months_of_the_moon_have_no_seasons(writing):
    keep(writing, "gregorian", calendar="islamic")

    page = writing.read("form/date")
    assert "Ramadan" in page
    assert "Autumn" not in page
    assert "we note it as approximate" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "15 March 2022, about then"),
        ("uk", "15 березня 2022 р., приблизно"),
        ("ru", "15 марта 2022 г., примерно"),
        ("ar", "15 مارس 2022 تقريبًا"),
    ],
)
def test_a_day_is_said_as_the_language_says_it(writing, language, words):
    writing.language = language
    keep(writing, "gregorian", "2022", "3", "15", "about")

    assert words in writing.read("form/date")


def test_a_date_of_another_calendar_is_said_in_both(writing):
    keep(writing, "solar_hijri", "1400", "5", "24")

    page = writing.read("form/date")
    assert "Solar Hijri calendar: 24 Mordad, Asad" in page
    assert "15 August 2021" in page


def test_a_day_without_its_year_is_said_without_one(writing):
    writing.language = "uk"
    keep(writing, "gregorian", "", "3", "5")

    assert "5 березня" in writing.read("form/date")


def test_a_date_can_be_taken_back(writing):
    keep(writing, "gregorian", "2022")

    response = writing.post("form/date", remove="yes")

    assert response["Location"] == "/en/form/place"
    assert "Remove the date" not in writing.read("form/date")


def test_the_date_leaves_with_the_report_with_the_words_that_were_seen(writing):
    keep(writing, "solar_hijri", "1400", "5", "24", "unsure")
    writing.answer("account", account="They came by the river.")
    writing.send()

    found = sealed("when_marked")
    assert found.answer == "2021-08-15?"
    assert found.shown.title == "The date that you marked in a calendar"
    assert "Solar Hijri calendar: 24 Mordad, Asad" in found.shown.hint
    assert "15 August 2021, not sure" in found.shown.hint


def test_a_date_alone_is_something_to_send(writing):
    keep(writing, "gregorian", "2022")

    assert writing.send()["Location"] == "/en/sent"


def test_nothing_is_sealed_of_a_date_that_was_not_marked(writing):
    writing.answer("account", account="They came by the river.")
    writing.send()

    assert sealed("when_marked") is None


def test_whoever_came_from_the_check_goes_back_there_in_the_end(writing):
    response = writing.client.post("/en/form/date?then=check", {"when_year": "2022"})

    assert response["Location"] == "/en/form/place?then=check"


def test_another_language_keeps_the_parts(writing):
    response = keep(writing, "gregorian", "2022", "3", language="uk")

    assert response["Location"] == "/uk/form/date"
    writing.language = "uk"
    assert 'value="2022"' in writing.read("form/date")


def test_after_sending_the_page_leads_to_the_receipt(sent):
    assert sent.open("form/date")["Location"] == "/en/sent"
    assert keep(sent, "gregorian", "2022")["Location"] == "/en/sent"
