"""Closed for maintenance: nobody loses a word, and help, other ways and the exit stay open."""

from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client
from tests.navigators.page import fields
from tests.navigators.reporter import Reporter

pytestmark = pytest.mark.django_db
WORDS = "Перший рядок\nдругий <рядок> & кінець"


def close() -> None:
    folder = django_settings.AFFIANT.intake_dir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "closed").touch()


def submit(person: Reporter, page: str, **answers: object) -> HttpResponse:
    """Send a form without files as a browser does."""
    body = urlencode(answers, doseq=True)
    return person.client.post(f"/{person.language}/{page}", body, content_type="application/x-www-form-urlencoded")


def reopen() -> None:
    (django_settings.AFFIANT.intake_dir / "closed").unlink()


@pytest.mark.parametrize("page", ["", "form/start", "form/account", "return", "code", "nowhere"])
def test_every_page_says_that_it_is_closed_and_shows_the_way_out_and_help(reporter, page):
    close()

    response = reporter.open(page)

    assert response.status_code == 503
    assert response["Retry-After"] == "300"
    shown = response.content.decode()
    assert "closed for a short time" in shown
    assert "999" in shown
    assert 'href="/leave"' in shown
    assert 'href="/en/info/other-ways"' in shown


@pytest.mark.parametrize("page", ["info/now", "info/other-ways", "info/support", "info/"])
def test_pages_of_help_stay_open(reporter, page):
    close()

    assert reporter.open(page).status_code == 200


def test_the_exit_stays_open(reporter):
    close()

    assert reporter.client.get("/leave").status_code == 302


def test_what_was_typed_is_on_the_page_and_is_saved_when_the_site_opens_again(writing):
    close()
    response = submit(writing, "form/account", account=WORDS)
    assert response.status_code == 503
    assert "другий &lt;рядок&gt; &amp; кінець</p>" in response.content.decode()

    reopen()
    assert submit(writing, "form/account", **fields(response))["Location"] == "/en/code?then=place"
    assert "другий &lt;рядок&gt; &amp; кінець" in writing.read("form/account")


def test_the_forms_own_token_still_holds_when_the_site_opens_again(db):
    strict = Reporter(Client(enforce_csrf_checks=True))
    token = strict.open("form/start").context["csrf_token"]
    close()
    closed = submit(strict, "form/start", path="witnessed", csrfmiddlewaretoken=str(token))
    assert f'value="{token}"' in closed.content.decode()

    reopen()
    response = submit(strict, "form/start", csrfmiddlewaretoken=str(token), **fields(closed))

    assert response["Location"] == "/en/form/age"


def test_another_language_takes_what_was_typed_along(writing):
    close()

    page = submit(writing, "form/account", account=WORDS).content.decode()
    ukrainian = submit(Reporter(writing.client, "uk"), "form/account", account=WORDS).content.decode()

    assert 'formaction="/uk/form/account"' in page
    assert "Цей сайт ненадовго закрито" in ukrainian
    assert "Перший рядок" in ukrainian


def test_a_script_that_sends_a_file_is_told_to_try_again(writing):
    close()

    response = writing.client.patch(f"/files/{'a' * 32}", b"bytes", content_type="application/offset+octet-stream")

    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/plain")


def test_a_form_with_files_is_not_read(writing, django_assert_num_queries):
    close()

    with django_assert_num_queries(0):
        response = writing.client.generic("POST", "/files/plain", b"x" * 100, "multipart/form-data; boundary=x")

    assert response.status_code == 503


def test_no_table_is_asked_while_it_is_closed(writing, django_assert_num_queries):
    close()

    with django_assert_num_queries(0):
        submit(writing, "form/account", account=WORDS)
