"""The officers' database as all migrations leave it: made once for a run of the tests, copied by whoever needs one."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from affiant.config import ceremony

KEEP = "MIGRATED"  # names the folder that the groups of a run share; tools/run_tests.py makes it and removes it
NAME = "casework.sqlite3"


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


def _make(kept: Path) -> None:
    """Migrate in a home that serves for nothing else; what is copied afterwards is one file, and whole."""
    with tempfile.TemporaryDirectory(prefix="affiant-migrated-") as home:
        ceremony.make_keys(Path(home))
        words = [sys.executable, "-m", "affiant", "casework", "migrate", "--verbosity=0"]
        own = {name: value for name, value in os.environ.items() if not name.startswith(("AFFIANT_", "DJANGO_"))}
        subprocess.run(words, env=own | {"AFFIANT_HOME": home}, check=True)
        with closing(sqlite3.connect(Path(home) / "casework" / NAME)) as made:
            made.execute("VACUUM INTO ?", [str(kept / "unfinished")])
    (kept / "unfinished").rename(kept / NAME)
