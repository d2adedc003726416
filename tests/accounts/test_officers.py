"""Officers, their roles, and what each role may do."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import AT, PASSWORD

from affiant.ground.accounts import factors, selectors, services
from affiant.ground.accounts.errors import LastAdministrator, NotPermitted, OwnRoles, UsernameTaken, WeakPassword
from affiant.ground.accounts.models import OfficerRole
from affiant.ground.accounts.permissions import HOLDERS, Permission, check_may, may
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
CASE = {
    Permission.READ_QUEUE,
    Permission.READ_REFERRAL,
    Permission.READ_CONTACT,
    Permission.READ_EXHIBIT,
    Permission.READ_QUARANTINE,
    Permission.IMPORT,
    Permission.ASSIGN,
    Permission.DECIDE,
    Permission.REPLY,
    Permission.REVIEW_MESSAGE,
    Permission.SAFEGUARD,
    Permission.ANNOTATE,
    Permission.LINK,
    Permission.SCOPE,
}
EXPECTED = {
    Role.DUTY_OFFICER: CASE,
    Role.INVESTIGATOR: CASE,
    Role.SUPERVISOR: CASE
    | {
        Permission.APPROVE_PACKAGE,
        Permission.CONFIRM_DECISION,
        Permission.ERASE_CONTACT,
        Permission.MANAGE_PARTNERS,
        Permission.READ_FIGURES,
        Permission.READ_LEDGER,
        Permission.READ_PACKAGES,
        Permission.RECUSE,
        Permission.RESTRICT,
    },
    Role.LIAISON_OFFICER: {
        Permission.READ_QUEUE,
        Permission.READ_REFERRAL,
        Permission.READ_EXHIBIT,
        Permission.PREPARE_PACKAGE,
        Permission.READ_PACKAGES,
    },
    Role.AUDITOR: {Permission.READ_FIGURES, Permission.READ_LEDGER},
    Role.ADMINISTRATOR: {Permission.MANAGE_OFFICERS},
}


@pytest.fixture
def administrator():
    return situations.officer(Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_each_role_may_what_the_table_says(role, permission):
    officer = situations.officer(role)

    assert may(officer, permission) is (permission in EXPECTED[role])


def test_no_role_prepares_and_approves():
    assert HOLDERS[Permission.PREPARE_PACKAGE].isdisjoint(HOLDERS[Permission.APPROVE_PACKAGE])


def test_roles_add_up():
    officer = situations.officer(Role.AUDITOR, Role.LIAISON_OFFICER)

    assert may(officer, Permission.READ_LEDGER)
    assert may(officer, Permission.PREPARE_PACKAGE)


def test_who_is_not_active_may_nothing(administrator):
    officer = situations.officer(Role.SUPERVISOR)

    services.set_active(officer=officer, active=False, by=administrator, at=AT)

    assert not any(may(officer, permission) for permission in Permission)
    with pytest.raises(NotPermitted):
        check_may(officer, Permission.READ_QUEUE)


@pytest.mark.parametrize("again", ["ada", "ADA", "\N{FULLWIDTH LATIN SMALL LETTER A}da "])
def test_a_username_is_taken_once(administrator, again):
    services.create_officer(
        username="ada", display_name="Ada", password=PASSWORD, roles=[Role.AUDITOR], at=AT, by=administrator
    )

    with pytest.raises(UsernameTaken):
        services.create_officer(
            username=again, display_name="Another Ada", password=PASSWORD, roles=[], at=AT, by=administrator
        )


def test_a_weak_password_is_refused_with_its_codes(administrator):
    with pytest.raises(WeakPassword) as refused:
        services.create_officer(
            username="ada", display_name="Ada", password="password", roles=[], at=AT, by=administrator
        )

    assert set(refused.value.codes) == {"password_too_short", "password_too_common"}


def test_only_an_administrator_makes_officers():
    with pytest.raises(NotPermitted):
        services.create_officer(
            username="ada",
            display_name="Ada",
            password=PASSWORD,
            roles=[Role.ADMINISTRATOR],
            at=AT,
            by=situations.officer(Role.SUPERVISOR),
        )


def test_roles_are_set_and_entered(administrator):
    officer = situations.officer(Role.DUTY_OFFICER)

    services.set_roles(officer=officer, roles=[Role.INVESTIGATOR, Role.AUDITOR], by=administrator, at=AT)

    entry = ledger.entries_about(str(officer.pk))[-1]
    assert officer.held_roles == {Role.INVESTIGATOR, Role.AUDITOR}
    assert selectors.officer(officer.pk).roles == (Role.INVESTIGATOR, Role.AUDITOR)
    assert (entry.act, entry.facts["roles"]) == ("officer.roles_set", ["auditor", "investigator"])


def test_the_last_administrator_stays(administrator):
    with pytest.raises(LastAdministrator):
        services.set_roles(officer=administrator, roles=[], by=administrator, at=AT)

    assert selectors.officer(administrator.pk).roles == (Role.ADMINISTRATOR,)


def test_nobody_gives_themselves_a_role(administrator):
    with pytest.raises(OwnRoles):
        services.set_roles(officer=administrator, roles=[Role.ADMINISTRATOR, Role.SUPERVISOR], by=administrator, at=AT)

    assert not may(selectors.get(administrator.pk), Permission.READ_REFERRAL)


def test_the_last_administrator_stays_open(administrator):
    with pytest.raises(LastAdministrator):
        services.set_active(officer=administrator, active=False, by=administrator, at=AT)

    assert selectors.officer(administrator.pk).is_active


def test_a_password_is_changed_by_its_owner_or_an_administrator(administrator):
    officer = situations.officer(Role.AUDITOR)

    services.set_password(officer=officer, password="twelve grey cranes wait", by=officer, at=AT)

    assert officer.check_password("twelve grey cranes wait")
    with pytest.raises(NotPermitted):
        services.set_password(officer=administrator, password="twelve grey cranes wait", by=officer, at=AT)


def test_a_lost_second_factor_is_forgotten(administrator):
    officer = situations.officer(Role.AUDITOR)
    factors.give_totp(officer=officer, secret="JBSWY3DPEHPK3PXP")

    factors.forget_second_factor(officer=officer, by=administrator, at=AT)

    assert not officer.authenticator_set.exists()
    assert ledger.entries_about(str(officer.pk))[-1].act == "officer.second_factor_forgotten"


def test_actors_have_names_and_systems_keep_theirs():
    officer = situations.officer(Role.AUDITOR, name="Ada Byron")

    names = selectors.actor_names([officer.actor, "system:courier"])

    assert names == {officer.actor: "Ada Byron", "system:courier": "system:courier"}


def test_the_database_refuses_a_role_that_does_not_exist():
    officer = situations.officer(Role.AUDITOR)

    with pytest.raises(IntegrityError), transaction.atomic():
        OfficerRole.objects.create(officer=officer, role="owner", granted_at=AT)
