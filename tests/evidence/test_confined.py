"""The child that reads strangers' files holds no right that it could misuse, and comes to an end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories import documents
from tests.factories.documents import UKRAINIAN

from affiant.evidence.reading import confined
from affiant.evidence.reading.confined import Walls
from affiant.evidence.reading.kinds import Hint
from affiant.evidence.reading.outcomes import Outcome, Reading

WITHOUT_RIGHTS = """
import os, socket, sys
from affiant.evidence.reading import child
child._bound()
child.give_up()
def tried(act):
    try:
        act()
    except OSError:
        return "refused"
    return "done"
acts = [lambda: open("/etc/hostname"), lambda: open("/dev/null", "w"), socket.socket, os.pipe]
sys.stdout.write(" ".join(map(tried, acts)))
"""
LOOKING_ROUND = """
import os, socket, sys
def tried(act):
    try:
        act()
    except OSError:
        return "refused"
    return "done"
acts = [
    lambda: os.listdir(sys.argv[1]),
    lambda: os.kill(int(sys.argv[2]), 0),
    lambda: socket.create_connection(("127.0.0.1", int(sys.argv[3])), 2),
    lambda: open(os.path.join(sys.prefix, "written"), "w"),
]
sys.stdout.write(" ".join(map(tried, acts)) + " " + str(dict(os.environ).get("PATH")))
"""
SLOW = b"<a " * 3_000_000  # a tag that never ends: looked at again with each piece that comes


def stands() -> bool:
    """Say whether this machine has bubblewrap, and lets it put up a wall."""
    trial = [shutil.which("bwrap") or "false", "--unshare-all", "--ro-bind", "/", "/", "true"]
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0


bubblewrap = pytest.mark.skipif(not stands(), reason="bubblewrap is not installed, or may not put up a wall here")


def ran(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, env={}, cwd="/").stdout


def children() -> set[int]:
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(one) for each in found for one in each.read_text().split()}


@pytest.fixture
def new_children():
    """Tell which processes this one has started since the test began."""
    before = children()
    return lambda: children() - before


@pytest.mark.parametrize("walls", [Walls.LIMITS, pytest.param(Walls.BUBBLEWRAP, marks=bubblewrap)])
@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (documents.docx(UKRAINIAN), Hint.NONE),
        (documents.pdf(UKRAINIAN), Hint.NONE),
        (documents.html(UKRAINIAN, encoding="koi8-u"), Hint.HTML),
        (documents.mail(UKRAINIAN), Hint.MAIL),
    ],
)
def test_a_child_reads_in_any_walls_what_was_handed_over_in_pieces(walls, raw, hint):
    command = [*confined._around(walls), sys.executable, "-I", "-m", confined._CHILD, hint.value]

    reading = confined._read([raw[:100], raw[100:]], command)

    assert UKRAINIAN in reading.text


def test_the_best_walls_of_the_machine_are_used():
    answer = confined.read([documents.docx(UKRAINIAN)], Hint.NONE)

    assert answer == confined.Confined(Reading(Outcome.READ, UKRAINIAN), confined.walls_here())


def test_a_child_that_gave_up_its_rights_opens_nothing():
    assert ran(sys.executable, "-c", WITHOUT_RIGHTS) == "refused refused refused refused"


@bubblewrap
def test_behind_the_wall_there_is_no_home_no_other_process_and_no_network(tmp_path):
    command = [*confined._around(Walls.BUBBLEWRAP), sys.executable, "-c", LOOKING_ROUND]

    with socket.create_server(("127.0.0.1", 0)) as listening:
        seen = ran(*command, str(tmp_path), str(os.getpid()), str(listening.getsockname()[1]))

    assert seen == "refused refused refused refused None"


def test_a_file_that_takes_too_long_is_let_go_of_and_leaves_no_process(monkeypatch, new_children):
    monkeypatch.setattr(confined, "SECONDS", 2)

    answer = confined.read([SLOW], Hint.HTML)

    assert answer.reading == Reading(Outcome.NO_TIME)
    assert new_children() == set()


def test_a_file_that_never_comes_to_its_end_is_too_large():
    answer = confined.read(iter(lambda: b" " * 65536, b""), Hint.HTML)

    assert answer.reading == Reading(Outcome.TOO_LARGE)


def test_a_child_that_dies_is_told_from_a_file_that_is_damaged(new_children):
    def pieces():
        yield documents.pdf(UKRAINIAN) + b"\n" * (1 << 20)  # more than a pipe holds: the child has begun to take it
        for child in new_children():
            os.kill(child, signal.SIGKILL)

    assert confined.read(pieces(), Hint.NONE).reading == Reading(Outcome.DIED)


def test_a_child_that_was_taken_over_is_not_believed(monkeypatch, new_children):
    monkeypatch.setattr(confined, "_CHILD", "this")

    assert confined.read([b"word"], Hint.HTML).reading == Reading(Outcome.DIED)
    assert new_children() == set()
