"""The desk seals names to the identity key, as every sender does: the unit's key opens none of what it takes in."""

from pathlib import Path

import pytest
from tests.factories import handed_over, situations
from tests.factories.handed_over import line, zip_of
from tests.factories.stock_age import yielded

from affiant.config import ceremony
from affiant.handover import services
from affiant.handover.services import taking
from affiant.referrals import identity
from affiant.referrals.models import Contact
from affiant.referrals.services import trace_waiting

ACCOUNT, NAME = line(1)["account"].encode(), "Особа 1".encode()


def accepted(shelter, duty):
    made = handed_over.received(zip_of(1), shelter, duty)
    services.accept(handover_id=made, only_good=False, by=duty, at=situations.AT)
    return made


def test_of_what_the_desk_took_in_the_unit_key_opens_no_name(shelter, duty, house, tmp_path: Path):
    services.carry_out(handover_id=accepted(shelter, duty), at=situations.AT)

    opened = yielded(house.unit_identity, house.casework_dir, house.spool_dir, work=tmp_path)

    assert ACCOUNT in opened
    assert NAME not in opened
    assert Contact.objects.get().sealed_to == identity.recipient().fingerprint


def test_while_it_waits_at_the_desk_the_unit_key_opens_no_name(shelter, duty, house, tmp_path: Path, monkeypatch):
    made = accepted(shelter, duty)
    monkeypatch.setattr(taking.referrals, "collect", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))

    with pytest.raises(KeyboardInterrupt):
        services.carry_out(handover_id=made, at=situations.AT)

    opened = yielded(house.unit_identity, house.casework_dir / "handover", work=tmp_path)
    assert ACCOUNT in opened
    assert NAME not in opened


def test_after_a_renewal_the_desk_seals_to_the_newest_key_at_once(shelter, duty, house):
    ceremony.renew_identity(house.identity_dir, house.identity_public)

    services.carry_out(handover_id=accepted(shelter, duty), at=situations.AT)

    assert Contact.objects.get().sealed_to == identity.recipient().fingerprint
    assert trace_waiting(at=situations.AT) == 1
    assert Contact.objects.get().finding == ""
