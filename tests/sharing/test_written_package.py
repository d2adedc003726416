"""What is in the package that goes, and what stops it on its way to the disk."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import ACCOUNT, AT, JPEG, NAME, REACH, File, Sending
from tests.sharing.partner import opened, verdict

from affiant.core import canonical
from affiant.core.digests import sha256
from affiant.evidence import selectors as evidence
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import selectors as referrals
from affiant.referrals.kinds import What
from affiant.referrals.stages import LetterKind, Stage
from affiant.sharing import errors, selectors, services, tasks
from affiant.sharing.stages import Failure, PackageStage
from affiant.triage.replay import replay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


LATER = AT + timedelta(minutes=1)


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


def test_a_referral_that_was_to_be_shared_is_shared_when_its_package_is_taken():
    written = situations.package_of(situations.referral_to_share())
    before = referrals.referral(written.referral_id).stage

    services.open_package(written.package_id, by=written.liaison, at=LATER)

    assert (before, referrals.referral(written.referral_id).stage) == (Stage.SHARING, Stage.SHARED)


def test_the_reporter_is_told_when_the_package_is_taken_and_once():
    written = situations.written_package()
    before = told_of_sharing(written)

    services.open_package(written.package_id, by=written.liaison, at=LATER)
    services.open_package(written.package_id, by=written.supervisor, at=LATER)

    assert before == []
    assert told_of_sharing(written) == [(written.court.partner.name, What.ACCOUNT_CONTACT)]
    assert selectors.package(written.package_id).row.taken_at == LATER


def test_the_ledger_says_which_taking_was_the_first():
    written = situations.written_package()

    services.open_package(written.package_id, by=written.liaison, at=LATER)
    services.open_package(written.package_id, by=written.liaison, at=LATER)

    taken = [entry for entry in ledger.entries_about(str(written.referral_id)) if entry.act == "package.taken"]
    assert [entry.facts["first"] for entry in taken] == [True, False]


def test_the_ledger_replays_to_the_stage_that_the_taking_left():
    written = situations.package_of(situations.referral_to_share())
    before = replay(ledger.entries_about(str(written.referral_id))).stage

    services.open_package(written.package_id, by=written.liaison, at=LATER)

    assert (before, replay(ledger.entries_about(str(written.referral_id))).stage) == (Stage.SHARING, Stage.SHARED)


def test_a_report_that_is_withdrawn_before_its_package_is_taken_stays():
    keys = situations.new_keys()
    written = situations.written_package(Sending(keys=keys))
    situations.collect(Sending(keys=keys, kind="message", form="withdrawal", files=(), sent=LATER).deliver())

    with pytest.raises(errors.NothingMayBeShared):
        services.open_package(written.package_id, by=written.liaison, at=LATER)

    assert told_of_sharing(written) == []


def told_of_sharing(written):
    letters = referrals.letters_of(written.referral_id)
    return [(one.shared_to, one.shared_what) for one in letters if one.kind is LetterKind.SHARED]


def test_an_investigation_goes_on_after_its_package():
    written = situations.written_package()

    assert referrals.referral(written.referral_id).stage is Stage.ACCEPTED


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


def test_a_machine_without_the_key_of_names_says_so_and_another_writes_the_package(house):
    approved = situations.approved_package()
    key = house.identity_dir / "identity.key"
    key.rename(key.with_suffix(".away"))
    stage = services.write(package_id=approved.package_id, at=LATER)
    failure = selectors.package(approved.package_id).row.failure
    key.with_suffix(".away").rename(key)

    services.retry(package_id=approved.package_id, by=approved.supervisor, at=LATER)

    assert (stage, failure) == (PackageStage.FAILED, Failure.NAMES_LOCKED)
    assert services.write(package_id=approved.package_id, at=LATER) is PackageStage.WRITTEN


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
