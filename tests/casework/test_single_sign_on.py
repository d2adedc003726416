"""Signing in by the force's own identity provider: it stands for the password of an officer who connected it."""

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse
from tests.casework.identity_provider import CLIENT, SECRET
from tests.factories.situations import AT

from affiant.config import single_sign_on
from affiant.config.env import BadEnvironment, Environment
from affiant.ground.accounts import factors, services, subjects
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

UNKNOWN = "No officer here has connected this account"
FAILED = "Signing in there did not work"


@pytest.fixture(scope="module")
def address():
    """Start the provider as a process of its own; give its address."""
    program = Path(__file__).with_name("identity_provider.py")
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as running:
        yield f"http://127.0.0.1:{running.stdout.readline().strip()}"
        running.terminate()


@pytest.fixture
def provider(address, settings):
    """Let the officers' face know the provider, which tells the truth again afterwards."""
    app = single_sign_on.app(address, CLIENT, SECRET, "your force account")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield address
    httpx.get(f"{address}/lie/")


@pytest.fixture
def officer(make_officer):
    return make_officer(Role.DUTY_OFFICER)


@pytest.fixture
def secret(officer):
    made = generate_totp_secret()
    factors.give_totp(officer=officer, secret=made)
    return made


@pytest.fixture
def browser_of(browser_of):
    """Open a browser of an officer who has just given the second factor again, as connecting asks."""

    def open_browser(officer):
        client = browser_of(officer)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
        ]
        session.save()
        return client

    return open_browser


def be(provider, subject):
    httpx.get(f"{provider}/who/{subject}")


def go(browser, name):
    """Press the button, go to the provider, come back; return the page to which that leads."""
    led = browser.post(reverse(name))
    back = httpx.get(led.url).headers["Location"]
    return browser.get(f"{urlsplit(back).path}?{urlsplit(back).query}", follow=True)


def sentences(page):
    return [str(message) for message in page.context["messages"]]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_officer_connects_it_once_and_then_signs_in_with_it_and_the_second_factor(
    provider, officer, secret, browser_of
):
    be(provider, "ada-7f3")

    connected = go(browser_of(officer), "connect_elsewhere")
    browser = Client()
    asked = go(browser, "sign_in_elsewhere")
    entered = browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, follow=True)

    assert "You can sign in with it from now on" in sentences(connected)[-1]
    assert asked.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
    assert entered.redirect_chain[-1][0] == reverse("home")
    assert browser.get(reverse("queue")).status_code == 200


def test_it_alone_opens_nothing(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    browser = Client()

    go(browser, "sign_in_elsewhere")

    assert browser.get(reverse("queue")).url.startswith(reverse("account_login"))


def test_who_has_connected_nothing_is_nobody_here_whatever_the_provider_says(provider, officer):
    be(provider, officer.username)

    page = go(Client(), "sign_in_elsewhere")

    assert UNKNOWN in sentences(page)[-1]
    assert not SocialAccount.objects.exists()


def test_nothing_but_the_subject_is_kept(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")

    go(Client(), "sign_in_elsewhere")

    (kept,) = SocialAccount.objects.all()
    assert (kept.uid, kept.extra_data) == ("ada-7f3", {})
    assert not SocialToken.objects.exists()


def test_a_group_that_the_provider_names_gives_no_role(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    browser = browser_of(officer)

    go(browser, "connect_elsewhere")

    assert browser.get(reverse("officers")).status_code == 403


def test_a_password_without_the_second_factor_connects_nothing(provider, with_password_only):
    be(provider, "thief")
    browser = with_password_only(Role.DUTY_OFFICER, has_factor=True)

    refused = browser.post(reverse("connect_elsewhere"))

    assert refused.url.split("?")[0] == reverse("mfa_reauthenticate")
    assert not SocialAccount.objects.exists()


def test_an_account_signs_in_one_officer(provider, officer, secret, make_officer, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    other = make_officer(Role.AUDITOR)
    factors.give_totp(officer=other, secret=generate_totp_secret())

    page = go(browser_of(other), "connect_elsewhere")

    assert "signs in as another officer" in sentences(page)[-1]
    assert not subjects.is_connected(other)


def test_another_account_takes_the_place_of_the_first(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    be(provider, "ada-2")
    go(browser_of(officer), "connect_elsewhere")
    be(provider, "ada-7f3")

    page = go(Client(), "sign_in_elsewhere")

    assert UNKNOWN in sentences(page)[-1]


def test_what_is_disconnected_signs_in_nobody(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    browser = browser_of(officer)
    go(browser, "connect_elsewhere")

    browser.post(reverse("forget_elsewhere"))

    assert UNKNOWN in sentences(go(Client(), "sign_in_elsewhere"))[-1]
    assert [entry.act for entry in ledger.entries_about(str(officer.pk))][-2:] == [
        "officer.subject_connected",
        "officer.subject_forgotten",
    ]


def test_an_administrator_disconnects_it_with_the_second_factors(provider, officer, secret, browser_of, signed_in):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")

    signed_in(Role.ADMINISTRATOR).post(reverse("forget_factor", args=[officer.pk]))

    assert not subjects.is_connected(officer)


def test_nobody_else_disconnects_it(officer, make_officer):
    with pytest.raises(NotPermitted):
        subjects.forget(officer=officer, by=make_officer(Role.SUPERVISOR), at=AT)


def test_a_closed_account_stays_closed(provider, officer, secret, browser_of, make_officer):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    services.set_active(officer=officer, active=False, by=make_officer(Role.ADMINISTRATOR), at=AT)

    page = go(Client(), "sign_in_elsewhere")

    assert page.redirect_chain[-1][0] == reverse("account_inactive")


@pytest.mark.parametrize("lie", ["issuer", "audience", "expired", "subject"])
def test_a_token_that_is_not_for_us_is_refused(lie, provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    httpx.get(f"{provider}/lie/{lie}")

    page = go(Client(), "sign_in_elsewhere")

    assert FAILED in sentences(page)[-1]


def test_an_answer_that_nobody_asked_for_is_refused(provider, officer, secret, browser_of):
    be(provider, "ada-7f3")
    go(browser_of(officer), "connect_elsewhere")
    led = Client().post(reverse("sign_in_elsewhere"))
    back = urlsplit(httpx.get(led.url).headers["Location"])

    page = Client().get(f"{back.path}?{back.query}", follow=True)

    assert FAILED in sentences(page)[-1]


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=1&state=2", "?state=%00"])
def test_whatever_comes_back_is_answered(query, provider):
    page = Client().get(f"{reverse('openid_connect_callback')}{query}", follow=True)

    assert page.status_code == 200
    assert FAILED in sentences(page)[-1]


def test_a_provider_that_does_not_answer_is_told_in_words(provider, settings):
    app = single_sign_on.app("http://127.0.0.1:9", CLIENT, SECRET, "your force account")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    page = Client().post(reverse("sign_in_elsewhere"), follow=True)

    assert FAILED in sentences(page)[-1]


def test_a_provider_that_describes_nothing_is_told_in_words(provider):
    httpx.get(f"{provider}/lie/nothing")

    page = Client().post(reverse("sign_in_elsewhere"), follow=True)

    assert FAILED in sentences(page)[-1]


def test_the_page_may_lead_to_the_provider_and_nowhere_else(provider):
    page = Client().get(reverse("account_login"))

    assert "Sign in with your force account" in page.text
    assert f"form-action 'self' {provider};" in f"{page.headers['Content-Security-Policy']};"


@pytest.mark.parametrize("name", ["sign_in_elsewhere", "openid_connect_callback"])
def test_without_a_provider_there_is_no_such_page(name, db):
    method = Client().post if name == "sign_in_elsewhere" else Client().get

    assert method(reverse(name)).status_code == 404
    assert "Sign in with" not in Client().get(reverse("account_login")).text


def environment(tmp_path, **more):
    file = tmp_path / "client.secret"
    file.write_text("s\n")
    given = {
        "AFFIANT_OIDC_ISSUER": "https://id.force.example/realm/",
        "AFFIANT_OIDC_CLIENT": "affiant",
        "AFFIANT_OIDC_SECRET": str(file),
    }
    return Environment.read(given | more)


def test_the_settings_name_the_provider(tmp_path):
    (app,) = single_sign_on.providers(environment(tmp_path))["openid_connect"]["APPS"]

    assert (app["client_id"], app["secret"]) == ("affiant", "s")
    assert app["settings"]["server_url"] == "https://id.force.example/realm"
    assert single_sign_on.providers(Environment.read({})) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AFFIANT_OIDC_ISSUER", "http://id.force.example"),
        ("AFFIANT_OIDC_ISSUER", ""),
        ("AFFIANT_OIDC_CLIENT", ""),
        ("AFFIANT_OIDC_SECRET", ""),
        ("AFFIANT_OIDC_SECRET", "/nowhere"),
    ],
)
def test_half_a_provider_refuses_to_start(name, value, tmp_path):
    with pytest.raises(BadEnvironment):
        single_sign_on.providers(environment(tmp_path, **{name: value}))
