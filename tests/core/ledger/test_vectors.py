"""The test vectors say what a verifier has to answer, and this one answers it."""

import json
import re

import pytest
from tests.core.ledger import make_vectors, samples

from affiant.core.ledger import export, verify

EXPORTS = sorted(make_vectors.WHERE.glob("*.jsonl"))
PROOFS = json.loads((make_vectors.WHERE / "good_proofs.json").read_text())
LEAVES = samples.many(300)


def key_known_for(path) -> str | None:
    own = path.with_suffix(".keys.json")
    held = own if own.exists() else path.with_name("keys.json")
    return json.loads(held.read_text())["ledger_key"]


def check(path) -> list[tuple[str, str]]:
    with path.open("rb") as source:
        found = export.check_export(source, key_known_for(path))
    return [(each.severity, each.code) for each in found]


@pytest.mark.parametrize("path", [p for p in EXPORTS if p.name.startswith("good_")], ids=lambda p: p.stem)
def test_a_good_export_has_no_finding(path):
    assert check(path) == []


@pytest.mark.parametrize("path", [p for p in EXPORTS if p.name.startswith("bad_")], ids=lambda p: p.stem)
def test_a_bad_export_is_found_with_its_code(path):
    assert ("error", re.match(r"bad_(L\d{3})_", path.name)[1]) in check(path)


@pytest.mark.parametrize("path", [p for p in EXPORTS if p.name.startswith("warn_")], ids=lambda p: p.stem)
def test_a_doubtful_export_is_warned_of(path):
    assert check(path) == [("warning", re.match(r"warn_(L\d{3})_", path.name)[1])]


@pytest.mark.parametrize("name", sorted(make_vectors.exports()))
def test_the_generator_writes_the_committed_bytes(name):
    assert (make_vectors.WHERE / f"{name}.jsonl").read_bytes() == b"".join(make_vectors.exports()[name])


@pytest.mark.parametrize("held", PROOFS["inclusion"], ids=lambda held: f"{held['seq']}-in-{held['size']}")
def test_an_inclusion_proof_leads_to_the_root(held):
    verify.check_inclusion(
        leaf=LEAVES[held["seq"]],
        seq=held["seq"],
        size=held["size"],
        proof=[bytes.fromhex(step) for step in held["proof"]],
        root=bytes.fromhex(PROOFS["roots"][str(held["size"])]),
    )


@pytest.mark.parametrize("held", PROOFS["consistency"], ids=lambda held: f"{held['old']}-to-{held['new']}")
def test_a_consistency_proof_leads_to_both_roots(held):
    verify.check_consistency(
        old_size=held["old"],
        old_root=bytes.fromhex(PROOFS["roots"][str(held["old"])]),
        new_size=held["new"],
        new_root=bytes.fromhex(PROOFS["roots"][str(held["new"])]),
        proof=[bytes.fromhex(step) for step in held["proof"]],
    )


@pytest.mark.parametrize("size", sorted(PROOFS["roots"], key=int))
def test_a_replay_leads_to_the_root(size):
    assert verify.replay(LEAVES[: int(size)]).hex() == PROOFS["roots"][size]
