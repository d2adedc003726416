"""What may go to a partner, who lets it, and what is in the package that goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import AT, JPEG, File, Sending
from tests.sharing.partner import verdict

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.sharing import errors, selectors, services
from affiant.sharing.models import Package
from affiant.sharing.stages import MAY_FOLLOW, Ground, PackageStage, PartnerStatus, Piece

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


LATER = AT + timedelta(minutes=1)


def pieces(rows):
    return [(row.piece, row.ground) for row in rows]


def test_yes_lets_the_account_the_files_and_the_contact_go():
    referral_id = situations.collected_referral(Sending(icc="yes"))

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert pieces(offer.included) == [(Piece.ACCOUNT, None), (Piece.CONTACT, None), (Piece.EXHIBIT, None)]
    assert pieces(offer.withheld) == [(Piece.MESSAGES, Ground.CORRESPONDENCE)]


def test_yes_without_me_withholds_the_contact():
    referral_id = situations.collected_referral(Sending(icc="yes_without_me"))

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert pieces(offer.included) == [(Piece.ACCOUNT, None), (Piece.EXHIBIT, None)]
    assert pieces(offer.withheld) == [(Piece.CONTACT, Ground.WITHOUT_ME), (Piece.MESSAGES, Ground.CORRESPONDENCE)]


@pytest.mark.parametrize(
    ("wish", "ground"),
    [
        ("ask_first", Ground.ASK_FIRST),
        ("no", Ground.REFUSED),
        ("unanswered", Ground.UNANSWERED),
        ("", Ground.UNANSWERED),
        ("YES", Ground.UNANSWERED),
    ],
)
def test_any_other_wish_lets_nothing_go(wish, ground):
    referral_id = situations.accepted_referral(Sending(icc=wish))

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert (offer.included, offer.withheld, offer.refusal) == ((), (), ground)
    with pytest.raises(errors.NothingMayBeShared) as refused:
        services.prepare(
            referral_id=referral_id,
            partner_id=situations.court().partner.id,
            conditions="",
            by=situations.officer(Role.LIAISON_OFFICER),
            at=AT,
        )
    assert refused.value.ground == ground
    assert not Package.objects.exists()


def test_files_of_a_message_stay_with_the_correspondence_unless_it_has_no_words():
    report = Sending(files=(File(JPEG),))
    referral_id = situations.collected_referral(report)
    situations.collected_referral(Sending(keys=report.keys, kind="message", text="Ось ще.", files=(File(b"a"),)))
    situations.collected_referral(Sending(keys=report.keys, kind="message", text="", files=(File(b"b"),)))

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert [row.exhibit.number for row in offer.included if row.exhibit] == [1, 3]
    assert [(row.exhibit.number, row.ground) for row in offer.withheld if row.exhibit] == [(2, Ground.CORRESPONDENCE)]


def test_a_package_rests_on_a_decision():
    with pytest.raises(errors.NotDecided):
        services.prepare(
            referral_id=situations.collected_referral(),
            partner_id=situations.court().partner.id,
            conditions="",
            by=situations.officer(Role.LIAISON_OFFICER),
            at=AT,
        )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LIAISON_OFFICER])
def test_only_a_liaison_officer_prepares(role):
    with pytest.raises(NotPermitted):
        services.prepare(
            referral_id=situations.accepted_referral(),
            partner_id=situations.court().partner.id,
            conditions="",
            by=situations.officer(role),
            at=AT,
        )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_only_a_supervisor_approves(role):
    prepared = situations.prepared_package()

    with pytest.raises(NotPermitted):
        services.approve(package_id=prepared.package_id, by=situations.officer(role), at=AT)


def test_nobody_approves_their_own_package():
    both = situations.officer(Role.LIAISON_OFFICER, Role.SUPERVISOR)
    package_id = services.prepare(
        referral_id=situations.accepted_referral(),
        partner_id=situations.court().partner.id,
        conditions="",
        by=both,
        at=AT,
    )

    with pytest.raises(errors.OwnPackage):
        services.approve(package_id=package_id, by=both, at=AT)
    with pytest.raises(errors.OwnPackage):
        services.decline(package_id=package_id, reason="Mine.", by=both, at=AT)


def test_the_database_too_refuses_a_package_that_its_author_judged():
    prepared = situations.prepared_package()

    with pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.filter(pk=prepared.package_id).update(
            stage=PackageStage.APPROVED, judged_by=prepared.liaison, judged_at=AT
        )


@pytest.mark.parametrize(
    ("status", "until"),
    [(PartnerStatus.SUSPENDED, None), (PartnerStatus.CLOSED, None), (PartnerStatus.ACTIVE, date(2026, 11, 20))],
)
def test_a_partner_that_is_not_active_gets_nothing(status, until):
    prepared = situations.prepared_package()
    services.set_status(
        partner_id=prepared.court.partner.id, status=status, valid_until=until, by=prepared.supervisor, at=AT
    )

    with pytest.raises(errors.PartnerNotActive):
        services.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)
    with pytest.raises(errors.PartnerNotActive):
        services.prepare(
            referral_id=prepared.referral_id,
            partner_id=prepared.court.partner.id,
            conditions="",
            by=prepared.liaison,
            at=AT,
        )


def test_a_partner_whose_first_day_has_not_come_gets_nothing():
    partner = replace(situations.court().partner, valid_from=date(2026, 11, 22))

    assert not partner.is_active(AT.date())
    assert partner.is_active(date(2026, 11, 22))


def test_a_declined_package_goes_nowhere():
    prepared = situations.prepared_package()

    services.decline(package_id=prepared.package_id, reason="Too early.", by=prepared.supervisor, at=AT)

    assert services.write(package_id=prepared.package_id, at=LATER) is PackageStage.DECLINED
    assert not selectors.file_of(prepared.package_id).exists()
    with pytest.raises(errors.MayNotFollow):
        services.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)


def test_the_approval_names_both_officers_in_the_ledger():
    approved = situations.approved_package()

    entry = ledger.entries_about(str(approved.referral_id))[-1]

    assert (entry.act, entry.by) == ("package.approved", approved.supervisor.actor)
    assert entry.facts["prepared_by"] == approved.liaison.actor
    assert entry.facts["approved_by"] == approved.supervisor.actor
    assert entry.facts["package"] == str(approved.package_id)


def test_a_partners_key_must_be_one():
    with pytest.raises(errors.RecipientMalformed):
        services.add_partner(name="Court", recipient="age1notakey", valid_from=AT.date(), at=AT)


def test_a_partners_name_is_taken_once():
    situations.court("The Court")

    with pytest.raises(errors.NameTaken):
        situations.court("The Court")


def test_every_stage_has_its_row():
    assert set(MAY_FOLLOW) == set(PackageStage)


def test_each_report_goes_only_as_far_as_its_own_wish(tmp_path):
    first = Sending(icc="no", files=(File(b"not this"),))
    later = Sending(keys=first.keys, icc="yes", sent=situations.SENT + timedelta(hours=1))
    referral_id = situations.accepted_referral(first)
    situations.collected_referral(later)

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert [piece for piece, _ in pieces(offer.included)] == [Piece.ACCOUNT, Piece.CONTACT, Piece.EXHIBIT]
    assert pieces(offer.withheld) == [
        (Piece.ACCOUNT, Ground.REFUSED),
        (Piece.CONTACT, Ground.REFUSED),
        (Piece.EXHIBIT, Ground.REFUSED),
        (Piece.MESSAGES, Ground.CORRESPONDENCE),
    ]
    assert verdict(situations.package_of(referral_id), tmp_path)["findings"] == []


def test_a_later_wish_without_me_holds_every_name_back():
    first = Sending(icc="yes")
    later = Sending(keys=first.keys, icc="yes_without_me", sent=situations.SENT + timedelta(hours=1))
    referral_id = situations.accepted_referral(first)
    situations.collected_referral(later)

    offer = selectors.what_would_be_shared(referral_id, "icc")

    assert Piece.CONTACT not in [row.piece for row in offer.included]
