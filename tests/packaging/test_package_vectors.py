"""Every vector is answered as its name says, and every code stands wherever it has to."""

import re
from pathlib import Path

import pytest
from tests.packaging import make_decisions, make_receipts, make_vectors
from tests.packaging.places import FORMATS, VECTORS, keys_of

from affiant.cli import kinds, reading, words_en
from affiant.core.findings import Finding
from affiant.core.packaging.verify.package import Pinned
from affiant.core.sealing.unseal import Identity


def vectors(prefix: str) -> list[Path]:
    places = (VECTORS / "package", VECTORS / "receipt", VECTORS / "decision")
    return [path for place in places for path in sorted(place.glob(f"{prefix}_*")) if ".keys." not in path.name]


def findings_of(path: Path) -> tuple[Finding, ...]:
    keys = keys_of(path)
    identity = Identity.parse(keys["identity"]) if "identity" in keys else None
    pinned = Pinned(keys.get("package_key"), keys.get("receipt_key"), keys.get("ledger_key"))
    return reading.check(path, kinds.kind_of(path), identity=identity, pinned=pinned).findings


def code_of(path: Path) -> str:
    return path.name.split("_")[1]


@pytest.mark.parametrize("path", vectors("good"), ids=lambda path: path.name)
def test_a_good_vector_has_no_finding(path):
    assert findings_of(path) == ()


@pytest.mark.parametrize("path", vectors("warn"), ids=lambda path: path.name)
def test_a_warning_vector_has_that_warning_and_no_error(path):
    found = findings_of(path)

    assert code_of(path) in {each.code for each in found}
    assert {each.severity for each in found} == {"warning"}


@pytest.mark.parametrize("path", vectors("bad"), ids=lambda path: path.name)
def test_a_bad_vector_has_that_error(path):
    errors = {each.code for each in findings_of(path) if each.severity == "error"}

    assert code_of(path) in errors


@pytest.mark.parametrize("made", [make_vectors, make_receipts, make_decisions], ids=["package", "receipt", "decision"])
def test_the_generator_still_writes_the_vectors(made):
    stored = {path.name: path.read_bytes() for path in made.WHERE.iterdir() if path.name != "README.md"}

    assert made.everything() == stored


def test_the_worked_bytes_of_the_specification_are_those_of_the_vector():
    lines = re.findall(r"^(\d{4})  ((?:[0-9a-f]{2} ){16})", (FORMATS / "package-v1.md").read_text(), re.MULTILINE)
    vector = (VECTORS / "package" / "good_two_items.tar").read_bytes()

    assert len(lines) == 10
    assert {at: bytes.fromhex(told) for at, told in lines} == {at: vector[int(at) : int(at) + 16] for at, _ in lines}


def test_the_worked_receipt_of_the_specification_is_the_vector():
    vector = (VECTORS / "receipt" / "good_plain.json").read_text()
    told = re.search(r"^\{\"key\".*?^```", (FORMATS / "receipt-v1.md").read_text(), re.MULTILINE | re.DOTALL)[0]
    pieces = re.split(r"…(?:128 digits…)?", re.sub(r"\n *|```", "", told))

    assert re.fullmatch("[0-9a-f]+".join(map(re.escape, pieces)), vector)


@pytest.mark.parametrize("path", vectors("bad") + vectors("warn"), ids=lambda path: path.name)
def test_a_finding_has_every_fact_that_its_sentence_names(path):
    lacking = {
        (each.code, fact)
        for each in findings_of(path)
        for fact in re.findall(r"\{(\w+)\}", words_en.FINDINGS[each.code])
        if fact not in each.facts
    }

    assert lacking == set()
