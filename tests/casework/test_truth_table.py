"""Who enters what: every view of the officers' face against every standing, written out by hand."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from tests.factories.situations import AT, collected_referral, prepared_package

from affiant.evidence import selectors as evidence
from affiant.ground.accounts.roles import Role
from affiant.triage import services as triage

DUTY, INVESTIGATOR, SUPERVISOR = Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR
LIAISON, AUDITOR, ADMINISTRATOR = Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR
CASE = {DUTY, INVESTIGATOR, SUPERVISOR}
READERS = CASE | {LIAISON}
EVERYONE = set(Role)
ID = uuid.UUID("00000000-0000-4000-8000-000000000000")

# view: (method, arguments, roles that enter). An unknown id answers 404, which is to have entered.
BY_ROLE = {
    "home": ("get", {}, EVERYONE),
    "queue": ("get", {}, READERS),
    "assign_marked": ("post", {}, CASE),
    "save_view": ("post", {}, READERS),
    "forget_view": ("post", {"view_id": ID}, READERS),
    "referral": ("get", {"referral_id": ID}, READERS),
    "assign": ("post", {"referral_id": ID}, CASE),
    "handovers": ("get", {}, CASE),
    "new_handover": ("get", {}, CASE),
    "empty_table": ("get", {}, CASE),
    "handover": ("get", {"handover_id": ID}, CASE),
    "try_handover_again": ("post", {"handover_id": ID}, CASE),
    "accept_handover": ("post", {"handover_id": ID}, CASE),
    "decline_handover": ("post", {"handover_id": ID}, CASE),
    "erase_handover": ("post", {"handover_id": ID}, {SUPERVISOR}),
    "handover_faults": ("get", {"handover_id": ID}, CASE),
    "organisations": ("get", {}, {SUPERVISOR}),
    "close_organisation": ("post", {"organisation_id": "0" * 32}, {SUPERVISOR}),
    "reopen_organisation": ("post", {"organisation_id": "0" * 32}, {SUPERVISOR}),
    "hear_consent": ("post", {"referral_id": ID}, CASE),
    "take_report": ("get", {}, CASE),
    "reviews": ("get", {}, CASE),
    "scoping": ("get", {"referral_id": ID}, READERS),
    "save_section": ("post", {"referral_id": ID, "section_id": "A.1"}, CASE),
    "close_task": ("post", {"referral_id": ID, "task_id": ID}, CASE),
    "jurisdiction": ("get", {"referral_id": ID}, READERS),
    "classification": ("get", {"referral_id": ID}, READERS),
    "code_incident": ("post", {"referral_id": ID}, CASE),
    "elements": ("get", {"referral_id": ID, "candidate_id": ID}, READERS),
    "drop_candidate": ("post", {"referral_id": ID, "candidate_id": ID}, CASE),
    "decide": ("get", {"referral_id": ID}, READERS),
    "decision_record": ("get", {"referral_id": ID, "decision_id": ID}, READERS),
    "take_decision": ("get", {"referral_id": ID, "decision_id": ID}, READERS),
    "confirm": ("post", {"referral_id": ID, "decision_id": ID}, {SUPERVISOR}),
    "return_it": ("post", {"referral_id": ID, "decision_id": ID}, {SUPERVISOR}),
    "reopen": ("post", {"referral_id": ID}, CASE),
    "recuse": ("get", {"referral_id": ID}, READERS),
    "readmit": ("post", {"referral_id": ID, "officer_id": ID}, {SUPERVISOR}),
    "who_sees": ("get", {"referral_id": ID}, READERS),
    "restrict": ("post", {"referral_id": ID}, {SUPERVISOR}),
    "lift_restriction": ("post", {"referral_id": ID}, {SUPERVISOR}),
    "add_member": ("post", {"referral_id": ID}, {SUPERVISOR}),
    "end_membership": ("post", {"referral_id": ID, "officer_id": ID}, READERS),
    "unkept": ("get", {}, {SUPERVISOR}),
    "take_over": ("post", {"unkept_id": ID}, {SUPERVISOR}),
    "reply": ("post", {"referral_id": ID}, CASE),
    "messages_desk": ("get", {}, CASE),
    "correspondence": ("get", {"referral_id": ID}, READERS),
    "write_message": ("get", {"referral_id": ID}, CASE),
    "settle_question": ("post", {"referral_id": ID, "question_id": ID}, CASE),
    "let_be": ("post", {"referral_id": ID}, CASE),
    "attempts": ("get", {"referral_id": ID}, CASE),
    "message_proof": ("get", {"referral_id": ID, "message_id": ID}, READERS),
    "message_proof_file": ("get", {"referral_id": ID, "message_id": ID}, READERS),
    "message_file": ("get", {"referral_id": ID, "message_id": ID, "number": 1}, READERS),
    "draft": ("get", {"referral_id": ID, "draft_id": ID}, CASE),
    "take_over_draft": ("post", {"referral_id": ID, "draft_id": ID}, CASE),
    "discard_draft": ("post", {"referral_id": ID, "draft_id": ID}, CASE),
    "approve_message": ("post", {"referral_id": ID, "draft_id": ID}, CASE),
    "return_message": ("post", {"referral_id": ID, "draft_id": ID}, CASE),
    "attach_file": ("post", {"referral_id": ID, "draft_id": ID}, CASE),
    "draft_file": ("get", {"referral_id": ID, "draft_id": ID, "number": 1}, CASE),
    "detach_file": ("post", {"referral_id": ID, "draft_id": ID, "number": 1}, CASE),
    "people_to_contact": ("get", {"referral_id": ID}, CASE),
    "open_contact": ("post", {"referral_id": ID}, CASE),
    "add_contact": ("post", {"referral_id": ID}, CASE),
    "correct_contact": ("post", {"referral_id": ID, "contact_id": ID}, CASE),
    "erase_contacts": ("post", {"referral_id": ID}, {SUPERVISOR}),
    "acknowledge_flags": ("post", {"referral_id": ID}, CASE),
    "write_note": ("post", {"referral_id": ID}, CASE),
    "set_task": ("post", {"referral_id": ID}, CASE),
    "finish_task": ("post", {"referral_id": ID, "task_id": ID}, CASE),
    "set_situation": ("post", {"referral_id": ID}, CASE),
    "translate": ("get", {"referral_id": ID, "submission_id": ID, "question": "account"}, CASE),
    "exhibit": ("get", {"exhibit_id": ID}, READERS),
    "exhibit_text": ("get", {"exhibit_id": ID}, READERS),
    "view_exhibit": ("get", {"exhibit_id": ID}, READERS),
    "download_exhibit": ("get", {"exhibit_id": ID}, READERS),
    "search_how": ("get", {}, READERS),
    "search": ("get", {}, READERS),
    "found": ("get", {"name": "0"}, READERS),
    "partners": ("get", {}, {LIAISON, SUPERVISOR}),
    "new_partner": ("get", {}, {SUPERVISOR}),
    "partner": ("get", {"partner_id": ID}, {SUPERVISOR}),
    "packages": ("get", {}, {LIAISON, SUPERVISOR}),
    "prepare": ("get", {"referral_id": ID}, {LIAISON}),
    "package": ("get", {"package_id": ID}, {LIAISON, SUPERVISOR}),
    "approve": ("post", {"package_id": ID}, {SUPERVISOR}),
    "decline": ("post", {"package_id": ID}, {SUPERVISOR}),
    "write_again": ("post", {"package_id": ID}, {LIAISON, SUPERVISOR}),
    "download_package": ("get", {"package_id": ID}, {LIAISON, SUPERVISOR}),
    "figures": ("get", {}, {AUDITOR, SUPERVISOR}),
    "figure_file": ("get", {"name": "months"}, {AUDITOR, SUPERVISOR}),
    "links": ("get", {"referral_id": ID}, READERS),
    "say_of_two": ("post", {"referral_id": ID}, CASE),
    "answer_likeness": ("post", {"referral_id": ID, "likeness": "event", "other_id": ID}, CASE),
    "part_links": ("post", {"referral_id": ID, "link_id": ID}, CASE),
    "register_earlier": ("post", {"referral_id": ID}, CASE),
    "ledger": ("get", {}, {AUDITOR, SUPERVISOR}),
    "export_ledger": ("get", {}, {AUDITOR, SUPERVISOR}),
    "officers": ("get", {}, {ADMINISTRATOR}),
    "new_officer": ("get", {}, {ADMINISTRATOR}),
    "officer": ("get", {"officer_id": ID}, {ADMINISTRATOR}),
    "set_roles": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "close_officer": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "open_officer": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "new_password": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "end_sessions": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "forget_factor": ("post", {"officer_id": ID}, {ADMINISTRATOR}),
    "mfa_deactivate_totp": ("get", {}, EVERYONE),
    "mfa_generate_recovery_codes": ("get", {}, EVERYONE),
    "mfa_list_webauthn": ("get", {}, EVERYONE),
    "mfa_edit_webauthn": ("get", {"pk": 1}, EVERYONE),
    "mfa_remove_webauthn": ("get", {"pk": 1}, EVERYONE),
    "usersessions_list": ("get", {}, EVERYONE),
    "account_change_password": ("get", {}, EVERYONE),
    "connect_elsewhere": ("post", {}, EVERYONE),
    "forget_elsewhere": ("post", {}, EVERYONE),
}
SETTING_UP = {
    "mfa_index": {},
    "mfa_activate_totp": {},
    "mfa_add_webauthn": {},
    "mfa_view_recovery_codes": {},
    "mfa_download_recovery_codes": {},
}
WITH_PASSWORD = {"account_reauthenticate": {}, "mfa_reauthenticate": {}, "mfa_reauthenticate_webauthn": {}}
ANYONE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "sign_in_elsewhere",
    "openid_connect_callback",
}
SIGN_IN, FACTOR, SET_UP = "account_login", "mfa_reauthenticate", "mfa_index"

CASES = [(name, role) for name in BY_ROLE for role in Role]
BEHIND_A_FACTOR = sorted(BY_ROLE)


def _ask(client, name):
    method, arguments, _ = BY_ROLE.get(name, ("get", SETTING_UP.get(name, {}), None))
    return getattr(client, method)(reverse(name, kwargs=arguments))


def _sent_to(response, name):
    return response.status_code == 302 and response.url.split("?")[0] == reverse(name)


def test_every_view_has_a_row():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert names == {*BY_ROLE, *SETTING_UP, *WITH_PASSWORD, *ANYONE}


@pytest.mark.parametrize(("name", "role"), CASES)
def test_a_role_enters_what_the_table_says_and_nothing_else(name, role, signed_in):
    response = _ask(signed_in(role), name)

    refused = response.status_code == 403
    assert refused is (role not in BY_ROLE[name][2])
    assert not _sent_to(response, SIGN_IN)


@pytest.mark.parametrize("name", [*BEHIND_A_FACTOR, *SETTING_UP, *WITH_PASSWORD])
def test_nobody_enters_without_signing_in(name, db):
    assert _sent_to(_ask(Client(), name), SIGN_IN)


@pytest.mark.parametrize("name", [*BEHIND_A_FACTOR, *SETTING_UP])
def test_a_password_alone_does_not_open_an_account_that_has_a_second_factor(name, with_password_only):
    assert _sent_to(_ask(with_password_only(*Role, has_factor=True), name), FACTOR)


@pytest.mark.parametrize("name", BEHIND_A_FACTOR)
def test_an_officer_without_a_second_factor_is_sent_to_set_one_up(name, with_password_only):
    assert _sent_to(_ask(with_password_only(*Role, has_factor=False), name), SET_UP)


@pytest.mark.parametrize("name", sorted(SETTING_UP))
def test_an_officer_without_a_second_factor_can_set_one_up(name, with_password_only):
    response = _ask(with_password_only(*Role, has_factor=False), name)

    assert response.status_code in {200, 404}


@pytest.mark.parametrize("name", sorted(ANYONE))
def test_the_way_in_is_open_to_anyone(name, db):
    response = _ask(Client(), name)

    assert response.status_code in {200, 302, 404, 405}  # 404, 405: no identity provider, or a button's address
    assert "next=" not in response.headers.get("Location", "")  # the gate sends whom it stops back to where they were


@pytest.mark.parametrize("name", sorted(BY_ROLE))
def test_an_officer_without_roles_reaches_only_what_every_officer_has(name, signed_in):
    response = _ask(signed_in(), name)

    assert (response.status_code == 403) is (BY_ROLE[name][2] != EVERYONE)


@pytest.mark.parametrize("name", sorted(name for name, row in BY_ROLE.items() if "referral_id" in row[1]))
def test_every_page_of_a_referral_is_closed_to_who_has_stepped_back_from_it(name, make_officer, browser_of, house):
    officer, referral_id = make_officer(*Role), collected_referral()
    triage.recuse(referral_id=referral_id, officer_id=officer.pk, reason="A relative.", by=officer, at=AT)

    method, arguments, _ = BY_ROLE[name]
    response = getattr(browser_of(officer), method)(reverse(name, kwargs=arguments | {"referral_id": referral_id}))

    assert response.status_code == 403


@pytest.mark.parametrize("name", ["exhibit", "exhibit_text", "view_exhibit", "download_exhibit"])
def test_every_page_of_a_file_is_closed_to_who_has_stepped_back_from_its_referral(
    name, make_officer, browser_of, house
):
    officer, referral_id = make_officer(*Role), collected_referral()
    triage.recuse(referral_id=referral_id, officer_id=officer.pk, reason="A relative.", by=officer, at=AT)
    (exhibit,) = evidence.exhibits_of(referral_id)

    assert browser_of(officer).get(reverse(name, args=[exhibit.id])).status_code == 403


def test_a_package_is_closed_to_who_has_stepped_back_from_its_referral(make_officer, browser_of, house):
    prepared, officer = prepared_package(), make_officer(*Role)
    triage.recuse(referral_id=prepared.referral_id, officer_id=officer.pk, reason="A friend.", by=officer, at=AT)
    browser = browser_of(officer)

    assert browser.get(reverse("package", args=[prepared.package_id])).status_code == 403
    assert browser.get(reverse("packages")).context["packages"] == []


def test_a_view_without_a_rule_is_closed(settings, signed_in):
    settings.ROOT_URLCONF = "tests.casework.forgotten_urls"

    response = signed_in(*Role).get("/forgotten/")

    assert response.status_code == 403


def test_a_service_that_refuses_an_officer_is_answered_as_a_closed_page(settings, signed_in):
    settings.ROOT_URLCONF = "tests.casework.forgotten_urls"

    response = signed_in(Role.AUDITOR).get("/refused/")

    assert response.status_code == 403
    assert "You cannot open this page" in response.text
