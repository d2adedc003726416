"""The envelope's vectors, read by a second reader: stock age, stock openssl and thirty lines of this file."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from affiant.core import codes

VECTORS = Path(__file__).parents[2] / "vectors" / "envelope"
KEYS = json.loads((VECTORS / "keys.json").read_text())
ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: what stands before the 32 bytes of a key


def read_with_stock_tools(folder: Path, work: Path) -> dict[str, Any]:
    outer = json.loads((folder / "envelope.json").read_bytes())
    header = outer["header"]
    signers = {KEYS["intake_public_key"], KEYS["desk_public_key"] if "sender" in header else ""}
    assert outer["key"] in signers, "Q003"
    verify_with_openssl(outer, work)
    assert header["id"] == KEYS["folder_name"], "Q004"
    pieces = [header["answers"], header["contact"], *header["parts"]]
    for piece in pieces:
        assert hashlib.sha256((folder / piece["name"]).read_bytes()).hexdigest() == piece["sha256"], "Q007"
    assert {file.name for file in folder.iterdir()} == {"envelope.json", *(piece["name"] for piece in pieces)}, "Q006"
    answers: dict[str, Any] = json.loads(open_with_age(folder / "answers.age", work))
    for part in [part for file in answers["files"] for part in file["parts"]]:
        content = open_with_age(folder / part["name"], work)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (part["sha256"], part["bytes"]), "Q014"
    return answers


def verify_with_openssl(outer: dict[str, Any], work: Path) -> None:
    signed = json.dumps(outer["header"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    (work / "signed").write_text(signed)
    (work / "signature").write_bytes(bytes.fromhex(outer["signature"]))
    (work / "key.der").write_bytes(ED25519_SPKI + bytes.fromhex(outer["key"]))
    key = ["-pubin", "-keyform", "DER", "-inkey", str(work / "key.der")]
    content = ["-rawin", "-in", str(work / "signed"), "-sigfile", str(work / "signature")]
    done = subprocess.run(["openssl", "pkeyutl", "-verify", *key, *content], capture_output=True, check=False)
    assert done.returncode == 0, "Q002"


def open_with_age(file: Path, work: Path) -> bytes:
    (work / "unit.key").write_text(KEYS["unit_identity"])
    done = subprocess.run(["age", "-d", "-i", str(work / "unit.key"), str(file)], capture_output=True, check=False)
    assert done.returncode == 0, "Q010"
    return done.stdout


@pytest.mark.parametrize("folder", sorted(VECTORS.glob("good_*")), ids=lambda folder: folder.name)
def test_a_good_envelope_reads_with_stock_tools(folder: Path, tmp_path: Path) -> None:
    answers = read_with_stock_tools(folder, tmp_path)

    assert answers["answers"][1]["answer"] == "Вигадані слова.\nInvented words."
    assert answers["files"][0]["bytes"] == 30


FOUND = ("Q002", "Q003", "Q004", "Q006", "Q007", "Q010", "Q014")


@pytest.mark.parametrize(
    "folder", [each for code in FOUND for each in sorted(VECTORS.glob(f"bad_{code}_*"))], ids=lambda folder: folder.name
)
def test_stock_tools_find_what_a_bad_envelope_is_named_for(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(AssertionError, match=folder.name.split("_")[1]):
        read_with_stock_tools(folder, tmp_path)


def test_the_code_of_the_vectors_makes_their_keys() -> None:
    keys = codes.derive(codes.parse(KEYS["code"]), salt=bytes.fromhex(KEYS["code_salt"]))

    assert keys.lookup == KEYS["lookup"]
    assert keys.mailbox.recipient.text == KEYS["mailbox"]
