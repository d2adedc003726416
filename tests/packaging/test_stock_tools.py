"""Other people's tools open and check a package, as its own README says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import bagit
import pytest
from tests.packaging import samples
from tests.packaging.samples import Told

ROOT = f"affiant-package-{samples.PACKAGE}"
FINGERPRINT = re.compile(r"\(stdin\)= ([0-9a-f]{64})")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A recipient's folder: the package and their key, and nothing of ours."""
    place = tmp_path_factory.mktemp("desk")
    (place / "package.tar.age").write_bytes(samples.sealed_package(samples.contents_of(Told()))[0])
    (place / "key.txt").write_text(f"# created: today\n{samples.PARTNER.text}\n")
    command = "age -d -i key.txt package.tar.age | tar -x --warning=no-timestamp"
    subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=place, check=True)
    return place


def commands_of(readme: str, language: int) -> str:
    """Return the commands that the README prints, in one of its two languages."""
    blocks = re.findall(
        r"(?:^    (?:age -d|tar |cd |openssl |sha256sum |bagit\.py |    -in ).*\n)+", readme, re.MULTILINE
    )
    assert len(blocks) == 2
    return blocks[language]


def run(script: str, where: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    words = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(
        words, cwd=where, capture_output=True, text=True, check=False, env={"PATH": path, "LC_ALL": "C.UTF-8"}
    )


@pytest.mark.parametrize("language", [0, 1], ids=["English", "Ukrainian"])
def test_the_commands_of_the_readme_accept_the_package(desk, language):
    readme = (desk / ROOT / "data/README.txt").read_text()

    outcome = run(commands_of(readme, language).replace("YOUR-KEY-FILE", "key.txt"), desk)

    assert outcome.returncode == 0, outcome.stderr
    assert "Signature Verified Successfully" in outcome.stdout
    assert FINGERPRINT.search(outcome.stdout)[1] == samples.keys_fingerprint()
    assert "data/items/0001/original.bin: OK" in outcome.stdout
    assert outcome.stdout.count(": OK") == 4 + 15


def test_the_commands_of_the_readme_refuse_a_changed_item(desk, tmp_path):
    subprocess.run(["cp", "-r", f"{desk}/.", tmp_path], check=True)
    item = tmp_path / ROOT / "data/items/0001/original.bin"
    item.write_bytes(item.read_bytes()[:-1] + b"?")
    commands = commands_of((desk / ROOT / "data/README.txt").read_text(), 0)
    without_unpacking = commands[commands.index("    cd ") :]

    outcome = run(without_unpacking, tmp_path)

    assert outcome.returncode != 0
    assert "data/items/0001/original.bin: FAILED" in outcome.stdout


def test_openssl_dgst_prints_the_digests_of_the_manifest(desk):
    bag = desk / ROOT
    printed = run("openssl dgst -sha256 -r bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt", bag)

    assert printed.stdout.replace(" *", "  ") == (bag / "tagmanifest-sha256.txt").read_text()


def test_openssl_refuses_another_signature(desk, tmp_path):
    bag = desk / ROOT
    forged = tmp_path / "forged.sig"
    forged.write_bytes(bytes(64))

    outcome = run(
        "openssl pkeyutl -verify -pubin -inkey data/keys/package-key.pem -rawin"
        f" -in tagmanifest-sha256.txt -sigfile {forged}",
        bag,
    )

    assert outcome.returncode != 0


def test_the_bagit_library_finds_the_bag_valid(desk):
    bag = bagit.Bag(str(desk / ROOT))

    assert bag.validate(processes=1)
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == samples.PACKAGE
    assert set(bag.algorithms) == {"sha256", "sha512"}


def test_the_bagit_library_misses_a_file_that_is_gone(desk, tmp_path):
    subprocess.run(["cp", "-r", desk / ROOT, tmp_path], check=True)
    (tmp_path / ROOT / "data/wishes.json").unlink()

    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(tmp_path / ROOT)).validate()


def test_gnu_tar_lists_neutral_names_alone(desk):
    outcome = run("age -d -i key.txt package.tar.age | tar -tv --full-time --utc --numeric-owner", desk)

    lines = outcome.stdout.splitlines()
    assert len(lines) == 22
    assert all(re.fullmatch(r"-rw-r--r-- 0/0 +\d+ 2026-11-21 09:30:15 [a-zA-Z0-9/._-]+", line) for line in lines)
