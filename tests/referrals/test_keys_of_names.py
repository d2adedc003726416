"""What an earlier release left to the unit key is closed, and the identity key is renewed without losing a name."""

import io
import json
import shutil
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.factories import situations
from tests.factories.situations import AT, NAME, Sending

from affiant.config import ceremony
from affiant.config.casework_keys import Casework
from affiant.config.env import BadEnvironment, Environment
from affiant.config.intake_keys import Intake
from affiant.core import envelope
from affiant.core.digests import sha256
from affiant.core.envelope import Piece
from affiant.core.sealing.unseal import Identity
from affiant.evidence import selectors as evidence
from affiant.evidence.services import content_of
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.operate import keys
from affiant.referrals import identity, people, services
from affiant.referrals.errors import ContactUnreadable
from affiant.referrals.models import Contact, ContactKey, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def officer():
    return situations.officer(Role.INVESTIGATOR)


def names_of(referral_id, officer) -> list[str]:
    opened = services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)
    return [str(answer.answer) for one in opened for answer in one.document.answers if answer.question == "name"]


@dataclass(frozen=True)
class Copied(Sending):
    """A report with sealed bytes of something else in place of its contact document: its own first part, or these."""

    copied: bytes = b""

    def _seal(self, folder, name, plain):
        if name != envelope.CONTACT_NAME:
            return super()._seal(folder, name, plain)
        sealed = self.copied or (folder / envelope.part_name(1)).read_bytes()
        (folder / name).write_bytes(sealed)
        return Piece(name, sha256(sealed), len(sealed))


def as_an_earlier_release_left_it() -> str:
    """Put the contact document of the newest envelope into the store as it came, and forget that it was closed."""
    contact = Contact.objects.select_related("submission", "key").latest("at")
    original = situations.unwrapped(contact)
    with store().stage() as staging:
        taken, _ = staging.take(io.BytesIO(original))
        staging.keep()
    assert taken == contact.submission.contact_sealed
    key = contact.key
    contact.delete()
    key.delete()
    return taken


def ring_of(home) -> dict[str, str]:
    """Return whom the public face of a home seals to."""
    return json.loads((home / "intake/keys/keyring.json").read_text())


def forget_identity(home) -> None:
    """Leave the public face as a release left it that sealed names to the unit."""
    held = ring_of(home)
    del held["identity"]
    (home / "intake/keys/keyring.json").write_text(json.dumps(held))


def renewed() -> Identity:
    """Give the home a new identity key, as `affiant keys renew-identity` does; return the one before it."""
    before = identity.identities()[0]
    ceremony.renew_identity(settings.AFFIANT.identity_dir, settings.AFFIANT.identity_public)
    return before


def test_what_an_earlier_release_left_still_opens(officer):
    referral_id = situations.collected_referral(Sending(version=1))
    as_an_earlier_release_left_it()

    assert names_of(referral_id, officer) == [NAME]
    assert [row.closed for row in people.people_of(referral_id)] == [False]


def test_what_an_earlier_release_left_is_closed_and_its_copy_removed(officer):
    referral_id = situations.collected_referral(Sending(version=1))
    sealed = as_an_earlier_release_left_it()

    call_command("close_contacts", stdout=(said := io.StringIO()))

    assert "1 contact document closed" in said.getvalue()
    assert not store().has(sealed)
    assert names_of(referral_id, officer) == [NAME]
    assert "contact.closed" in {entry.act for entry in ledger.entries_about(str(referral_id))}


def test_closing_twice_changes_nothing(officer):
    situations.collected_referral(Sending(version=1))
    as_an_earlier_release_left_it()
    call_command("close_contacts", stdout=io.StringIO())
    entries = ledger.size()

    call_command("close_contacts", stdout=(said := io.StringIO()))

    assert said.getvalue().startswith("0 contact documents closed")
    assert ledger.size() == entries


def test_a_copy_that_a_crash_left_is_removed_by_the_next_run():
    situations.collected_referral(Sending(version=1))
    contact = Contact.objects.select_related("submission", "key").get()
    with store().stage() as staging:
        left, _ = staging.take(io.BytesIO(situations.unwrapped(contact)))
        staging.keep()

    services.close_standing(at=AT)

    assert not store().has(left)


def test_evidence_that_somebody_sends_again_as_a_contact_document_is_not_removed():
    exhibit, *_ = evidence.exhibits_of(situations.collected_referral())
    part, *_ = evidence.parts_of(exhibit.id)
    situations.collected_referral(Copied(version=1, files=(), copied=store().read(part.sealed)))

    services.close_standing(at=AT)

    assert b"".join(content_of(exhibit.id)) == situations.JPEG


def test_a_file_that_is_its_own_envelopes_contact_document_too_is_kept():
    exhibit, *_ = evidence.exhibits_of(situations.collected_referral(Copied(version=1)))

    services.close_standing(at=AT)

    assert b"".join(content_of(exhibit.id)) == situations.JPEG


def test_the_next_report_of_a_person_is_closed_though_the_first_is_not_yet(officer):
    first = Sending(version=1)
    referral_id = situations.collected_referral(first)
    as_an_earlier_release_left_it()
    situations.collected_referral(Sending(keys=first.keys))

    services.close_standing(at=AT)

    assert ContactKey.objects.count() == 1
    assert names_of(referral_id, officer) == [NAME, NAME]


def test_a_renewed_key_closes_what_comes_at_once(officer):
    before = renewed()

    referral_id = situations.collected_referral()

    assert ContactKey.objects.get().closed_to != before.recipient.fingerprint
    assert names_of(referral_id, officer) == [NAME]


def test_renewing_closes_every_referral_to_the_new_key_and_lets_the_old_one_go(officer):
    referral_ids = [situations.collected_referral() for _ in range(3)]
    before = renewed()

    call_command("renew_contact_keys", "--retire", stdout=(said := io.StringIO()))

    assert "3 closed to the newest key" in said.getvalue()
    assert before not in identity.identities()
    assert [names_of(one, officer) for one in referral_ids] == [[NAME]] * 3
    (entry,) = ledger.entries_about(f"identity:{identity.recipient().fingerprint}")
    assert (entry.act, entry.facts) == ("contact.keys_renewed", {"keys": 3})


def test_renewing_leaves_what_was_erased_erased(officer):
    referral_id = situations.collected_referral()
    by = situations.officer(Role.SUPERVISOR)
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=by, at=AT)
    renewed()

    assert services.renew_keys(at=AT) == 0
    assert ContactKey.objects.get().wrapped == ""


def test_after_a_loss_of_the_key_the_recovery_key_opens_everything_to_a_new_one(officer):
    referral_id = situations.collected_referral()
    (settings.AFFIANT.identity_dir / "identity.key").unlink()
    renewed_from_nothing = ceremony.renew_identity(settings.AFFIANT.identity_dir, settings.AFFIANT.identity_public)

    with pytest.raises(CommandError):
        call_command("renew_contact_keys", stdout=io.StringIO())
    recovery = settings.AFFIANT.home / "recovery/recovery.key"
    call_command("renew_contact_keys", "--open-with", str(recovery), stdout=io.StringIO())

    assert identity.recipient().text == renewed_from_nothing
    assert names_of(referral_id, officer) == [NAME]


def test_a_key_of_somebody_else_renews_nothing():
    situations.collected_referral()
    (settings.AFFIANT.identity_dir / "identity.key").write_text(Identity.from_entropy(b"x" * 32).text)
    renewed()

    with pytest.raises(ContactUnreadable):
        services.renew_keys(at=AT)


def test_the_ceremony_keeps_the_key_of_names_apart_from_the_unit_key(tmp_path):
    ceremony.make_keys(tmp_path)

    held = "".join(file.read_text() for file in (tmp_path / "casework/keys").iterdir())
    public = (tmp_path / "casework/keys/identity.pub").read_text()

    (private,) = Identity.parse_all((tmp_path / "identity/keys/identity.key").read_text())
    assert private.text not in held
    assert private.recipient.text == public
    assert not list((tmp_path / "intake").rglob("identity*"))


def test_an_older_home_is_completed_and_keeps_its_keys(tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    unit = (tmp_path / "casework/keys/unit.key").read_text()
    (tmp_path / "casework/keys/identity.pub").unlink()
    forget_identity(tmp_path)
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))

    assert keys.run(["make"]) == 0

    assert "identity.key, keyring.json" in capsys.readouterr().out
    assert (tmp_path / "casework/keys/unit.key").read_text() == unit
    assert (tmp_path / "casework/keys/identity.pub").read_text() == ring_of(tmp_path)["identity"]


def test_the_identity_key_may_lie_elsewhere(tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))
    monkeypatch.setenv("AFFIANT_IDENTITY_KEYS", str(tmp_path / "carrier"))

    assert keys.run(["renew-identity"]) == 0

    public, former = (tmp_path / "casework/keys/identity.pub").read_text().split()
    assert Identity.parse((tmp_path / "carrier/identity.key").read_text()).recipient.text == public
    assert Identity.parse((tmp_path / "identity/keys/identity.key").read_text()).recipient.text == former
    assert public in capsys.readouterr().out


def test_the_ceremony_says_whom_everything_is_sealed_to(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))

    assert keys.run(["make"]) == 0

    told = capsys.readouterr().out
    held = ring_of(tmp_path)
    assert (tmp_path / "casework/keys/identity.pub").read_text() == held["identity"]
    assert [name for name in ("unit", "identity", "recovery") if held[name] not in told] == []


def test_a_renewal_reaches_the_public_face_of_the_same_home(tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))

    keys.run(["renew-identity"])

    assert ring_of(tmp_path)["identity"] == (tmp_path / "casework/keys/identity.pub").read_text().split()[0]
    assert "when it starts again" in capsys.readouterr().out


def test_a_renewal_says_what_to_do_on_the_public_host(tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    shutil.rmtree(tmp_path / "intake")
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))

    assert keys.run(["renew-identity"]) == 0

    public = (tmp_path / "casework/keys/identity.pub").read_text().split()[0]
    assert f"affiant keys take-identity {public}" in capsys.readouterr().out


def test_the_public_host_takes_the_identity_key(tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    shutil.rmtree(tmp_path / "casework")
    forget_identity(tmp_path)
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))
    given = Identity.from_entropy(b"x" * 32).recipient.text

    assert keys.run(["take-identity", given]) == 0

    assert ring_of(tmp_path)["identity"] == given
    assert given in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["unit", "recovery", "age1nothing"])
def test_no_other_key_is_taken_for_names(wrong, tmp_path, monkeypatch, capsys):
    ceremony.make_keys(tmp_path)
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path))
    before = ring_of(tmp_path)

    assert keys.run(["take-identity", before.get(wrong, wrong)]) == 1

    assert "Nothing was changed" in capsys.readouterr().err
    assert ring_of(tmp_path) == before


def test_a_home_without_a_public_face_takes_no_identity_key(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path / "nowhere"))

    assert keys.run(["take-identity", Identity.from_entropy(b"x" * 32).recipient.text]) == 1

    assert "not the home of a public face" in capsys.readouterr().err


def test_the_public_face_does_not_start_without_the_key_that_names_are_sealed_to(tmp_path):
    ceremony.make_keys(tmp_path)
    forget_identity(tmp_path)

    with pytest.raises(BadEnvironment, match="affiant keys take-identity"):
        Intake.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))


def test_the_public_face_does_not_start_where_the_unit_key_stands_for_names(tmp_path):
    ceremony.make_keys(tmp_path)
    held = ring_of(tmp_path)
    (tmp_path / "intake/keys/keyring.json").write_text(json.dumps(held | {"identity": held["unit"]}))

    with pytest.raises(BadEnvironment, match="one key stands in two places"):
        Intake.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))


def test_the_officers_face_does_not_start_where_the_unit_key_stands_for_names(tmp_path):
    ceremony.make_keys(tmp_path)
    (tmp_path / "casework/keys/identity.pub").write_text(ring_of(tmp_path)["unit"])

    with pytest.raises(BadEnvironment, match="one key stands in two places"):
        Casework.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))


def test_the_keys_that_senders_need_are_printed():
    call_command("public_keys", stdout=(said := io.StringIO()))

    assert ring_of(settings.AFFIANT.home).items() <= json.loads(said.getvalue()).items()


def test_a_submission_that_was_lost_from_the_store_is_left_as_it_is():
    situations.collected_referral(Sending(version=1))
    store().remove(as_an_earlier_release_left_it())

    assert services.close_standing(at=AT) == 0
    assert Submission.objects.count() == 1


def test_the_officers_face_does_not_start_where_names_could_not_be_closed(tmp_path):
    ceremony.make_keys(tmp_path)
    (tmp_path / "casework/keys/identity.pub").unlink()

    with pytest.raises(BadEnvironment, match="affiant keys make"):
        Casework.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))


def test_the_officers_face_starts_without_the_key_that_opens_names(tmp_path):
    ceremony.make_keys(tmp_path)
    (tmp_path / "identity/keys/identity.key").unlink()

    house = Casework.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))

    assert "AGE-SECRET-KEY" not in repr(house)
