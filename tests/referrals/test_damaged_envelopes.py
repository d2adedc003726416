"""What does not check out is kept, named and shown; never taken, not even in part."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import situations
from tests.factories.situations import JPEG, File, Sending

from affiant.evidence.models import Exhibit
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors, services, spool
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.models import Referral
from affiant.referrals.services import Collected, SetAside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


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


def _crash(*_args, **_named):
    raise KeyboardInterrupt
