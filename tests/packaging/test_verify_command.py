"""`affiant verify` as a person runs it: what it says, in which language, and its exit code."""

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import venv
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from tests.packaging import forge, make_decisions, make_receipts, samples
from tests.packaging.places import VECTORS
from tests.packaging.samples import Told

import affiant
from affiant.cli import main, verify
from affiant.core.packaging.verify import bag

PACKAGES = VECTORS / "package"
RECEIPTS = VECTORS / "receipt"
DECISIONS = VECTORS / "decision"
FINGERPRINT = bag.fingerprint(samples.PACKAGE_KEY.public_pem)


@pytest.fixture
def identity(tmp_path) -> str:
    path = tmp_path / "key.txt"
    path.write_text(f"# created: today\n{samples.PARTNER.text}\n")
    return str(path)


def test_a_sealed_package_is_accepted_with_its_identity(identity, capsys):
    code = verify.run([str(PACKAGES / "good_sealed.tar.age"), "--identity", identity])

    said = capsys.readouterr().out
    assert code == 0
    assert samples.PACKAGE in said
    assert "No errors" in said


def test_a_tar_and_its_folder_are_accepted_alike(tmp_path, capsys):
    with tarfile.open(PACKAGES / "good_two_items.tar") as opened:
        opened.extractall(tmp_path, filter="data")
    folder = next(tmp_path.iterdir())

    codes = [verify.run([str(path), "--json"]) for path in (PACKAGES / "good_two_items.tar", folder)]

    first, second = capsys.readouterr().out.split("\n}\n")[:2]
    assert codes == [0, 0]
    assert json.loads(first + "}")["facts"] == json.loads(second + "}")["facts"]


def test_known_keys_leave_no_warning(tmp_path, capsys):
    pem = tmp_path / "package-key.pem"
    pem.write_bytes(samples.PACKAGE_KEY.public_pem)
    words = ["--package-key", str(pem), "--receipt-key", samples.RECEIPT_KEY.public, "--ledger-key", samples.VKEY]

    code = verify.run([str(PACKAGES / "good_two_items.tar"), "--json", *words])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_finding_names_code_place_and_facts_in_json(capsys):
    code = verify.run([str(PACKAGES / "bad_P051_part.tar"), "--json", "--package-key", FINGERPRINT])

    told = json.loads(capsys.readouterr().out)
    part = next(each for each in told["findings"] if each["code"] == "P051")
    assert code == 1
    assert told["errors"] >= 1
    assert part["severity"] == "error"
    assert part["place"] == "data/items/0001/original.bin"
    assert part["facts"] == {"part": "00000002.age"}
    assert part["sentence"] == "Part 00000002.age of this item is not the one that was received."


def test_sentences_come_in_ukrainian(capsys):
    code = verify.run([str(PACKAGES / "bad_P024_item.tar"), "--language", "uk"])

    said = capsys.readouterr().out
    assert code == 1
    assert "P024 помилка: data/items/0001/original.bin: Це не той файл, який було запаковано" in said


@pytest.mark.parametrize("name", ["good_plain.json", "good_collected.json"])
def test_a_receipt_is_accepted(name, capsys):
    assert verify.run([str(RECEIPTS / name)]) == 0
    assert samples.ENVELOPE in capsys.readouterr().out


def test_a_decision_is_accepted_and_says_who_stands_behind_it(capsys):
    code = verify.run([str(DECISIONS / "good_two_officers.decision.json")])

    said = capsys.readouterr().out
    assert code == 0
    assert f"share, by {make_decisions.DECIDED_BY}" in said
    assert f"Confirmed by a second officer, {make_decisions.SEEN_BY}" in said


def test_a_decision_under_any_name_is_recognised_by_its_content(tmp_path, capsys):
    path = tmp_path / "exhibit 12"
    path.write_bytes(make_decisions.seconded())

    assert verify.run([str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "decision"


def test_a_receipt_under_any_name_is_recognised_by_its_content(tmp_path, capsys):
    path = tmp_path / "kept by grandmother"
    path.write_bytes(make_receipts.collected())

    assert verify.run([str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "receipt"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.tar", "package tar"),
        ("x.json", "receipt"),
        ("x.decision.json", "decision"),
        ("x.jsonl", "ledger export"),
        ("x.TAR.AGE", "sealed package"),
    ],
)
def test_what_is_destroyed_is_still_judged_by_its_name(tmp_path, identity, name, kind, capsys):
    path = tmp_path / name
    path.write_bytes(b"\x00\xff" * 700)

    code = verify.run([str(path), "--json", "--identity", identity])

    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert told["kind"] == kind
    assert told["errors"] >= 1


def test_what_cannot_be_recognised_is_not_read(tmp_path, capsys):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff")

    assert verify.run([str(path)]) == 2
    assert "not recognisable" in capsys.readouterr().err


def test_nothing_at_the_path_is_not_read(tmp_path, capsys):
    assert verify.run([str(tmp_path / "gone.tar"), "--language", "uk"]) == 2
    assert "нічого немає" in capsys.readouterr().err


def test_a_sealed_package_without_identity_is_not_read(capsys):
    assert verify.run([str(PACKAGES / "good_sealed.tar.age"), "--json"]) == 2
    assert "--identity" in json.loads(capsys.readouterr().out)["unreadable"]


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1QQQ", "age1xyz"])
def test_an_identity_file_without_identity_is_not_read(tmp_path, text, capsys):
    path = tmp_path / "key.txt"
    path.write_text(text)

    assert verify.run([str(PACKAGES / "good_sealed.tar.age"), "--identity", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--package-key", "--receipt-key", "--desk-key", "--ledger-key"])
def test_a_key_that_is_none_is_told(option, capsys):
    assert verify.run([str(PACKAGES / "good_two_items.tar"), option, "nonsense"]) == 2
    assert option in capsys.readouterr().err


def test_a_name_with_control_characters_cannot_move_the_terminal(tmp_path, capsys):
    members = forge.members_of(samples.tar_of(Told()))
    path = tmp_path / "x.tar"
    path.write_bytes(forge.archive_of({**members, "data/\x1b[2Jgone\r.txt": b"x"}))

    verify.run([str(path)])

    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\r" not in said
    assert "\\u001b[2Jgone" in said


def test_a_name_that_is_not_text_can_be_printed(tmp_path, capsys):
    with tarfile.open(fileobj=io.BytesIO(samples.tar_of(Told()))) as opened:
        opened.extractall(tmp_path, filter="data")
    folder = next(tmp_path.iterdir())
    (folder / os.fsdecode(b"data/\xff.txt")).write_text("x")

    assert verify.run([str(folder), "--json"]) == 1
    assert "data/\\\\udcff.txt" in capsys.readouterr().out


def test_an_unknown_verb_is_told(capsys):
    assert main.main(["vrify"]) == 2
    assert "verify" in capsys.readouterr().err


def base_of(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return a distribution and everything that it needs without any extra."""
    try:
        found[name] = distribution(name)
    except PackageNotFoundError:  # for another platform
        return found
    needed = [each for each in found[name].requires or [] if "extra ==" not in each]
    for each in {re.split(r"[^A-Za-z0-9_.-]", need, maxsplit=1)[0] for need in needed} - found.keys():
        base_of(each, found)
    return found


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Path:
    """An interpreter that has Affiant and its base requirements, and nothing of the server."""
    place = tmp_path_factory.mktemp("alone")
    venv.create(place, symlinks=True)
    rooms = next(place.glob("lib/python*/site-packages"))
    (rooms / "affiant.pth").write_text(str(Path(affiant.__file__).parents[1]))
    for each in base_of("affiant", {}).values():
        for file in each.files or []:
            if ".." not in file.parts and not file.name.endswith(".pth"):
                (rooms / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file.locate(), rooms / file)
    return place / "bin/python"


def said_by(alone: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [alone, "-m", "affiant.cli.main", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=alone.parent, env={})


def test_the_verifier_stands_alone_without_django(alone, identity):
    django = subprocess.run([alone, "-c", "import django"], capture_output=True, check=False)
    sealed = said_by(alone, "verify", PACKAGES / "good_sealed.tar.age", "--identity", identity)
    receipt = said_by(alone, "verify", RECEIPTS / "bad_R003_changed.json", "--language", "uk")

    assert django.returncode != 0
    assert sealed.returncode == 0, sealed.stderr
    assert receipt.returncode == 1
    assert "R003" in receipt.stdout


@pytest.mark.parametrize("verb", ["demo", "rehearse", "intake", "casework"])
def test_a_verb_of_the_server_says_in_one_sentence_what_it_lacks(alone, verb):
    outcome = said_by(alone, verb)

    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert f"“affiant {verb}”" in outcome.stderr
