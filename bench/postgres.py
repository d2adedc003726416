"""A PostgreSQL cluster of our own, for as long as a measurement lasts."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from affiant.operate.processes import free_port


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of an empty database; durable writes are on, as they are where it matters."""
    user = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="affiant-bench-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        port = free_port()
        control = [_program("pg_ctl"), "-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
        listens = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -p {port}"

        def run(*words: str) -> None:
            subprocess.run(words, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        run(_program("initdb"), "-D", str(folder / "data"), "-U", "affiant", "--auth=trust", "-E", "UTF8")
        run(*control, "-o", listens, "start")
        try:
            yield f"postgres://affiant@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "-m", "immediate", "stop")


def _program(name: str) -> str:
    """Return where a program of PostgreSQL's server lies; outside the path on most systems."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name) or name
