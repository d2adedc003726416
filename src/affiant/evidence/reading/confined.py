"""Starting the child that reads: without network, files, keys or time to spare, as far as the machine allows."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

import affiant
from affiant.evidence.reading.kinds import Hint
from affiant.evidence.reading.outcomes import MOST, Outcome, Reading, decoded

SECONDS: Final = 40  # by the clock on the wall, the handing over included
_HEAD: Final = 64  # bytes of the line before the text
_OUT_OF_TIME: Final = frozenset({-signal.SIGXCPU, 128 + signal.SIGXCPU})
_CHILD: Final = "affiant.evidence.reading.child"
_LINKS: Final = ("/lib", "/lib32", "/lib64", "/bin")


class Walls(StrEnum):
    """What stands around the child."""

    BUBBLEWRAP = "bubblewrap"  # and limits: no network, no file of the machine but programs, no other process
    LIMITS = "limits"  # alone: it can open nothing and write nothing, and is a process of the same user


@dataclass(frozen=True, slots=True)
class Confined:
    """What a confined child answered, and in what walls it sat."""

    reading: Reading
    walls: Walls


def read(pieces: Iterable[bytes], hint: Hint) -> Confined:
    """Hand a file over, piece by piece, to a child of its own and return what it reads.

    The child is given nothing else: no environment, no open file, no key. What it answers is believed only as far as
    its shape; text is text. It is killed when it takes too long.
    """
    walls = walls_here()
    return Confined(_read(pieces, [*_around(walls), sys.executable, "-I", "-m", _CHILD, hint.value]), walls)


@lru_cache(maxsize=1)
def walls_here() -> Walls:
    """Return the best walls of this machine, tried once by reading a page of one word in them."""
    command = [*_around(Walls.BUBBLEWRAP), sys.executable, "-I", "-m", _CHILD, Hint.HTML.value]
    if command[0] and _read([b"word"], command) == Reading(Outcome.READ, "word"):
        return Walls.BUBBLEWRAP
    return Walls.LIMITS


def _read(pieces: Iterable[bytes], command: Sequence[str]) -> Reading:
    with _started(command) as (child, out_of_time):
        _hand_over(pieces, child)
        assert child.stdout  # noqa: S101 - it was asked for
        answer = child.stdout.read(MOST + _HEAD)
        _kill(child)  # it has said what it had to say
        if out_of_time.is_set() or child.wait() in _OUT_OF_TIME:
            return Reading(Outcome.NO_TIME)
    try:
        return decoded(answer)
    except ValueError:  # nothing, half of something, or something else
        return Reading(Outcome.DIED)


@contextmanager
def _started(command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    child = subprocess.Popen(  # noqa: S603 - our own program; no shell, and no word of the file among its arguments
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    out_of_time = threading.Event()

    def stop() -> None:
        out_of_time.set()
        _kill(child)

    clock = threading.Timer(SECONDS, stop)
    clock.daemon = True
    clock.start()
    try:
        yield child, out_of_time
    finally:
        clock.cancel()
        _kill(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _closed(pipe)


def _hand_over(pieces: Iterable[bytes], child: subprocess.Popen[bytes]) -> None:
    assert child.stdin  # noqa: S101 - it was asked for
    with suppress(BrokenPipeError):  # a child that is gone says so by its answer
        for piece in pieces:
            child.stdin.write(piece)
    _closed(child.stdin)


def _closed(pipe: IO[bytes] | None) -> None:
    with suppress(BrokenPipeError):
        if pipe:
            pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _around(walls: Walls) -> list[str]:
    """Return what stands before the child's own command; an empty word where bubblewrap is not installed."""
    if walls is Walls.LIMITS:
        return []
    program = shutil.which("bwrap") or ""
    kept = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv", "--chdir", "/"]
    return [program, *kept, *_seen(), "--"]


def _seen() -> list[str]:
    """Return the folders that the child sees, all of them for reading alone: programs, libraries and our own code."""
    code = Path(affiant.__file__).parent
    folders = dict.fromkeys(str(each) for each in ("/usr", sys.base_prefix, sys.prefix, code))
    seen = [word for folder in folders for word in ("--ro-bind", folder, folder)]
    for name in _LINKS:
        link = Path(name)
        if link.is_symlink():
            seen += ["--symlink", str(link.readlink()), name]
        elif link.is_dir():
            seen += ["--ro-bind", name, name]
    return [*seen, "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
