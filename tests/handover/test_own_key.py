"""A handed-over file has a key of its own: the unit's key opens none of it, and throwing it away erases it."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from tests.factories import handed_over, situations
from tests.factories.handed_over import zip_of
from tests.factories.situations import AT

from affiant.config import ceremony
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.handover import own_key, selectors, services
from affiant.handover.errors import Damaged, MayNotFollow, ReasonMissing
from affiant.handover.models import Handover
from affiant.handover.services.opening import file_of
from affiant.referrals.errors import IdentityAway
from affiant.referrals.models import Referral


@pytest.fixture
def supervisor(db):
    return situations.officer(Role.SUPERVISOR)


@pytest.fixture
def made(shelter, duty):
    """A file that was received, looked through and taken."""
    found = handed_over.received(zip_of(2), shelter, duty)
    services.accept(handover_id=found, only_good=False, by=duty, at=AT)
    services.carry_out(handover_id=found, at=AT)
    return found


def test_neither_the_units_key_nor_a_process_without_the_identity_key_opens_it(made, house, settings, tmp_path):
    sealed = store().read(selectors.parts_of(made)[0].sealed_sha256)
    settings.AFFIANT = replace(house, identity_dir=tmp_path / "elsewhere")

    with pytest.raises(CannotOpen):
        unseal(sealed, house.unit_identity)
    with pytest.raises(IdentityAway):
        file_of(made)


def test_the_recovery_key_opens_it(made, house):
    recovery = Identity.parse((house.home / "recovery" / "recovery.key").read_text())

    secret = own_key.opened(selectors.wrapped_key(made), more=(recovery,))

    assert unseal(store().read(selectors.parts_of(made)[0].sealed_sha256), secret)


def test_after_a_renewal_the_newest_identity_key_alone_opens_it(made, house):
    ceremony.renew_identity(house.identity_dir, house.identity_public)

    assert services.of_older_keys() == 1
    call_command("renew_contact_keys", "--retire")

    assert services.of_older_keys() == 0
    assert file_of(made).read() == zip_of(2)


def test_an_erased_file_opens_for_nobody_and_its_referrals_stay(made, supervisor):
    services.erase(handover_id=made, reason="The organisation asked for it.", by=supervisor, at=AT)

    with pytest.raises(Damaged):
        file_of(made)
    assert Referral.objects.count() == 2
    assert "handover.erased" in {one.act for one in ledger.entries_about(str(made))}
    assert services.renew_keys() == 0


def test_only_a_supervisor_erases_with_a_reason_and_once_and_not_before_it_is_decided(made, shelter, duty, supervisor):
    waiting = handed_over.received(zip_of(1), shelter, duty)

    with pytest.raises(NotPermitted):
        services.erase(handover_id=made, reason="x", by=duty, at=AT)
    with pytest.raises(ReasonMissing):
        services.erase(handover_id=made, reason=" ", by=supervisor, at=AT)
    with pytest.raises(MayNotFollow):
        services.erase(handover_id=waiting, reason="x", by=supervisor, at=AT)
    services.erase(handover_id=made, reason="x", by=supervisor, at=AT)
    with pytest.raises(MayNotFollow):
        services.erase(handover_id=made, reason="x", by=supervisor, at=AT)


def test_the_database_keeps_no_key_of_what_was_erased(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=made).update(key_thrown_away_at=AT)
