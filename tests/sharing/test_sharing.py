"""What may go to a partner, who lets it, and what is in the package that goes."""

import io
import json
import subprocess
import sys
import tarfile
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import ACCOUNT, AT, JPEG, NAME, REACH, File, Sending

from affiant.core import canonical
from affiant.core.digests import sha256
from affiant.core.sealing.unseal import unseal
from affiant.evidence import selectors as evidence
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import selectors as referrals
from affiant.referrals.stages import Stage
from affiant.sharing import errors, selectors, services, tasks
from affiant.sharing.models import Package
from affiant.sharing.stages import MAY_FOLLOW, Failure, Ground, PackageStage, PartnerStatus, Piece

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
LATER = AT + timedelta(minutes=1)


def opened(prepared: situations.Prepared) -> dict[str, bytes]:
    """Return the package's files by their paths below its root."""
    tar = unseal(selectors.file_of(prepared.package_id).read_bytes(), prepared.court.identity)
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {
            member.name.split("/", 1)[1]: archive.extractfile(member).read()
            for member in archive.getmembers()
            if member.isfile()
        }


def verdict(prepared: situations.Prepared, tmp_path) -> dict:
    """Return what the court's own verifier says, with the keys that it was given by other means."""
    (tmp_path / "partner.key").write_text(prepared.court.identity.text)
    (tmp_path / "package.pem").write_bytes(settings.AFFIANT.package_key.public_pem)
    arguments = [
        str(selectors.file_of(prepared.package_id)),
        f"--identity={tmp_path / 'partner.key'}",
        f"--package-key={tmp_path / 'package.pem'}",
        f"--receipt-key={settings.AFFIANT.intake_public_key}",
        f"--ledger-key={ledger.vkey()}",
        "--json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "affiant", "verify", *arguments], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout) | {"exit": done.returncode}


def pieces(rows):
    return [(row.piece, row.ground) for row in rows]


def test_yes_lets_the_account_the_files_and_the_contact_go():
    referral_id = situations.collected_referral(Sending(icc="yes"))

    offer = selectors.what_would_be_shared(referral_id)

    assert pieces(offer.included) == [(Piece.ACCOUNT, None), (Piece.CONTACT, None), (Piece.EXHIBIT, None)]
    assert pieces(offer.withheld) == [(Piece.MESSAGES, Ground.CORRESPONDENCE)]


def test_yes_without_me_withholds_the_contact():
    referral_id = situations.collected_referral(Sending(icc="yes_without_me"))

    offer = selectors.what_would_be_shared(referral_id)

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

    offer = selectors.what_would_be_shared(referral_id)

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

    offer = selectors.what_would_be_shared(referral_id)

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


def test_a_written_package_holds_the_account_the_file_and_the_contact():
    written = situations.written_package()

    files = opened(written)

    assert files["data/items/0001/original.bin"] == JPEG
    assert ACCOUNT in files["data/accounts/0001/answers.json"].decode()
    assert NAME in files["data/accounts/0001/contact.json"].decode()


@pytest.mark.parametrize(
    "sending",
    [
        Sending(),
        Sending(icc="yes_without_me"),
        Sending(files=()),
        Sending(files=(File(b""), File(JPEG, name="/etc/../\u202egpj.\0exe" + "x" * 300))),
        Sending(rehearsal=True, language="en"),
    ],
    ids=["with contact", "without contact", "without files", "with strange files", "a rehearsal"],
)
def test_the_verifier_finds_nothing_wrong_with_it(sending, tmp_path):
    written = situations.written_package(sending)

    found = verdict(written, tmp_path)

    assert (found["exit"], found["findings"]) == (0, [])


def test_a_package_of_a_message_with_files_only_is_sound(tmp_path):
    report = Sending()
    referral_id = situations.accepted_referral(report)
    situations.collected_referral(Sending(keys=report.keys, kind="message", text="", files=(File(b"later"),)))
    situations.collected_referral(Sending(keys=report.keys, kind="message", text="Слова.", files=(File(b"no"),)))
    written = situations.package_of(referral_id)

    found = verdict(written, tmp_path)

    assert (found["exit"], found["findings"]) == (0, [])
    assert opened(written)["data/items/0002/original.bin"] == b"later"
    assert "data/items/0003/original.bin" not in opened(written)


def test_a_second_package_to_another_partner_is_sound_too(tmp_path):
    first = situations.written_package()
    second = situations.package_of(first.referral_id)

    assert verdict(second, tmp_path)["findings"] == []


def test_without_the_wish_no_name_is_anywhere_in_the_package():
    written = situations.written_package(Sending(icc="yes_without_me"))

    everything = b"".join(opened(written).values()).decode(errors="replace")

    assert ACCOUNT in everything
    assert NAME not in everything
    assert REACH not in everything


def test_the_contact_is_in_the_ledger_before_it_is_packed():
    written = situations.written_package()

    acts = [(entry.act, entry.by) for entry in ledger.entries_about(str(written.referral_id))]

    assert acts.index(("contact.opened", "system:worker")) < acts.index(("package.written", "system:worker"))


def test_what_is_withheld_is_listed_with_its_ground():
    written = situations.written_package(Sending(icc="yes_without_me"))

    withheld = canonical.decode(opened(written)["data/omissions.json"].rstrip(b"\n"))["withheld"]

    assert {(one["what"], one["ground"]) for one in withheld} == {
        ("contact", "reporter_wishes"),
        ("messages", "correspondence"),
    }


def test_the_row_and_the_ledger_have_what_lies_on_the_disk():
    written = situations.written_package()

    sealed = selectors.file_of(written.package_id).read_bytes()
    row = selectors.package(written.package_id).row
    entry = ledger.entries_about(str(written.referral_id))[-1]
    assert (row.stage, row.sha256, row.bytes) == (PackageStage.WRITTEN, sha256(sealed), len(sealed))
    assert (entry.act, entry.facts["sha256"], entry.facts["bytes"]) == ("package.written", row.sha256, row.bytes)
    assert entry.facts["partner"] == str(written.court.partner.id)


def test_the_referral_is_shared_then():
    written = situations.written_package()

    assert referrals.referral(written.referral_id).stage is Stage.SHARED


def test_nothing_but_the_package_is_left_in_its_folder():
    written = situations.written_package()

    file = selectors.file_of(written.package_id)

    assert list(file.parent.iterdir()) == [file]


def test_writing_twice_is_writing_once():
    written = situations.written_package()
    before = selectors.file_of(written.package_id).read_bytes()
    entries = ledger.size()

    stage = services.write(package_id=written.package_id, at=LATER)

    assert stage is PackageStage.WRITTEN
    assert selectors.file_of(written.package_id).read_bytes() == before
    assert ledger.size() == entries


def test_what_came_after_the_preparation_is_not_in_the_package():
    report = Sending()
    approved = situations.approved_package(report)
    situations.collected_referral(Sending(keys=report.keys, text="Друга розповідь.", files=(File(b"later"),)))

    services.write(package_id=approved.package_id, at=LATER)

    files = opened(approved)
    assert "data/accounts/0002/answers.json" not in files
    assert "data/items/0002/original.bin" not in files


def test_wishes_that_changed_stop_the_package():
    report = Sending()
    approved = situations.approved_package(report)
    later = replace(report, id=uuid.uuid4().hex, icc="no", files=(), sent=situations.SENT + timedelta(hours=1))
    situations.collected_referral(later)

    stage = services.write(package_id=approved.package_id, at=LATER)

    assert (stage, selectors.package(approved.package_id).row.failure) == (
        PackageStage.FAILED,
        Failure.WISHES_CHANGED,
    )


def test_a_damaged_exhibit_stops_the_package_and_leaves_no_torso():
    approved = situations.approved_package()
    exhibit = evidence.exhibits_of(approved.referral_id)[0]
    damaged = store().path(evidence.parts_of(exhibit.id)[1].sealed)
    damaged.chmod(0o600)
    damaged.write_bytes(b"damaged")

    stage = services.write(package_id=approved.package_id, at=LATER)

    assert (stage, selectors.package(approved.package_id).row.failure) == (
        PackageStage.FAILED,
        Failure.EXHIBIT_DAMAGED,
    )
    assert list(selectors.file_of(approved.package_id).parent.iterdir()) == []
    assert ledger.entries_about(str(approved.referral_id))[-1].act == "package.failed"


def test_a_package_that_failed_can_be_tried_again():
    approved = situations.approved_package()
    part = store().path(evidence.parts_of(evidence.exhibits_of(approved.referral_id)[0].id)[0].sealed)
    aside = part.rename(part.with_suffix(".aside"))
    services.write(package_id=approved.package_id, at=LATER)
    aside.rename(part)

    services.retry(package_id=approved.package_id, by=approved.supervisor, at=LATER)

    assert selectors.unqueued(LATER) == [approved.package_id]
    assert services.write(package_id=approved.package_id, at=LATER) is PackageStage.WRITTEN


def test_an_approved_package_is_asked_for_once_and_again_when_its_writer_died():
    approved = situations.approved_package()

    first, second = tasks.queue_approved(at=AT), tasks.queue_approved(at=AT)
    after_an_hour = tasks.queue_approved(at=AT + timedelta(hours=1, seconds=1))

    assert (first, second, after_an_hour) == (1, 0, 1)
    assert selectors.package(approved.package_id).row.stage is PackageStage.APPROVED


def test_the_task_writes_the_package():
    approved = situations.approved_package()

    stage = tasks.write_package.func(str(approved.package_id))

    assert stage == "written"


def test_a_package_is_taken_out_after_its_entry():
    written = situations.written_package()

    pieces = services.open_package(written.package_id, by=written.liaison, at=LATER)

    entry = ledger.entries_about(str(written.referral_id))[-1]
    assert (entry.act, entry.by) == ("package.taken", written.liaison.actor)
    assert b"".join(pieces) == selectors.file_of(written.package_id).read_bytes()


def test_a_package_that_is_not_written_cannot_be_taken_out():
    approved = situations.approved_package()

    with pytest.raises(errors.NotWritten):
        services.open_package(approved.package_id, by=approved.liaison, at=LATER)


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

    offer = selectors.what_would_be_shared(referral_id)

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

    offer = selectors.what_would_be_shared(referral_id)

    assert Piece.CONTACT not in [row.piece for row in offer.included]
