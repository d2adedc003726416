"""Partners: a supervisor adds one, stops it, gives it a last day; the ledger has each act."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.situations import court

from affiant.core.sealing.unseal import Identity
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.sharing import selectors
from affiant.sharing.stages import PartnerStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def typed(**changed):
    key = Identity.from_entropy(os.urandom(32)).recipient.text
    return {"name": "Invented Tribunal", "recipient": key, "body": "icc", "valid_from": "2026-11-21"} | changed


def beside(page, field):
    return page.context["form"].errors[field][0]


@pytest.fixture
def supervisor(signed_in):
    return signed_in(Role.SUPERVISOR)


@pytest.fixture
def partner():
    return court("Invented Court").partner


def test_a_supervisor_adds_a_partner(supervisor):
    given = typed()

    page = supervisor.post(reverse("new_partner"), given, follow=True)

    (row,) = selectors.partners()
    assert (row.name, row.recipient, row.status) == (given["name"], given["recipient"], PartnerStatus.ACTIVE)
    assert "The partner is added." in page.text
    assert ledger.entries_about(str(row.id))[-1].act == "partner.added"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "Enter the partner's name"),
        ("recipient", "", "Enter the partner's key"),
        ("recipient", "age1notakey", "This is not an age recipient: 62 characters that begin with age1. Copy it again"),
        ("valid_from", "", "Enter the first day"),
        ("valid_from", "21/11/2026", "Enter the first day as year, month and day, like 2026-11-21"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(field, value, sentence, supervisor):
    page = supervisor.post(reverse("new_partner"), typed(name="Kept & kept") | {field: value})

    assert beside(page, field) == sentence
    assert field == "name" or "Kept &amp; kept" in page.text
    assert selectors.partners() == []


def test_a_name_is_taken_once(supervisor, partner):
    page = supervisor.post(reverse("new_partner"), typed(name=partner.name))

    assert beside(page, "name") == "Another partner has this name"


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_a_supervisor_stops_a_partner(status, supervisor, partner):
    page = supervisor.post(reverse("partner", args=[partner.id]), {"status": status, "valid_until": ""}, follow=True)

    assert selectors.partner(partner.id).status == status
    assert "The partner is changed." in page.text
    assert ledger.entries_about(str(partner.id))[-1].facts["status"] == status


def test_a_supervisor_gives_a_partner_its_last_day(supervisor, partner):
    last = timezone.now().date() + timedelta(days=30)

    supervisor.post(reverse("partner", args=[partner.id]), {"status": "active", "valid_until": last.isoformat()})

    assert selectors.partner(partner.id).valid_until == last


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"status": "active", "valid_until": "2000-01-01"}, "valid_until", "The last day is before the first day"),
        ({"status": "gone", "valid_until": ""}, "status", "Choose a status from the list"),
        ({"valid_until": ""}, "status", "Choose a status"),
        (
            {"status": "active", "valid_until": "tomorrow"},
            "valid_until",
            "Enter the last day as year, month and day, like 2027-01-31",
        ),
    ],
)
def test_a_standing_that_cannot_be_is_refused(given, field, sentence, supervisor, partner):
    page = supervisor.post(reverse("partner", args=[partner.id]), given)

    assert beside(page, field) == sentence
    assert selectors.partner(partner.id) == partner


def test_a_liaison_officer_reads_the_list_and_finds_no_way_to_change_it(signed_in, partner):
    page = signed_in(Role.LIAISON_OFFICER).get(reverse("partners"))

    assert partner.name in page.text
    assert reverse("new_partner") not in page.text
    assert reverse("partner", args=[partner.id]) not in page.text


def test_a_partner_rests_on_the_wish_that_was_chosen(supervisor):
    page = supervisor.post(reverse("new_partner"), typed(body="states"), follow=True)

    assert "Authorities of other States" in page.text


def test_a_wish_that_the_form_does_not_ask_about_is_refused(supervisor):
    page = supervisor.post(reverse("new_partner"), typed(body="nobody"))

    assert beside(page, "body") == "Choose a wish from the list"
