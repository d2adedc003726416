"""Leaving at once, and what a person reads when something goes wrong."""

from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils.translation import override
from tests.navigators.reporter import Reporter

from affiant.intake.safety import views
from affiant.submissions.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(db) -> Reporter:
    """Somebody whose forms need Django's form token, as in a real browser."""
    return Reporter(Client(enforce_csrf_checks=True))


def test_leaving_ends_the_visit_and_keeps_the_draft(writing):
    code = writing.code()

    response = writing.client.get("/leave")

    assert response["Location"] == django_settings.AFFIANT.exit_url
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies[django_settings.SESSION_COOKIE_NAME].value == ""
    assert response.cookies[django_settings.CSRF_COOKIE_NAME].value == ""
    assert writing.open("code").status_code == 403
    assert writing.post("return", code=code)["Location"] == "/en/form/check"


def test_no_cookie_outlives_the_browser(reporter):
    response = reporter.open("form/start")
    reporter.answer("start")

    assert {cookie["max-age"] for cookie in response.cookies.values()} == {""}
    assert {cookie["expires"] for cookie in reporter.client.cookies.values()} == {""}


def test_a_form_whose_cookie_is_gone_gives_the_typed_words_back(strict):
    response = strict.answer("account", account="Every word of it.", place_where="")

    page = response.content.decode()
    assert response.status_code == 403
    assert "Your answers are kept" in page
    assert "What you wrote just now is not saved yet" in page
    assert "Every word of it." in page


def test_a_visit_whose_draft_is_gone_is_told_so(writing):
    Draft.objects.all().delete()

    assert writing.open("form/account").status_code == 403
    assert writing.open("form/check").status_code == 403


def test_a_request_that_is_too_large_gets_its_own_page(writing, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = writing.answer("account", account="x" * 2000)

    assert response.status_code == 413
    assert "That was too much at once" in response.content.decode()


def test_too_many_fields_are_a_request_that_cannot_be_read(writing, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    response = writing.answer("account", a="1", b="2", c="3")

    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


@pytest.mark.parametrize("page", ["nowhere", "form/nothing", "form/check/more"])
def test_an_address_that_does_not_exist_speaks_the_pages_language(reporter, page):
    reporter.language = "uk"

    response = reporter.open(page)

    assert response.status_code == 404
    assert "Такої сторінки тут немає" in response.content.decode()


def test_a_fault_of_ours_says_whose_fault_it_is(rf):
    with override("en"):
        response = views.broken(rf.get("/en/"))

    assert response.status_code == 500
    assert "It was not your fault." in response.content.decode()


def test_a_refusal_is_a_page_and_not_a_trace(rf):
    response = views.refused(rf.get("/en/"), PermissionError())

    assert response.status_code == 403
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(writing, method):
    assert getattr(writing.client, method)("/en/form/check").status_code == 405


def test_a_form_that_breaks_off_does_not_replace_what_was_kept(writing):
    writing.answer("account", account="It was six in the morning, and it was dark.")
    cut = {"wsgi.input": BytesIO(b"account=It+was+six"), "CONTENT_LENGTH": "60"}

    response = writing.client.generic("POST", "/en/form/account", "-", "application/x-www-form-urlencoded", **cut)

    assert response.status_code == 400
    assert "Something was cut off on the way" in response.content.decode()
    assert "It was six in the morning, and it was dark." in writing.read("form/check")
