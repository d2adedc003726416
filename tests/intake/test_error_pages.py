"""Whatever goes wrong: a calm sentence in the person's language, the way out, help, and the way back."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from affiant.config import languages
from affiant.intake.safety import views

pytestmark = pytest.mark.django_db
ALL = [code for code, _ in languages.OFFERED]
HEADING = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.DOTALL)


def not_found(language: str, _settings: object) -> HttpResponse:
    return Client().get(f"/{language}/nowhere")


def not_allowed(language: str, _settings: object) -> HttpResponse:
    return Client().put(f"/{language}/form/start")


def not_read(language: str, settings: object) -> HttpResponse:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    return Client().post(f"/{language}/form/start", {"a": "1", "b": "2", "c": "3"})


def too_large(language: str, settings: object) -> HttpResponse:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    return Client().post(f"/{language}/form/start", {"path": "x" * 200})


def lost(language: str, _settings: object) -> HttpResponse:
    return Client().get(f"/{language}/form/check")


def refused(language: str, _settings: object) -> HttpResponse:
    with translation.override(language):
        return views.refused(RequestFactory().get(f"/{language}/"), PermissionError())


def broken(language: str, _settings: object) -> HttpResponse:
    with translation.override(language):
        return views.broken(RequestFactory().get(f"/{language}/"))


ERRORS = [(400, not_read), (403, lost), (403, refused), (404, not_found), (405, not_allowed), (413, too_large)]
ERRORS += [(500, broken)]


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize(("status", "happen"), ERRORS, ids=lambda each: getattr(each, "__name__", each))
def test_an_error_is_a_page_in_the_persons_language_with_the_way_out_and_help(status, happen, language, settings):
    response = happen(language, settings)

    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in page
    assert 'href="/leave"' in page
    assert f'href="/{language}/info/now"' in page
    assert f'href="/{language}/return"' in page


@pytest.mark.parametrize("language", [code for code in ALL if code != "en"])
@pytest.mark.parametrize(("status", "happen"), ERRORS, ids=lambda each: getattr(each, "__name__", each))
def test_an_error_is_told_in_other_words_than_english(status, happen, language, settings):
    told = HEADING.search(happen(language, settings).content.decode())
    in_english = HEADING.search(happen("en", settings).content.decode())

    assert told
    assert told[1] != in_english[1]


def test_a_method_that_a_page_does_not_take_is_still_told_which_ones_it_takes():
    assert "POST" in Client().put("/en/form/start")["Allow"]


def test_a_strange_host_gets_a_page_and_no_trace():
    response = Client(SERVER_NAME="elsewhere.invalid").get("/en/")

    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


@pytest.mark.parametrize(("status", "happen"), ERRORS, ids=lambda each: getattr(each, "__name__", each))
def test_an_error_names_nothing_technical(status, happen, settings):
    main = happen("en", settings).content.decode().partition("<main")[2].partition("</main>")[0]
    words = re.sub(r"<[^>]*>", " ", main)

    assert not re.search(rf"\b{status}\b|error|exception|forbidden|CSRF", words, re.IGNORECASE)
