"""The second factor: encrypted at rest, asked for in every session, used once, never taken away altogether."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.situations import PASSWORD

from affiant.casework.sign_in import SecondFactorAdapter
from affiant.ground.accounts import factors
from affiant.ground.accounts.roles import Role
from affiant.operate import totp

pytestmark = pytest.mark.django_db


def code(secret, seconds=0):
    return totp.code(secret, time.time() + seconds)


@pytest.fixture
def secret():
    return generate_totp_secret()


@pytest.fixture
def auditor(make_officer, secret):
    officer = make_officer(Role.AUDITOR)
    factors.give_totp(officer=officer, secret=secret)
    return officer


@pytest.fixture
def password_given():
    """Open a browser and give the right password in it, and nothing else."""

    def give(officer) -> Client:
        client = Client()
        client.post(reverse("account_login"), {"login": officer.username, "password": PASSWORD})
        return client

    return give


def test_password_and_code_open_the_desk(auditor, secret, password_given):
    browser = password_given(auditor)

    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert browser.get(reverse("ledger")).status_code == 200


def test_a_wrong_code_opens_nothing_and_says_so(auditor, secret, password_given):
    browser = password_given(auditor)

    page = browser.post(reverse("mfa_authenticate"), {"code": code(secret, 600)})

    assert "This code is wrong, or has been used" in page.text
    assert browser.get(reverse("ledger")).status_code == 302


def test_a_code_signs_in_once(auditor, secret, password_given):
    used = code(secret)
    password_given(auditor).post(reverse("mfa_authenticate"), {"code": used})

    page = password_given(auditor).post(reverse("mfa_authenticate"), {"code": used})

    assert "This code is wrong, or has been used" in page.text


def test_every_process_knows_which_codes_were_used():
    assert isinstance(caches["default"], DatabaseCache)


def test_guessing_codes_ends_after_a_few(auditor, secret, password_given):
    browser = password_given(auditor)
    for wrong in ("111111", "222222", "333333", "444444", "555555", "666666"):
        browser.post(reverse("mfa_authenticate"), {"code": wrong})

    page = browser.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert "Too many attempts failed" in page.text


def test_a_thief_who_was_there_first_with_the_password_gains_nothing(make_officer, secret, password_given):
    officer = make_officer(Role.AUDITOR)
    thief = password_given(officer)
    factors.give_totp(officer=officer, secret=secret)

    turned = [thief.get(reverse(name)) for name in ("ledger", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn")]

    assert {page.url.split("?")[0] for page in turned} == {reverse("mfa_reauthenticate")}


def test_what_was_set_up_in_this_session_counts_as_given(
    make_officer,
    password_given,
):
    browser = password_given(make_officer(Role.AUDITOR))
    page = browser.get(reverse("mfa_activate_totp"))

    browser.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})

    assert browser.get(reverse("ledger")).status_code == 200


def test_the_secret_lies_encrypted_in_the_database(auditor, secret):
    assert secret not in str(Authenticator.objects.get(user=auditor).data)


def test_recovery_codes_lie_encrypted_too(make_officer, password_given):
    officer = make_officer(Role.AUDITOR)
    browser = password_given(officer)
    page = browser.get(reverse("mfa_activate_totp"))
    browser.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})

    shown = browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    held = str([each.data for each in Authenticator.objects.filter(user=officer)])
    assert len(shown) == 10
    assert not any(each in held for each in shown)


def test_another_key_opens_no_secret(settings):
    sealed = SecondFactorAdapter().encrypt("secret")
    settings.SECOND_FACTOR_KEY = "11" * 32

    with pytest.raises(ImproperlyConfigured, match="under another key"):
        SecondFactorAdapter().decrypt(sealed)


@given(st.text(max_size=80))
def test_what_was_encrypted_comes_back_and_never_looks_the_same_twice(text):
    adapter = SecondFactorAdapter()

    first, second = adapter.encrypt(text), adapter.encrypt(text)

    assert adapter.decrypt(first) == adapter.decrypt(second) == text
    assert first != second


def test_the_only_second_factor_cannot_be_removed(auditor, secret, password_given):
    browser = password_given(auditor)
    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = browser.get(reverse("mfa_deactivate_totp"))
    browser.post(reverse("mfa_deactivate_totp"))

    assert "Add another one before you remove it" in page.text
    assert Authenticator.objects.filter(user=auditor, type="totp").exists()


def test_nobody_signs_themselves_up(db):
    assert Client().get("/account/signup/").status_code == 404


def test_a_sign_in_lasts_half_an_hour_of_rest_and_ends_with_the_browser(auditor, secret, password_given):
    browser = password_given(auditor)

    answer = browser.post(reverse("mfa_authenticate"), {"code": code(secret)})

    cookie = answer.cookies["affiant_casework_session"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert browser.session.get_expiry_age() == 1800


def test_confirming_with_wrong_passwords_is_slowed_down_in_words(auditor, secret, password_given):
    browser = password_given(auditor)
    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})

    answers = [browser.post(reverse("account_reauthenticate"), {"password": "wrong"}) for _ in range(12)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].text
