"""The public face seals names to the identity key: whoever takes the unit key with the intake reads none."""

import pytest
from django.conf import settings
from tests.factories import reports
from tests.factories.stock_age import yielded

from affiant.core import documents
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    keys = reports.open_draft().keys
    reports.add_file(keys, b"a file")
    reports.send(keys)
    (folder,) = reports.envelopes()
    return folder


@pytest.mark.usefixtures("sent")
def test_the_unit_key_opens_the_account_and_no_name_in_the_intake_and_the_spool(tmp_path):
    opened = yielded(reports.unit_key(), settings.AFFIANT.intake_dir, settings.AFFIANT.spool_dir, work=tmp_path)

    assert reports.ACCOUNT.encode() in opened
    assert reports.NAME.encode() not in opened
    assert reports.REACH.encode() not in opened


@pytest.mark.usefixtures("sent")
def test_the_identity_key_opens_the_name_and_not_the_account(tmp_path):
    opened = yielded(reports.identity_key(), settings.AFFIANT.intake_dir, settings.AFFIANT.spool_dir, work=tmp_path)

    assert reports.NAME.encode() in opened
    assert reports.ACCOUNT.encode() not in opened


def test_the_header_names_the_key_that_opens_names(sent):
    header = reports.header(sent)

    assert header.identity == reports.identity_key().recipient.fingerprint
    assert header.keys == settings.AFFIANT.keyring.fingerprints


def test_the_recovery_key_opens_both_documents(sent):
    recovery = Identity.parse((settings.AFFIANT.home / "recovery/recovery.key").read_text())

    assert documents.parse_answers(unseal((sent / "answers.age").read_bytes(), recovery))
    assert documents.parse_contact(unseal((sent / "contact.age").read_bytes(), recovery))


def test_whoever_leaves_no_name_is_sealed_alike():
    reports.services.send(keys=reports.open_draft().keys, statement=reports.Statement("uk", ()), at=reports.AT)

    (folder,) = reports.envelopes()
    with pytest.raises(CannotOpen):
        unseal((folder / "contact.age").read_bytes(), reports.unit_key())
    assert reports.contact_of(folder).answers == ()


def test_the_public_face_holds_no_key_that_opens_anything():
    held = vars(type(settings.AFFIANT))["__slots__"]

    assert isinstance(settings.AFFIANT.keyring.identity, Recipient)
    assert not [name for name in held if isinstance(getattr(settings.AFFIANT, name), Identity)]
