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
    read_names_with_stock_tools(folder, header, work)
    return answers


def read_names_with_stock_tools(folder: Path, header: dict[str, Any], work: Path) -> None:
    """Version 2: the unit's key does not open them, and the identity key does; version 1: the unit's key does."""
    first = header["format"] == "affiant-envelope/v1"
    assert len(header["keys"]) == (2 if first else 3), "Q001"
    if not first:
        assert header["keys"][2] == fingerprint(KEYS["identity_identity"], work), "Q018"
        assert not opens_with_age(folder / "contact.age", "unit_identity", work), "Q019"
    key = "unit_identity" if first else "identity_identity"
    assert opens_with_age(folder / "contact.age", key, work), "N001"
    names = json.loads(open_with_age(folder / "contact.age", work, key))
    assert set(names) == {"answers", "envelope", "format"}, "N002"
    assert names["envelope"] == header["id"], "N003"


def fingerprint(identity: str, work: Path) -> str:
    """Sixteen digits of SHA-256 over the public key: the last 32 bytes of what openssl makes of the private one."""
    private = bytes.fromhex("302e020100300506032b656e04220420") + bech32(identity)  # RFC 8410
    (work / "private.der").write_bytes(private)
    words = ["openssl", "pkey", "-inform", "DER", "-in", str(work / "private.der"), "-pubout", "-outform", "DER"]
    public = subprocess.run(words, capture_output=True, check=True).stdout[-32:]
    return hashlib.sha256(public).hexdigest()[:16]


def bech32(identity: str) -> bytes:
    """The 32 bytes of an age key: what stands between the last 1 and the six digits of the checksum, five bits each."""
    digits = ["QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".index(letter) for letter in identity.rpartition("1")[2][:-6]]
    bits = "".join(f"{digit:05b}" for digit in digits)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) // 8 * 8, 8))


def verify_with_openssl(outer: dict[str, Any], work: Path) -> None:
    signed = json.dumps(outer["header"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    (work / "signed").write_text(signed)
    (work / "signature").write_bytes(bytes.fromhex(outer["signature"]))
    (work / "key.der").write_bytes(ED25519_SPKI + bytes.fromhex(outer["key"]))
    key = ["-pubin", "-keyform", "DER", "-inkey", str(work / "key.der")]
    content = ["-rawin", "-in", str(work / "signed"), "-sigfile", str(work / "signature")]
    done = subprocess.run(["openssl", "pkeyutl", "-verify", *key, *content], capture_output=True, check=False)
    assert done.returncode == 0, "Q002"


def open_with_age(file: Path, work: Path, key: str = "unit_identity") -> bytes:
    done = run_age(file, work, key)
    assert done.returncode == 0, "Q010"
    return done.stdout


def opens_with_age(file: Path, key: str, work: Path) -> bool:
    return run_age(file, work, key).returncode == 0


def run_age(file: Path, work: Path, key: str) -> "subprocess.CompletedProcess[bytes]":
    (work / key).write_text(KEYS[key])
    return subprocess.run(["age", "-d", "-i", str(work / key), str(file)], capture_output=True, check=False)


@pytest.mark.parametrize("folder", sorted(VECTORS.glob("good_*")), ids=lambda folder: folder.name)
def test_a_good_envelope_reads_with_stock_tools(folder: Path, tmp_path: Path) -> None:
    answers = read_with_stock_tools(folder, tmp_path)

    assert answers["answers"][1]["answer"] == "Вигадані слова.\nInvented words."
    assert answers["files"][0]["bytes"] == 30


FOUND = ("Q002", "Q003", "Q004", "Q006", "Q007", "Q010", "Q014", "Q018", "Q019", "N001", "N002", "N003")
NAMED = [each for code in FOUND for each in sorted(VECTORS.glob(f"*_{code}_*"))]


@pytest.mark.parametrize("folder", [*NAMED, VECTORS / "bad_Q001_no_identity_key_named"], ids=lambda folder: folder.name)
def test_stock_tools_find_what_a_bad_envelope_is_named_for(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(AssertionError, match=folder.name.split("_")[1]):
        read_with_stock_tools(folder, tmp_path)


def test_the_code_of_the_vectors_makes_their_keys() -> None:
    keys = codes.derive(codes.parse(KEYS["code"]), salt=bytes.fromhex(KEYS["code_salt"]))

    assert keys.lookup == KEYS["lookup"]
    assert keys.mailbox.recipient.text == KEYS["mailbox"]
