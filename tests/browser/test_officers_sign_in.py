"""Signing in with a browser: a code, a passkey, and what every other page looks like to axe."""

import time

import pytest
from playwright.sync_api import expect
from tests.browser.officers import DESKTOP, PHONE, check_accessible, picture, sign_in

from affiant.operate import totp

pytestmark = pytest.mark.browser
OTHER_PAGES = {
    "officers/": "officers",
    "officers/new/": "new-officer",
    "account/second-factor/": "account",
    "account/password/": "password",
    "queue/": "forbidden",
    "nothing/": "not-found",
}
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def new_officer(page, system, username):
    """Let the administrator make an officer; return the first password."""
    page.goto(f"{system.casework_url}/officers/new/")
    page.get_by_label("Name", exact=True).fill("Invented Auditor")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Add the officer").click()
    check_accessible(page)
    return page.locator("#first-password").inner_text()


def give_password(page, system, username, password):
    page.goto(f"{system.casework_url}/ledger/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize(("size", "viewport"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_a_new_officer_sets_up_an_authenticator_app_before_anything_opens(size, viewport, system, visit):
    username = f"auditor.{size}"
    administrator, page = sign_in(visit(viewport=viewport), system, "administrator"), visit(viewport=viewport)
    password = new_officer(administrator, system, username)

    give_password(page, system, username, "not the password")
    expect(page.get_by_text("The user name or the password is wrong").first).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-sign-in-error")
    give_password(page, system, username, password)
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-set-up")
    page.goto(f"{system.casework_url}/ledger/")
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    page.get_by_role("button", name="Set up an authenticator app").click()
    check_accessible(page)
    picture(page, f"{size}-authenticator")
    page.get_by_label("Code").fill(totp.code(page.locator("#totp-secret").inner_text(), time.time()))
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-recovery-codes")
    page.goto(f"{system.casework_url}/ledger/")
    expect(page.get_by_role("heading", name="Ledger")).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-ledger")


def test_a_passkey_is_set_up_and_signs_in(system, visit):
    password = new_officer(sign_in(visit(), system, "administrator"), system, "auditor.passkey")
    page = visit(viewport=DESKTOP)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    give_password(page, system, "auditor.passkey", password)
    page.get_by_role("button", name="Add a passkey").click()
    check_accessible(page)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="I have kept them: continue").click()
    page.get_by_role("button", name="Sign out").click()
    give_password(page, system, "auditor.passkey", password)
    check_accessible(page)
    picture(page, "desktop-second-factor")
    page.get_by_role("button", name="Use my passkey").click()

    expect(page.get_by_role("heading", name="Ledger")).to_be_visible()


def test_a_passkey_that_is_refused_says_so(system, visit):
    password = new_officer(sign_in(visit(), system, "administrator"), system, "auditor.refused")
    page = visit()
    page.context.new_cdp_session(page).send("WebAuthn.enable")
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('turned down'))")
    give_password(page, system, "auditor.refused", password)
    page.get_by_role("button", name="Add a passkey").click()

    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_text("The passkey was not used")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_other_pages_hold_to_every_rule_of_axe(size, system, visit):
    page = sign_in(visit(viewport=DESKTOP if size == "desktop" else PHONE), system, "administrator")

    for path, name in OTHER_PAGES.items():
        page.goto(f"{system.casework_url}/{path}")
        check_accessible(page)
        picture(page, f"{size}-{name}")
