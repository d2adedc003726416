"""`make test`: installs what the tests need from the system, then runs every test, face by face."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
COVERAGE = "--coverage" in sys.argv
PROGRAM = [sys.executable, "-m", *(["coverage", "run", "-m"] if COVERAGE else []), "pytest"]
PYTEST = [*PROGRAM, "-q", "--no-header"]
PARALLEL = ["-n", "2", "--dist", "worksteal"]
CASEWORK = "affiant.config.settings.test_casework"
INTAKE = "affiant.config.settings.test_intake"

# program that the tests run: the Debian package that brings it
NEEDED = {"chromium": "chromium", "age": "age", "openssl": "openssl", "initdb": "postgresql", "tar": "tar"}
# The tests do without these where they cannot be had: the same engine without windows, with which the browser tests
# take half the time, and the wall around whoever reads a stranger's document.
BETTER = {"chromium-headless-shell": "chromium-headless-shell", "bwrap": "bubblewrap"}
FONTS = ("/usr/share/fonts/truetype/noto", "fonts-noto-core")

# A cluster that lives as long as the run waits for no disk; it listens on a socket in its folder, and so on no port.
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# Where tests write while they run: in memory, where a machine has so much to spare, since each of them syncs.
MEMORY, SPARE = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - a folder of our own is made there

INTAKE_SIDE = ["tests/intake", "tests/submissions", "tests/organisations", "tests/spool"]
WITHOUT_DJANGO = ["tests/core", "tests/law", "tests/tables"]
APART = {*INTAKE_SIDE, *WITHOUT_DJANGO, "tests/browser", "tests/house", "tests/whole_way", "tests/faults"}
ON_POSTGRESQL = [
    f"tests/{room}"
    for room in ("ledger", "accounts", "evidence", "referrals", "handover", "triage", "linking", "sharing", "search")
]


def main() -> int:
    """Run all groups, whatever one of them says; return 1 if one failed."""
    os.chdir(ROOT)
    ensure_programs()
    with tempfile.TemporaryDirectory(prefix="affiant-migrated-") as migrated:
        os.environ["MIGRATED"] = migrated  # tests/factories/migrated.py keeps there what all groups begin with
        results = on_the_disk() + in_memory()
    if COVERAGE:
        subprocess.run([sys.executable, "-m", "coverage", "combine", "-q"], check=True)
        subprocess.run([sys.executable, "-m", "coverage", "report"], check=True)
    return 0 if all(results) else 1


def in_memory() -> list[bool]:
    """Run the other groups, which write to memory where that is possible."""
    with postgresql() as address, tempfile.TemporaryDirectory(prefix="affiant-tests-", dir=memory()) as scratch:
        os.environ["TMPDIR"] = scratch
        return face_by_face(address)


def on_the_disk() -> list[bool]:
    """Run what is small, and the groups that run the whole system as it will stand, on a disk."""
    return [
        group("the core and the law, without Django", [*WITHOUT_DJANGO, *PARALLEL]),
        group("the house", ["tests/house", *PARALLEL]),
        group("the whole way", ["tests/whole_way"]),
        group("a large upload through faults", ["tests/faults", f"--ds={CASEWORK}"]),
    ]


def face_by_face(address: str) -> list[bool]:
    """Run the tests of both faces, and once more on PostgreSQL what rests on the database."""
    casework_side = [str(each) for each in sorted(Path("tests").glob("*/")) if _is_casework_side(each)]
    results = [
        group("the public face", [*_there(INTAKE_SIDE), f"--ds={INTAKE}", *PARALLEL]),
        group("the officers' side, on SQLite", [*casework_side, f"--ds={CASEWORK}", *PARALLEL]),
        group("both faces, in a browser", ["tests/browser", f"--ds={CASEWORK}", *PARALLEL]),
    ]
    os.environ["AFFIANT_TEST_DATABASE"] = address
    on_postgresql = [*_there(ON_POSTGRESQL), f"--ds={CASEWORK}", *PARALLEL]
    return [*results, group("the officers' side, on PostgreSQL", on_postgresql)]


def memory() -> Path | None:
    """Return the folder that lies in memory, if there is one with room to spare."""
    there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= SPARE
    return MEMORY if there else None


def group(name: str, words: list[str]) -> bool:
    """Run one group of tests; an empty one fails like a failing one."""
    print(f"\n== {name}", flush=True)
    return subprocess.run([*PYTEST, *words], check=False).returncode == 0


def _is_casework_side(folder: Path) -> bool:
    return folder.is_dir() and str(folder) not in APART and any(folder.rglob("test_*.py"))


def _there(folders: list[str]) -> list[str]:
    return [folder for folder in folders if any(Path(folder).rglob("test_*.py"))]


def ensure_programs() -> None:
    """Install by apt what is missing, when that may be done; else say what is missing and end with 1."""
    missing = missing_packages()
    wanted = missing | {package for program, package in BETTER.items() if not find(program)}
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"installing {', '.join(sorted(wanted))}", flush=True)
        apt_get("update")
        for packages in filter(None, (missing, *({each} for each in wanted - missing))):
            apt_get("install", "-y", "--no-install-recommends", *sorted(packages))
        missing = missing_packages()
    if missing:
        sys.exit(f"The tests need these packages of the system: {', '.join(sorted(missing))}.")


def missing_packages() -> set[str]:
    """Name the packages of the system without which the tests cannot run."""
    missing = {package for program, package in NEEDED.items() if not find(program)}
    return missing if Path(FONTS[0]).exists() else {*missing, FONTS[1]}


def apt_get(verb: str, *words: str) -> None:
    """Run apt-get without questions; whether it helped is seen by what is there afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", verb, "-qq", *words], check=False, env=quiet, stdout=subprocess.DEVNULL)


def find(program: str) -> str | None:
    """Return where a program lies; PostgreSQL's server programs lie outside the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    return shutil.which(program) or (str(places[0]) if places else None)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL cluster of our own, reached through a socket in its folder, and remove it afterwards."""
    programs = Path(find("initdb") or "initdb").parent
    user = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="affiant-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data, log = folder / "data", folder / "log"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "affiant", "--auth=trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(log)]
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=200 {FORGETFUL}"
        subprocess.run([*control, "-o", options, "start"], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            yield f"postgres://affiant@{quote(name, safe='')}/postgres"
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=False, user=user, cwd=folder, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
