"""A clone is installed from wherever its site points: no tracked file names a registry."""

from pathlib import Path

INSTALLING = ("Makefile", "hatch_build.py", "pyproject.toml", "frontend/package.json", "frontend/.npmrc", ".ci/run")


def test_nothing_that_installs_names_an_address(root: Path):
    files = [root / name for name in INSTALLING]
    files += [*(root / "requirements").iterdir(), *(root / "tools").glob("prepare.py")]

    assert not [file.name for file in files if b"://" in file.read_bytes()]


def test_the_npm_lock_holds_hashes_and_no_address(root: Path):
    lock = (root / "frontend/package-lock.json").read_text()

    assert '"integrity"' in lock
    assert '"resolved"' not in lock


def test_every_requirement_has_its_hash(root: Path):
    files = sorted((root / "requirements").glob("*.txt"))
    joined = [file.read_text().replace("\\\n", " ") for file in files]
    lines = [
        line for text in joined for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")
    ]

    assert lines
    assert not [line for line in lines if "--hash=sha256:" not in line]
