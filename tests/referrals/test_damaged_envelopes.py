"""What does not check out is kept, named and shown; never taken, not even in part."""

import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import situations
from tests.factories.situations import AT, JPEG, File, Sending

from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import Identity
from affiant.evidence.models import Exhibit
from affiant.ground.ledger import selectors as ledger
from affiant.ground.spool.disk import DiskInbox
from affiant.referrals import selectors, services, spool
from affiant.referrals.findings import SENTENCES, QuarantineCode
from affiant.referrals.models import Referral
from affiant.referrals.services import Collected, SetAside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
VECTORS = Path(__file__).parents[2] / "vectors/envelope"
BAD = sorted(path.name for path in VECTORS.glob("bad_*"))


def store_objects(house) -> list[Path]:
    return [path for path in (house.casework_dir / "store").rglob("*") if path.is_file()]


def kept(house) -> list[Path]:
    return sorted((house.casework_dir / "quarantine").iterdir())


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_a_change_of_any_byte_of_any_file_is_found_and_named(house, data):
    sending = Sending(files=(File(JPEG),))
    folder = situations.folder_of(sending.deliver())
    name = data.draw(st.sampled_from(sorted(path.name for path in folder.iterdir())))
    content = bytearray((folder / name).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    (folder / name).write_bytes(content)

    result = situations.collect(sending.id)

    assert isinstance(result, SetAside)
    assert result.place == name
    assert not Referral.objects.exists()
    assert not Exhibit.objects.exists()
    assert store_objects(house) == []
    assert spool.inbox().ids() == []


@pytest.mark.parametrize("name", ["envelope.json", "answers.age", "contact.age", "00000001.age", "00000002.age"])
def test_a_missing_file_is_found(name):
    folder = situations.folder_of(Sending().deliver())
    (folder / name).unlink()

    result = situations.collect(folder.name)

    expected = QuarantineCode.HEADER_UNREADABLE if name == "envelope.json" else QuarantineCode.FILE_MISSING
    assert result == SetAside(folder.name, expected, name)


@pytest.mark.parametrize("name", ["00000003.age", "notes.txt", ".hidden"])
def test_an_extra_file_is_found(name):
    folder = situations.folder_of(Sending().deliver())
    (folder / name).write_bytes(b"not listed")

    result = situations.collect(folder.name)

    assert result == SetAside(folder.name, QuarantineCode.FILE_EXTRA, "")


def test_swapped_parts_are_found():
    folder = situations.folder_of(Sending().deliver())
    (folder / "00000001.age").rename(folder / "aside")
    (folder / "00000002.age").rename(folder / "00000001.age")
    (folder / "aside").rename(folder / "00000002.age")

    result = situations.collect(folder.name)

    assert result == SetAside(folder.name, QuarantineCode.FILE_DIFFERS, "00000001.age")


@pytest.mark.parametrize("cut", [0, 1, 200, -1])
def test_a_cut_part_is_found(cut):
    folder = situations.folder_of(Sending().deliver())
    sealed = (folder / "00000002.age").read_bytes()
    (folder / "00000002.age").write_bytes(sealed[:cut])

    result = situations.collect(folder.name)

    assert result == SetAside(folder.name, QuarantineCode.FILE_DIFFERS, "00000002.age")


def test_a_link_in_place_of_a_part_leads_nowhere(tmp_path):
    folder = situations.folder_of(Sending().deliver())
    (folder / "00000001.age").rename(tmp_path / "elsewhere.age")
    (folder / "00000001.age").symlink_to(tmp_path / "elsewhere.age")

    result = situations.collect(folder.name)

    assert result == SetAside(folder.name, QuarantineCode.FILE_MISSING, "00000001.age")


def test_a_pipe_in_place_of_a_part_makes_nobody_wait(house):
    folder = situations.folder_of(Sending().deliver())
    (folder / "00000001.age").unlink()
    os.mkfifo(folder / "00000001.age")

    result = situations.collect(folder.name)

    assert isinstance(result, SetAside)
    assert len(kept(house)) == 1


def test_a_damaged_envelope_is_kept_as_it_came(house):
    folder = situations.folder_of(Sending().deliver())
    (folder / "answers.age").write_bytes(b"changed")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    situations.collect(folder.name)

    (aside,) = kept(house)
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before


def test_a_damaged_envelope_is_shown_and_stands_in_the_ledger():
    folder = situations.folder_of(Sending().deliver())
    (folder / "answers.age").write_bytes(b"changed")

    situations.collect(folder.name)

    (row,) = selectors.quarantined()
    (entry,) = ledger.entries_about(folder.name)
    assert (row.envelope_id, row.code, row.place) == (folder.name, QuarantineCode.FILE_DIFFERS, "answers.age")
    assert (entry.act, entry.facts) == ("envelope.quarantined", {"code": "Q007", "place": "answers.age"})


def test_a_crash_before_the_move_makes_no_second_row(house, monkeypatch):
    folder = situations.folder_of(Sending().deliver())
    (folder / "answers.age").write_bytes(b"changed")
    monkeypatch.setattr(shutil, "copytree", _crash)
    with pytest.raises(KeyboardInterrupt):
        situations.collect(folder.name)
    monkeypatch.undo()

    situations.collect(folder.name)

    assert len(selectors.quarantined()) == 1
    assert len(kept(house)) == 1
    assert spool.inbox().ids() == []


def test_a_replayed_id_with_another_content_is_set_aside():
    sending = Sending()
    situations.collected_referral(sending)
    replayed = replace(sending, text="Інші слова.")

    result = situations.collect(replayed.deliver())

    assert result == SetAside(sending.id, QuarantineCode.ENVELOPE_REPLACED, "envelope.json")
    assert Referral.objects.count() == 1


def test_an_envelope_that_comes_whole_after_a_damaged_one_is_taken():
    sending = Sending()
    folder = situations.folder_of(sending.deliver())
    (folder / "00000001.age").unlink()
    situations.collect(sending.id)

    result = situations.collect(sending.deliver())

    assert isinstance(result, Collected)
    assert len(selectors.quarantined()) == 1


def test_an_envelope_that_is_gone_is_nothing_to_complain_about():
    result = situations.collect("0" * 32)

    assert result == services.Gone("0" * 32)
    assert selectors.quarantined() == []


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


def test_the_good_vector_is_taken(settings, house):
    inbox = _inbox_with(settings, house, "good_report")

    result = services.collect(inbox=inbox, envelope_id=_keys()["folder_name"], at=AT)

    assert isinstance(result, Collected)


def test_every_code_has_its_sentence():
    assert set(SENTENCES) == set(QuarantineCode)


def _keys() -> dict[str, str]:
    return json.loads((VECTORS / "keys.json").read_text())


def _inbox_with(settings, house, vector: str) -> DiskInbox:
    keys = _keys()
    settings.AFFIANT = replace(
        house,
        unit_identity=Identity.parse(keys["unit_identity"]),
        recovery=Identity.parse(keys["recovery_identity"]).recipient,
        intake_public_key=keys["intake_public_key"],
    )
    shutil.copytree(VECTORS / vector, house.spool_dir / "inbox" / keys["folder_name"])
    return DiskInbox(house.spool_dir)


def _crash(*_args, **_named):
    raise KeyboardInterrupt


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


@pytest.mark.parametrize("language", ["", "x" * 36, "uk/../en", "ук"])
def test_a_language_that_is_no_tag_is_named(language):
    sending = Sending(language=language)

    result = situations.collect(sending.deliver())

    assert result == SetAside(sending.id, QuarantineCode.ANSWERS_MALFORMED, "answers.age")
