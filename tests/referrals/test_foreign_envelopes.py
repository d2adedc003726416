"""What is signed, sealed or written otherwise than the format says is named, and not taken."""

import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey
from affiant.ground.ledger import selectors as ledger
from affiant.ground.spool.disk import DiskInbox
from affiant.referrals import people, selectors, services
from affiant.referrals.findings import OF_NAMES, SENTENCES, NameCode, QuarantineCode
from affiant.referrals.kinds import Route
from affiant.referrals.services import Collected, SetAside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


VECTORS = Path(__file__).parents[2] / "vectors/envelope"


DESK = SigningKey(b"d" * 32)  # of the vectors
BAD = sorted(path.name for path in VECTORS.glob("bad_*"))
WARN = sorted(path.name for path in VECTORS.glob("warn_*"))


def test_a_stranger_who_signs_is_not_believed(settings, house):
    sending = Sending()
    sending.deliver()
    settings.AFFIANT = replace(house, intake_public_key="00" * 32)

    result = situations.collect(sending.id)

    assert result == SetAside(sending.id, QuarantineCode.SIGNER_UNKNOWN, "envelope.json")


def test_an_envelope_for_another_unit_is_not_ours(settings, house):
    sending = Sending()
    sending.deliver()
    settings.AFFIANT = replace(house, unit_identity=Identity.from_entropy(os.urandom(32)))

    result = situations.collect(sending.id)

    assert result == SetAside(sending.id, QuarantineCode.KEY_UNKNOWN, "envelope.json")


def test_an_envelope_that_our_recovery_key_does_not_open_is_not_ours(settings, house):
    sending = Sending()
    sending.deliver()
    settings.AFFIANT = replace(house, recovery=Identity.from_entropy(os.urandom(32)).recipient)

    result = situations.collect(sending.id)

    assert result == SetAside(sending.id, QuarantineCode.RECOVERY_UNKNOWN, "envelope.json")


@dataclass(frozen=True)
class OtherKeys(Sending):
    """A report one piece of which is closed to the unit's key alone, or to a third key too."""

    piece: str = ""
    keys_of_piece: int = 2

    def recipients(self, name: str) -> list[Recipient]:
        stranger = Identity.from_entropy(os.urandom(32)).recipient
        return [*super().recipients(name), stranger][: self.keys_of_piece if name == self.piece else 2]


@pytest.mark.parametrize("name", ["answers.age", "contact.age", "00000002.age"])
@pytest.mark.parametrize("keys", [1, 3])
def test_a_key_too_few_or_too_many_is_found(name, keys):
    sending = OtherKeys(piece=name, keys_of_piece=keys)

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.KEYS_DIFFER, name)


@pytest.mark.parametrize("vector", BAD)
def test_the_vectors_of_the_format_are_found_for_what_they_are(settings, house, vector):
    inbox = _inbox_with(settings, house, vector)

    result = services.collect(inbox=inbox, envelope_id=_keys()["folder_name"], at=AT)

    assert isinstance(result, SetAside)
    assert result.code == vector.split("_")[1]


@pytest.mark.parametrize("vector", WARN)
def test_what_only_the_key_of_names_finds_is_found_where_it_is_and_told_to_officers(settings, house, vector):
    taken = services.collect(inbox=_inbox_with(settings, house, vector), envelope_id=_keys()["folder_name"], at=AT)

    services.trace_waiting(at=AT)

    (row,) = people.people_of(taken.referral_id)
    entry = ledger.entries_about(str(taken.referral_id))[-1]
    assert row.finding == entry.facts["finding"] == vector.split("_")[1]
    assert not people.opens(row)


@pytest.mark.parametrize(
    ("vector", "route", "sender"),
    [
        ("good_report", Route.PUBLIC, ""),
        ("good_version_1", Route.PUBLIC, ""),
        ("good_from_an_organisation", Route.ORGANISATION, "0a" * 16),
        ("good_handed_over_at_the_desk", Route.IMPORT, "0a" * 16),
    ],
)
def test_a_good_vector_is_taken_and_its_signer_says_which_way_it_came(vector, route, sender, settings, house):
    inbox = _inbox_with(settings, house, vector)

    at_desk = route is Route.IMPORT
    result = services.collect(inbox=inbox, envelope_id=_keys()["folder_name"], at=AT, at_desk=at_desk)

    assert isinstance(result, Collected)
    row = selectors.referral(result.referral_id)
    assert (row.route, row.sender) == (route, sender)
    assert DESK.public == _keys()["desk_public_key"]


@pytest.mark.parametrize(
    ("vector", "at_desk"),
    [("good_handed_over_at_the_desk", False), ("good_report", True), ("good_from_an_organisation", True)],
)
def test_an_envelope_in_the_others_inbox_is_set_aside_whoever_holds_the_key(vector, at_desk, settings, house):
    inbox, envelope_id = _inbox_with(settings, house, vector), _keys()["folder_name"]

    result = services.collect(inbox=inbox, envelope_id=envelope_id, at=AT, at_desk=at_desk)

    assert result == SetAside(envelope_id, QuarantineCode.SIGNER_UNKNOWN, "envelope.json")


def test_every_code_has_its_sentence():
    assert set(SENTENCES) == set(QuarantineCode)
    assert set(OF_NAMES) == set(NameCode)


def _keys() -> dict[str, str]:
    return json.loads((VECTORS / "keys.json").read_text())


def _inbox_with(settings, house, vector: str) -> DiskInbox:
    keys = _keys()
    names = Identity.parse(keys["identity_identity"])
    house.identity_public.write_text(names.recipient.text)
    (house.identity_dir / "identity.key").write_text(names.text)
    settings.AFFIANT = replace(
        house,
        unit_identity=Identity.parse(keys["unit_identity"]),
        recovery=Identity.parse(keys["recovery_identity"]).recipient,
        intake_public_key=keys["intake_public_key"],
        desk_key=DESK,
    )
    shutil.copytree(VECTORS / vector, house.spool_dir / "inbox" / keys["folder_name"])
    return DiskInbox(house.spool_dir)


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00.000000+14:00",
        "9999-12-31T23:59:59.000000-14:00",
        "2026-11-21T07:30:15Z",
        "2026-13-21T07:30:15.123456Z",
        "2026-11-21T07:30:15.123456",
        "",
    ],
)
def test_a_moment_that_is_not_in_its_one_spelling_is_named(moment, monkeypatch):
    sending = Sending()
    made = Sending.answers
    monkeypatch.setattr(Sending, "answers", lambda *given: replace(made(*given), sent_at=moment))

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.ANSWERS_MALFORMED, "answers.age")


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59.000000Z", "2026-11-23T00:00:00.000000Z", "2026-11-19T23:59:59.999999Z"]
)
def test_wishes_that_are_dated_ahead_or_back_are_not_taken(moment, monkeypatch):
    sending = Sending()
    made = Sending.answers
    monkeypatch.setattr(Sending, "answers", lambda *given: replace(made(*given), sent_at=moment))

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.ANSWERS_MALFORMED, "answers.age")


@pytest.mark.parametrize("language", ["", "x" * 36, "uk/../en", "ук"])
def test_a_language_that_is_no_tag_is_named(language):
    sending = Sending(language=language)

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.ANSWERS_MALFORMED, "answers.age")
