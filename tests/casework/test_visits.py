"""A session is short, stays in its browser, and can be seen and ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from affiant.casework import visits
from affiant.ground.accounts.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
PASSWORD = "plain granite kettle orchard"
FIREFOX, OTHER = {"User-Agent": "Invented/1.0"}, {"User-Agent": "Another/2.0"}


def is_signed_in(client: Client, **named) -> bool:
    return client.get(reverse("mfa_index"), **named).status_code == 200


def is_sent_to_sign_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith(reverse("account_login"))


@pytest.fixture
def opened(make_officer):
    """Sign in by password, as a browser does."""
    officer = make_officer(Role.DUTY_OFFICER)
    officer.set_password(PASSWORD)
    officer.save()

    def open_session(headers: dict[str, str]) -> Client:
        client = Client(headers=headers)
        client.post(reverse("account_login"), {"login": officer.username, "password": PASSWORD})
        return client

    open_session.officer = officer
    return open_session


def test_a_session_goes_on_in_the_browser_that_opened_it(opened):
    assert is_signed_in(opened(FIREFOX))


def test_a_stolen_cookie_opens_nothing_in_another_browser_and_ends_the_session(opened):
    browser = opened(FIREFOX)

    assert is_sent_to_sign_in(browser.get(reverse("mfa_index"), headers=OTHER))
    assert not is_signed_in(browser)


def test_a_session_ends_after_its_shift_however_busy_it_was(opened, settings):
    browser = opened(FIREFOX)
    settings.VISIT_AT_MOST = 0

    assert is_sent_to_sign_in(browser.get(reverse("mfa_index")))


def test_a_session_lasts_from_the_last_page_on(opened, settings):
    browser = opened(FIREFOX)
    is_signed_in(browser)
    stored = Session.objects.get()
    stored.expire_date -= timedelta(minutes=20)
    stored.save()

    settings.SESSION_NOTED_AFTER = 0
    is_signed_in(browser)

    assert Session.objects.get().expire_date > stored.expire_date


def test_a_page_writes_no_session_that_was_written_a_moment_ago(opened):
    browser = opened(FIREFOX)
    is_signed_in(browser)

    with CaptureQueriesContext(connection) as asked:
        is_signed_in(browser)

    assert [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_a_session_of_before_these_rules_is_asked_to_sign_in(opened):
    browser = opened(FIREFOX)
    session = browser.session
    del session[visits.MARK]
    session.save()

    assert not is_signed_in(browser)


def test_an_officer_sees_where_they_are_signed_in_and_ends_the_others(opened, browser_of):
    other = opened(OTHER)
    here = browser_of(opened.officer)

    page = here.get(reverse("usersessions_list"))
    here.post(reverse("usersessions_list"))

    assert "Another/2.0" in page.text
    assert not is_signed_in(other)
    assert is_signed_in(here)


def test_an_administrator_ends_every_session_of_an_officer_and_the_ledger_says_so(opened, signed_in):
    from affiant.ground.ledger.selectors import entries_about

    browser, administrator = opened(FIREFOX), signed_in(Role.ADMINISTRATOR)

    administrator.post(reverse("end_sessions", args=[opened.officer.pk]))

    assert not is_signed_in(browser)
    assert [entry.act for entry in entries_about(str(opened.officer.pk))][-1] == "officer.sessions_ended"
