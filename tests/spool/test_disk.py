"""The spool on disk: an envelope is there whole or not at all, and no name leads out of it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from affiant.ground.spool import files, names
from affiant.ground.spool.disk import LARGEST_FILE, DiskInbox, DiskOutbox
from affiant.ground.spool.errors import MalformedName, NoSuchEnvelope, NoSuchLetter, SpoolError

ID, OTHER = "0123456789abcdef" * 2, "f" * 32
TRICKS = [
    "",
    ".",
    "..",
    "../" + "a" * 29,
    "A" * 32,
    "a" * 31,
    "a" * 33,
    "a" * 32 + "\n",
    "٣" * 32,
    "a" * 31 + "/",
    "\0" * 32,
]


def write(folder: Path) -> None:
    files.write_new(folder / "envelope.json", b"{}")
    files.write_new(folder / "00000001.age", b"sealed")


@pytest.fixture
def inbox(tmp_path):
    return DiskInbox(tmp_path)


@pytest.fixture
def outbox(tmp_path):
    return DiskOutbox(tmp_path)


def test_an_envelope_that_was_delivered_is_there(inbox):
    assert inbox.deliver(ID, write) is True

    assert inbox.ids() == [ID]
    assert inbox.names(ID) == ["00000001.age", "envelope.json"]
    with inbox.open(ID, "00000001.age") as piece:
        assert piece.read() == b"sealed"


def test_the_same_id_again_changes_nothing(inbox):
    inbox.deliver(ID, write)

    assert inbox.deliver(ID, lambda folder: files.write_new(folder / "envelope.json", b"other")) is False

    with inbox.open(ID, "envelope.json") as piece:
        assert piece.read() == b"{}"


def test_what_is_only_prepared_is_not_there(inbox):
    inbox.prepare(ID, write)

    assert inbox.ids() == []
    assert inbox.publish(ID) is True
    assert inbox.publish(ID) is False
    assert inbox.ids() == [ID]


def test_what_fails_while_it_is_written_is_not_there_and_can_be_written_again(inbox):
    def fail(folder: Path) -> None:
        write(folder)
        raise OSError

    with pytest.raises(OSError):
        inbox.deliver(ID, fail)

    assert inbox.ids() == []
    assert inbox.deliver(ID, write) is True


def test_a_second_copy_of_an_envelope_gives_way_to_the_first(inbox):
    inbox.deliver(ID, write)
    inbox.prepare(ID, lambda folder: files.write_new(folder / "envelope.json", b"other"))

    assert inbox.publish(ID) is False

    assert inbox.names(ID) == ["00000001.age", "envelope.json"]


def test_an_envelope_that_was_taken_out_is_gone(inbox, tmp_path):
    inbox.deliver(ID, write)

    inbox.remove(ID)
    inbox.remove(ID)

    assert inbox.ids() == []
    assert list((tmp_path / "inbox").iterdir()) == []


def test_strange_things_in_the_inbox_are_passed_over(inbox, tmp_path):
    inbox.deliver(ID, write)
    (tmp_path / "inbox" / "lost+found").mkdir()
    (tmp_path / "inbox" / ("a" * 32)).write_text("a file")
    (tmp_path / "inbox" / OTHER).symlink_to(tmp_path)

    assert inbox.ids() == [ID]


def test_an_empty_spool_holds_nothing(inbox, outbox):
    assert inbox.ids() == []
    assert outbox.letters(ID) == []
    with pytest.raises(NoSuchEnvelope):
        inbox.names(ID)
    with pytest.raises(NoSuchEnvelope):
        inbox.open(ID, "envelope.json")


@pytest.mark.parametrize("trick", TRICKS)
def test_an_id_that_is_none_is_refused_before_the_disk_is_asked(inbox, outbox, trick):
    for act in (inbox.path, inbox.names, inbox.remove, inbox.publish, outbox.letters):
        with pytest.raises(MalformedName):
            act(trick)
    with pytest.raises(MalformedName):
        inbox.deliver(trick, write)
    with pytest.raises(MalformedName):
        outbox.put(trick, ID, b"")
    with pytest.raises(MalformedName):
        outbox.put(ID, trick, b"")


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/passwd", "answers.age\n", "1.age", "000000001.age", "x.json"])
def test_a_name_that_no_envelope_holds_does_not_open(inbox, name):
    inbox.deliver(ID, write)

    with pytest.raises(MalformedName):
        inbox.open(ID, name)


def test_a_link_leads_nowhere(inbox, tmp_path):
    inbox.deliver(ID, write)
    (inbox.path(ID) / "answers.age").symlink_to("/etc/passwd")

    with pytest.raises(NoSuchEnvelope):
        inbox.open(ID, "answers.age")


def test_a_pipe_and_a_folder_hold_nobody_up(inbox):
    inbox.deliver(ID, write)
    os.mkfifo(inbox.path(ID) / "answers.age")
    (inbox.path(ID) / "contact.age").mkdir()

    for name in ("answers.age", "contact.age"):
        with pytest.raises(NoSuchEnvelope):
            inbox.open(ID, name)


@given(some.text())
def test_any_text_is_an_id_or_refused(text):
    try:
        names.check_identifier(text)
    except SpoolError:
        assert not names.is_identifier(text)
    else:
        assert len(text) == 32


def test_a_letter_comes_out_as_it_was_put_in(outbox):
    outbox.put(ID, OTHER, b"sealed letter")
    outbox.put(ID, "0" * 32, b"an earlier one")

    assert outbox.letters(ID) == [("0" * 32, b"an earlier one"), (OTHER, b"sealed letter")]
    assert outbox.letters(OTHER) == []


def test_the_same_letter_again_takes_the_place_of_what_lay_there(outbox):
    outbox.put(ID, OTHER, b"first")
    outbox.put(ID, OTHER, b"second")

    assert outbox.letters(ID) == [(OTHER, b"second")]


def test_no_more_is_read_of_a_letter_or_a_file_than_one_may_have(outbox, tmp_path):
    outbox.put(ID, OTHER, b"letter")
    outbox.put_file(ID, "0" * 32, b"f" * LARGEST_FILE)
    outbox.put_file(ID, "1" * 32, b"f" * (LARGEST_FILE + 1))
    with (tmp_path / "outbox" / ID / f"{'b' * 32}.age").open("wb") as endless:
        endless.truncate(1 << 40)

    assert outbox.letters(ID) == [(OTHER, b"letter")]
    assert len(outbox.file(ID, "0" * 32)) == LARGEST_FILE
    with pytest.raises(NoSuchLetter):
        outbox.letter(ID, "b" * 32)
    with pytest.raises(NoSuchLetter):
        outbox.file(ID, "1" * 32)


def test_strange_things_in_a_mailbox_are_passed_over(outbox, tmp_path):
    outbox.put(ID, OTHER, b"letter")
    folder = tmp_path / "outbox" / ID
    (folder / "note.txt").write_text("x")
    (folder / f".{'a' * 32}").write_text("half a letter")
    (folder / f"{'b' * 32}.age").symlink_to("/etc/passwd")
    (folder / f"{'c' * 32}.age").mkdir()

    assert outbox.letters(ID) == [(OTHER, b"letter")]


def test_a_part_gets_a_second_name_on_the_same_disk_and_a_copy_on_another(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"sealed")

    files.link_or_copy(source, tmp_path / "linked")
    files.link_or_copy(source, other := Path("/dev/shm") / f"affiant-{os.getpid()}")  # noqa: S108 - another file system
    try:
        assert (tmp_path / "linked").stat().st_ino == source.stat().st_ino
        assert other.read_bytes() == b"sealed"
    finally:
        other.unlink()


def test_casework_reads_as_the_group_and_the_world_does_not(inbox):
    inbox.deliver(ID, write)

    mode = stat.S_IMODE((inbox.path(ID) / "envelope.json").stat().st_mode)

    assert mode & 0o137 == 0


DELIVER = """
import os, sys
from pathlib import Path
from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskInbox

steps = int(sys.argv[2])

def stop(event, _):
    global steps
    if event in {"os.rename", "os.mkdir", "os.open", "open", "os.remove"}:
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), 9)

def write(folder):
    for number in range(3):
        files.write_new(folder / f"{number:08d}.age", b"sealed" * 1000)

inbox = DiskInbox(Path(sys.argv[1]))
sys.addaudithook(stop)
inbox.deliver("a" * 32, write)
print("delivered")
"""


def test_a_process_killed_at_any_step_leaves_a_whole_envelope_or_none(tmp_path):
    seen = set()

    for steps in range(30):
        root = tmp_path / str(steps)
        done = subprocess.run([sys.executable, "-c", DELIVER, root, str(steps)], capture_output=True, check=False)
        inbox = DiskInbox(root)
        seen.add((done.returncode, tuple(inbox.names(found)[-1] for found in inbox.ids())))
        assert all(len(inbox.names(found)) == 3 for found in inbox.ids())
        if done.returncode == 0:
            break

    assert (-9, ()) in seen
    assert (-9, ("00000002.age",)) in seen  # it was there already, and only the last step was missing
    assert (0, ("00000002.age",)) in seen
