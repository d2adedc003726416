"""The unit key opens no name anywhere, whatever becomes of an envelope; the identity key may be renewed and lost."""

import io
from dataclasses import dataclass, replace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import AT, NAME, REACH, Sending
from tests.factories.stock_age import yielded

from affiant.config import ceremony
from affiant.core import envelope
from affiant.core.digests import sha256
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import identity, people, reach, selectors, services
from affiant.referrals.errors import ContactErased, IdentityAway
from affiant.referrals.findings import NameCode, QuarantineCode
from affiant.referrals.kinds import Role as Who
from affiant.referrals.models import Contact, ContactTrace
from affiant.referrals.services import Person, SetAside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
STRANGER = Identity.from_entropy(b"stranger" * 4)


@pytest.fixture
def officer():
    return situations.officer(Role.INVESTIGATOR)


def names_of(referral_id, officer) -> list[str]:
    opened = services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)
    return [str(answer.answer) for one in opened for answer in one.document.answers if answer.question == "name"]


def unit_yields(house, tmp_path) -> bytes:
    """Return what the age program opens with the unit key of all that stands on the officers' side."""
    return yielded(house.unit_identity, house.casework_dir, house.spool_dir, work=tmp_path)


def renewed() -> None:
    ceremony.renew_identity(settings.AFFIANT.identity_dir, settings.AFFIANT.identity_public)


def recovery() -> Identity:
    return Identity.parse((settings.AFFIANT.home / "recovery/recovery.key").read_text())


@dataclass(frozen=True)
class ToStranger(Sending):
    """A report whose names are sealed to a key that nobody here has, beside the recovery key."""

    def recipients(self, name):
        own = super().recipients(name)
        return (STRANGER.recipient, own[1]) if name == envelope.CONTACT_NAME else own


@dataclass(frozen=True)
class ToUnit(Sending):
    """A report of the second version whose names are sealed as in the first."""

    def recipients(self, _name):
        return super().recipients(envelope.ANSWERS_NAME)


def test_while_an_envelope_waits_the_unit_key_opens_no_name(house, tmp_path):
    Sending().deliver()

    opened = unit_yields(house, tmp_path)

    assert situations.ACCOUNT.encode() in opened
    assert NAME.encode() not in opened
    assert REACH.encode() not in opened


def test_an_envelope_of_the_first_version_would_have_been_seen(house, tmp_path):
    Sending(version=1).deliver()

    assert NAME.encode() in unit_yields(house, tmp_path)


def test_in_quarantine_the_unit_key_opens_no_name(house, tmp_path):
    sending = Sending()
    sending.deliver()
    (situations.folder_of(sending.id) / "more").write_bytes(b"more")

    assert isinstance(situations.collect(sending.id), SetAside)

    opened = unit_yields(house, tmp_path)
    assert situations.ACCOUNT.encode() in opened
    assert NAME.encode() not in opened


def test_in_the_store_the_unit_key_opens_no_name_and_nor_does_the_identity_key_without_the_database(house, tmp_path):
    situations.collected_referral()

    opened = unit_yields(house, tmp_path)
    by_names = yielded(identity.identities()[0], house.casework_dir, house.spool_dir, work=tmp_path)

    assert situations.ACCOUNT.encode() in opened
    assert NAME.encode() not in opened + by_names


def test_names_that_the_unit_key_opens_are_not_taken(house):
    sending = ToUnit()

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.UNIT_OPENS_NAMES, "contact.age")


def test_names_for_an_identity_key_that_is_not_ours_are_not_taken(house):
    sending = Sending()
    sending.deliver()
    house.identity_public.write_text(STRANGER.recipient.text)

    result = situations.collect(sending.id)

    assert result == SetAside(sending.id, QuarantineCode.IDENTITY_UNKNOWN, "envelope.json")


def test_comparing_ways_of_contact_needs_the_identity_key_alone(house):
    situations.collected_referral()
    settings.AFFIANT = replace(house, unit_identity=STRANGER)

    assert services.trace_waiting(at=AT) == 1
    assert ContactTrace.objects.exists()


def test_an_envelope_that_waited_through_a_renewal_opens_with_the_former_key(officer):
    sending = Sending()
    sending.deliver()
    renewed()

    referral_id = situations.collect(sending.id).referral_id

    assert Contact.objects.get().sealed_to != identity.recipient().fingerprint
    assert names_of(referral_id, officer) == [NAME]


def test_the_former_key_stays_while_an_envelope_waits_for_it():
    sending = Sending()
    sending.deliver()
    renewed()

    with pytest.raises(CommandError, match="1 envelopes wait"):
        call_command("renew_contact_keys", "--retire", stdout=io.StringIO())

    assert len(identity.identities()) == len(identity.known()) == 2


def test_when_the_former_key_is_gone_names_open_and_what_came_lies_as_it_came(officer):
    referral_id = situations.collected_referral()
    came = situations.unwrapped(Contact.objects.select_related("key").get())
    renewed()

    call_command("renew_contact_keys", "--retire", stdout=(said := io.StringIO()))

    contact = Contact.objects.select_related("key", "submission").get()
    assert "1 that came sealed to an older one" in said.getvalue()
    assert len(identity.identities()) == len(identity.known()) == 1
    assert names_of(referral_id, officer) == [NAME]
    assert situations.unwrapped(contact) == came
    assert sha256(came) == contact.submission.contact_sealed
    assert NAME.encode() in unseal(came, recovery())
    entry = next(one for one in ledger.entries_about(str(referral_id)) if one.act == "contact.reclosed")
    assert entry.facts == {"contact": str(contact.pk), "reclosed": contact.reclosed}


def test_renewing_again_closes_nothing_twice():
    situations.collected_referral()
    renewed()
    services.reclose_names(at=AT)
    renewed()

    assert services.reclose_names(at=AT) == 0


def test_a_copy_that_outlives_a_key_is_closed_to_the_referrals_key_alone(house, tmp_path, officer):
    referral_id = situations.collected_referral()
    renewed()
    services.renew_keys(at=AT)
    services.reclose_names(at=AT)
    assert NAME.encode() not in unit_yields(house, tmp_path)

    by = situations.officer(Role.SUPERVISOR)
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=by, at=AT)

    sealed = store().read(Contact.objects.get().reclosed)
    assert names_of(referral_id, officer) == []
    for key in (recovery(), *identity.identities(), house.unit_identity):
        with pytest.raises(CannotOpen):
            unseal(sealed, key)
    with pytest.raises(ContactErased):
        services.contact_of(selectors.submissions_of(referral_id)[0])


def test_an_envelope_for_a_key_that_has_gone_is_set_aside(house):
    before = house.identity_public.read_text()
    renewed()
    call_command("renew_contact_keys", "--retire", stdout=io.StringIO())
    now = house.identity_public.read_text()
    house.identity_public.write_text(before)
    sending = Sending()
    sending.deliver()
    house.identity_public.write_text(now)

    result = situations.collect(sending.id)

    assert result == SetAside(sending.id, QuarantineCode.IDENTITY_UNKNOWN, "envelope.json")


def test_after_a_loss_names_wait_without_a_finding_until_the_recovery_key_comes(house, officer):
    referral_id = situations.collected_referral()
    (house.identity_dir / "identity.key").unlink()
    renewed()
    services.renew_keys(at=AT, more=[recovery()])

    traced = services.trace_waiting(at=AT)
    with pytest.raises(IdentityAway):
        names_of(referral_id, officer)

    call_command("renew_contact_keys", "--open-with", str(house.home / "recovery/recovery.key"), stdout=io.StringIO())
    assert (traced, len(reach.not_traced()), Contact.objects.get().finding) == (0, 1, "")
    assert services.trace_waiting(at=AT) == 1
    assert names_of(referral_id, officer) == [NAME]


def test_names_sealed_to_a_stranger_are_found_by_the_machine_that_holds_the_key_and_hold_nobody_up(officer):
    referral_id = situations.collected_referral(ToStranger())
    person = Person(Who.TRUSTED, {"name": "Ilya Invented"})
    services.add_contact(referral_id=referral_id, person=person, by=officer, at=AT)

    services.trace_waiting(at=AT)

    assert [row.finding for row in people.people_of(referral_id)] == [NameCode.DOES_NOT_OPEN, ""]
    assert names_of(referral_id, officer) == ["Ilya Invented"]


def test_names_sealed_to_a_stranger_are_mended_with_the_recovery_key_if_it_is_there(house, officer):
    referral_id = situations.collected_referral(ToStranger())
    services.trace_waiting(at=AT)

    call_command("renew_contact_keys", "--open-with", str(house.home / "recovery/recovery.key"), stdout=io.StringIO())

    assert [row.finding for row in people.people_of(referral_id)] == [""]
    assert names_of(referral_id, officer) == [NAME]


def test_a_renewal_marks_what_a_stranger_was_meant_to_open_and_goes_on():
    situations.collected_referral(ToStranger())
    situations.collected_referral()
    renewed()

    call_command("renew_contact_keys", "--retire", stdout=(said := io.StringIO()))

    assert "1 that came sealed to an older one" in said.getvalue()
    assert sorted(Contact.objects.values_list("finding", flat=True)) == ["", NameCode.DOES_NOT_OPEN]


@pytest.mark.parametrize("change", [{"reclosed": "0" * 64}, {"reclosed": ""}, {"sealed_to": ""}])
def test_what_was_closed_anew_is_not_changed(change):
    situations.collected_referral()
    renewed()
    services.reclose_names(at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.update(**change)


def test_a_finding_is_not_taken_back():
    situations.collected_referral(ToStranger())
    services.trace_waiting(at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.update(finding="")
