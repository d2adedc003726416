"""The main job: a Ukrainian report with three files comes out as a package that anybody can check."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest
from tests.whole_way.watching import ACCOUNT, Rehearsal, look, needles

from affiant.cli.main import main


def verify(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    code = main(["verify", str(path), "--json", *more])
    printed = json.loads(capsys.readouterr().out)
    return code, [finding["code"] for finding in printed["findings"] if finding["severity"] == "error"]


@pytest.fixture(scope="session")
def bag(rehearsal: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, opened with stock age and stock tar."""
    folder = tmp_path_factory.mktemp("opened")
    words = "age -d -i {key} {package} | tar x -C {folder}".format(
        key=rehearsal.out / "partner.key", package=rehearsal.out / "package.tar.age", folder=folder
    )
    subprocess.run(["bash", "-o", "pipefail", "-c", words], check=True)
    (opened,) = folder.iterdir()
    return opened


def test_every_step_passes(rehearsal: Rehearsal) -> None:
    assert rehearsal.returncode == 0, rehearsal.printed
    assert {"receipt.json", "package.tar.age", "partner.key", "ledger.jsonl"} <= {
        file.name for file in rehearsal.out.iterdir()
    }
    assert {"intake", "casework", "spool"} <= {file.name for file in rehearsal.home.iterdir()}


def test_the_intake_folder_shows_nothing_at_any_moment(rehearsal: Rehearsal) -> None:
    assert rehearsal.looks > 20
    assert rehearsal.seen == set()


def test_the_watch_would_have_seen_a_leak(tmp_path: Path) -> None:
    (tmp_path / "leak.bin").write_bytes(b"....." + "Прикладним полем".encode().hex().encode())

    assert look(tmp_path, {"word": list(needles("Прикладним полем".encode()))}) == {"word"}


def test_the_verifier_accepts_all_three(rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]) -> None:
    key = ["--identity", str(rehearsal.out / "partner.key")]

    assert verify(rehearsal.out / "package.tar.age", capsys, *key) == (0, [])
    assert verify(rehearsal.out / "receipt.json", capsys) == (0, [])
    assert verify(rehearsal.out / "ledger.jsonl", capsys) == (0, [])


def test_other_peoples_tools_accept_the_package(bag: Path) -> None:
    bagit.Bag(str(bag)).validate()
    listed = (bag / "manifest-sha256.txt").read_text().splitlines()
    digests = subprocess.run(
        ["openssl", "dgst", "-sha256", "-r", *[line.split(maxsplit=1)[1] for line in listed]],
        cwd=bag,
        capture_output=True,
        text=True,
        check=True,
    )

    assert [line.split()[0] for line in digests.stdout.splitlines()] == [line.split()[0] for line in listed]


def test_the_originals_come_out_byte_for_byte(rehearsal: Rehearsal, bag: Path) -> None:
    sent = {hashlib.sha256(file.read_bytes()).hexdigest() for file in rehearsal.files}

    received = {hashlib.sha256(file.read_bytes()).hexdigest() for file in bag.glob("data/items/*/original.bin")}

    assert received == sent


def test_the_account_comes_out_word_for_word(bag: Path) -> None:
    (answers,) = bag.glob("data/accounts/*/answers.json")

    told = {answer["question"]: answer["answer"] for answer in json.loads(answers.read_text())["answers"]}

    assert told["account"] == ACCOUNT
    assert "Rehearsal" not in answers.read_text()  # the name was given with the wish to leave it out


def test_a_changed_byte_of_the_receipt_is_found_wherever_it_is(
    rehearsal: Rehearsal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (rehearsal.out / "receipt.json").read_bytes()
    file = tmp_path / "receipt.json"

    missed = [place for place in range(len(whole)) if not found(whole, place, file, capsys)]

    assert missed == []


@pytest.mark.parametrize("name", ["ledger.jsonl", "package.tar.age", "package.tar"])
def test_a_changed_byte_is_found_at_many_places(
    rehearsal: Rehearsal, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    whole = content_of(rehearsal, name)
    file = tmp_path / name
    step = max(1, len(whole) // 60)
    places = sorted({*range(0, len(whole), step), *range(40), len(whole) - 1, len(whole) - 600})
    key = ["--identity", str(rehearsal.out / "partner.key")] if name.endswith(".age") else []

    missed = [place for place in places if not found(whole, place, file, capsys, *key)]

    assert missed == []


def content_of(rehearsal: Rehearsal, name: str) -> bytes:
    if name != "package.tar":
        return (rehearsal.out / name).read_bytes()
    words = ["age", "-d", "-i", str(rehearsal.out / "partner.key"), str(rehearsal.out / "package.tar.age")]
    return subprocess.run(words, capture_output=True, check=True).stdout


def found(whole: bytes, place: int, file: Path, capsys: pytest.CaptureFixture[str], *more: str) -> bool:
    changed = bytearray(whole)
    changed[place] ^= 0x01
    file.write_bytes(changed)
    code, codes = verify(file, capsys, *more)
    return code == 1 and bool(codes) and all(re.fullmatch(r"[A-Z]\d{3}", each) for each in codes)


def test_a_changed_byte_in_any_file_of_the_opened_package_is_found(
    bag: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / bag.name
    shutil.copytree(bag, copy)
    missed = []

    for file in sorted(each for each in copy.rglob("*") if each.is_file()):
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[len(whole) // 2] ^= 0x20
        file.write_bytes(changed)
        code, codes = verify(copy, capsys)
        missed += [] if code == 1 and codes else [str(file.relative_to(copy))]
        file.write_bytes(whole)

    assert missed == []


def test_a_rehearsal_stops_at_the_first_step_that_fails(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "affiant", "rehearse", f"--out={tmp_path / 'out'}", "--patience=2"]
    nowhere = {**os.environ, "AFFIANT_HOME": str(tmp_path), "AFFIANT_INTAKE_PORT": "9"}

    done = subprocess.run(words, env=nowhere, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
