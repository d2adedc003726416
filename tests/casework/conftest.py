"""Officers of every role, and browsers that have come as far as they should."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client
from tests.factories import situations
from tests.factories.situations import house  # noqa: F401 - a fixture

from affiant.ground.accounts import factors
from affiant.ground.accounts.roles import Role


@pytest.fixture
def make_officer(db):
    """Make an officer with these roles."""
    return situations.officer


@pytest.fixture
def browser_of():
    """Open a browser in which this officer is signed in with password and second factor."""

    def open_browser(officer) -> Client:
        client = Client()
        client.force_login(officer)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session["account_authentication_methods_user"] = str(officer.pk)
        session.save()
        return client

    return open_browser


@pytest.fixture
def signed_in(make_officer, browser_of):
    """Open a browser for a new officer with these roles."""

    def sign_in(*roles: Role) -> Client:
        return browser_of(make_officer(*roles))

    return sign_in


@pytest.fixture
def with_password_only(make_officer):
    """Open a browser where only the password was given; the officer has a second factor or not."""

    def open_browser(*roles: Role, has_factor: bool) -> Client:
        officer = make_officer(*roles)
        if has_factor:
            factors.give_totp(officer=officer, secret=generate_totp_secret())
        client = Client()
        client.force_login(officer)
        return client

    return open_browser


@pytest.fixture
def investigator(make_officer):
    return make_officer(Role.INVESTIGATOR, name="Inspector One")


@pytest.fixture
def supervisor(make_officer):
    return make_officer(Role.SUPERVISOR, name="Supervisor Two")


@pytest.fixture
def browser(browser_of, investigator):
    return browser_of(investigator)
