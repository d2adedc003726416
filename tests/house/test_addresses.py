"""A clone is installed from wherever its site points: no tracked file names a registry."""

from pathlib import Path

# Written in pieces, so that this file does not name them either.
REGISTRIES = [
    ".".join(pieces).encode()
    for pieces in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("proxy", "golang", "org"),
        ("index", "crates", "io"),
    )
]


def test_no_tracked_file_names_a_registry(tracked: list[Path]):
    naming = [file for file in tracked if any(registry in file.read_bytes() for registry in REGISTRIES)]

    assert not naming


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
