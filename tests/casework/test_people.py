"""The administrator's desk: officers, their roles, their accounts; no case anywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from affiant.ground.accounts import selectors
from affiant.ground.accounts.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
NEW = {"display_name": "Ada Invented", "username": "ada", "roles": ["auditor"]}


def sentences(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def administrator(make_officer):
    return make_officer(Role.ADMINISTRATOR)


@pytest.fixture
def browser(browser_of, administrator):
    return browser_of(administrator)


def test_a_new_officer_signs_in_with_the_password_that_is_shown_once(browser):
    page = browser.post(reverse("new_officer"), NEW)

    typed = {"login": "ada", "password": page.context["password"]}
    entered = Client().post(reverse("account_login"), typed, follow=True)

    assert page.context["password"] in page.text
    assert entered.redirect_chain[-1][0] == reverse("mfa_index")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("display_name", "", "Enter the officer&#39;s name"),
        ("username", "", "Enter a user name"),
        ("username", "ада", "letters without accents"),
        ("username", "a" * 81, "longer than 80 characters"),
        ("roles", [], "Choose at least one role"),
        ("roles", ["king"], "Choose roles from the list"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_makes_nobody(field, typed, sentence, browser):
    page = browser.post(reverse("new_officer"), NEW | {field: typed})

    assert sentence in page.text
    assert len(selectors.officers()) == 1


def test_a_user_name_is_given_once(browser):
    browser.post(reverse("new_officer"), NEW)

    page = browser.post(reverse("new_officer"), NEW)

    assert "Another officer has this user name" in page.text


def test_roles_are_set(browser, make_officer):
    officer = make_officer(Role.AUDITOR)

    browser.post(reverse("set_roles", args=[officer.pk]), {"roles": ["investigator", "supervisor"]})

    assert selectors.officer(officer.pk).roles == (Role.INVESTIGATOR, Role.SUPERVISOR)


def test_the_last_administrator_cannot_be_closed(browser, administrator):
    page = browser.post(reverse("close_officer", args=[administrator.pk]), follow=True)

    assert "This is the last administrator" in sentences(page)[-1]


def test_closing_an_account_ends_its_sessions_at_once(browser, make_officer, browser_of):
    officer = make_officer(Role.AUDITOR)
    other = browser_of(officer)

    browser.post(reverse("close_officer", args=[officer.pk]))

    assert other.get(reverse("ledger")).status_code == 302


def test_a_closed_account_can_be_opened_again(browser, make_officer):
    officer = make_officer(Role.AUDITOR)
    browser.post(reverse("close_officer", args=[officer.pk]))

    browser.post(reverse("open_officer", args=[officer.pk]))

    assert selectors.officer(officer.pk).is_active


def test_a_new_password_ends_the_sessions_of_the_old_one(browser, make_officer, browser_of):
    officer = make_officer(Role.AUDITOR)
    other = browser_of(officer)

    browser.post(reverse("new_password", args=[officer.pk]))

    assert other.get(reverse("ledger")).status_code == 302


def test_lost_second_factors_are_forgotten(browser, make_officer):
    officer = make_officer(Role.AUDITOR)

    page = browser.post(reverse("forget_factor", args=[officer.pk]), follow=True)

    assert "The second factors are forgotten" in sentences(page)[-1]
