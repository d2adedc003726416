"""The child process: takes a file from its standard input, gives up every right, and only then reads it."""

import codecs
import contextlib
import ctypes
import resource
import sys
from typing import Final

from affiant.evidence.reading import outcomes
from affiant.evidence.reading.kinds import Hint
from affiant.evidence.reading.read import read

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space; the file itself is in it
SECONDS: Final = 20  # of the processor
_NOTHING: Final = (0, 0)
# prctl(2): killed with the parent, no memory dump and no tracing by others, no new rights by any program
_PARENT_DIED, _DUMPABLE, _NO_NEW_RIGHTS, _KILL = 1, 4, 38, 9
# Encodings are loaded while files may still be opened: of pages, messages and subjects that strangers wrote.
_ENCODINGS: Final = (
    *("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "ascii", "latin-1"),
    *("iso8859-2", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-13"),
    *("iso8859-15", "cp437", "cp850", "cp852", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("gb18030", "gbk", "gb2312", "big5", "shift_jis", "cp932", "euc-jp", "euc-kr", "iso2022_jp"),
    *("idna", "quopri", "base64", "uu", "raw_unicode_escape", "unicode_escape"),
)


def main() -> None:
    """Read what comes in, and write what came of it."""
    _bound()
    raw = sys.stdin.buffer.read(outcomes.LARGEST + 1)
    for name in _ENCODINGS:
        codecs.lookup(name)
    give_up()
    sys.stdout.buffer.write(outcomes.encoded(read(raw, Hint(sys.argv[1]))))
    sys.stdout.buffer.flush()


def _bound() -> None:
    """Die with the parent, leave no memory dump, and take neither memory nor time without end."""
    system = ctypes.CDLL(None)
    system.prctl(_PARENT_DIED, _KILL, 0, 0, 0)
    system.prctl(_DUMPABLE, 0, 0, 0, 0)
    system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, _NOTHING)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def give_up() -> None:
    """From now on open no file and no connection, write no file, and start no process; what is open stays open."""
    for right in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        resource.setrlimit(right, _NOTHING)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # the parent has stopped listening
        main()
