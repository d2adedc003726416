"""The officers' database as all migrations leave it: made once for a run of the tests, copied by whoever needs one."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from affiant.config import ceremony

KEEP = "MIGRATED"  # names the folder that the groups of a run share; tools/run_tests.py makes it and removes it
NAME = "casework.sqlite3"
TEMPLATE = "migrated"


def put(place: Path) -> None:
    """Leave a migrated, empty database at `place`, if this run keeps one; who stands there migrates as ever."""
    if KEEP not in os.environ:
        return
    kept = Path(os.environ[KEEP])
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / NAME).exists():
            _make(kept)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(kept / NAME, place)


def template(cluster: str) -> str:
    """Return the name of a migrated database on this cluster that others are made from, or the empty one's."""
    if KEEP not in os.environ:
        return "template1"
    with (Path(os.environ[KEEP]) / "lock").open("w") as lock, psycopg.connect(cluster, autocommit=True) as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            connection.execute("CREATE DATABASE unfinished")
            with _home() as home:
                _migrate(home, AFFIANT_CASEWORK_DATABASE=urlsplit(cluster)._replace(path="/unfinished").geturl())
            connection.execute(f"ALTER DATABASE unfinished RENAME TO {TEMPLATE}")
    return TEMPLATE


@contextmanager
def _home() -> Iterator[Path]:
    """Make a home that serves for nothing but to migrate in it."""
    with tempfile.TemporaryDirectory(prefix="affiant-migrated-") as name:
        ceremony.make_keys(Path(name))
        yield Path(name)


def _migrate(home: Path, **settings: str) -> None:
    words = [sys.executable, "-m", "affiant", "casework", "migrate", "--verbosity=0"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AFFIANT_", "DJANGO_"))}
    subprocess.run(words, env=own | {"AFFIANT_HOME": str(home)} | settings, check=True)


def _make(kept: Path) -> None:
    """Migrate; what is copied afterwards is one file, and whole."""
    with _home() as home:
        _migrate(home)
        with closing(sqlite3.connect(home / "casework" / NAME)) as made:
            made.execute("VACUUM INTO ?", [str(kept / "unfinished")])
    (kept / "unfinished").rename(kept / NAME)
