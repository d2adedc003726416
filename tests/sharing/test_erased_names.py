"""Names that were erased go nowhere, and keep nothing else back."""

from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT, NAME
from tests.sharing.partner import opened

from affiant.core import canonical
from affiant.ground.accounts.roles import Role
from affiant.referrals import services as referrals
from affiant.sharing import selectors, services
from affiant.sharing.stages import Failure, Ground, PackageStage, Piece

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def erase(referral_id) -> None:
    by = situations.officer(Role.SUPERVISOR)
    referrals.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=by, at=AT)


def test_erased_names_are_withheld_with_their_ground():
    referral_id = situations.accepted_referral()
    erase(referral_id)

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert [piece.piece for piece in offer.included] == [Piece.ACCOUNT, Piece.EXHIBIT]
    assert (Piece.CONTACT, Ground.ERASED) in [(piece.piece, piece.ground) for piece in offer.withheld]


def test_the_account_still_goes_and_the_package_says_what_was_erased():
    referral_id = situations.accepted_referral()
    erase(referral_id)

    files = opened(situations.package_of(referral_id))

    omissions = canonical.decode(files["data/omissions.json"])
    assert "data/accounts/0001/contact.json" not in files
    assert {"account": None, "file": None, "ground": "erased", "what": "contact"} in omissions["withheld"]
    assert NAME not in "".join(content.decode(errors="replace") for content in files.values())


def test_names_that_are_erased_between_approval_and_writing_stop_the_package():
    approved = situations.approved_package()
    erase(approved.referral_id)

    services.write(package_id=approved.package_id, at=AT + timedelta(minutes=1))

    row = selectors.package(approved.package_id).row
    assert (row.stage, row.failure) == (PackageStage.FAILED, Failure.WISHES_CHANGED)
