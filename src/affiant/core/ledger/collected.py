"""Checking one leaf against a checkpoint: what a receipt's holder can do alone."""

import re
from collections.abc import Sequence
from typing import Final

from affiant.core.findings import Finding
from affiant.core.ledger import checkpoint, entries, verify
from affiant.core.ledger.errors import MalformedEntry, MalformedKey, MalformedNote, ProofRefused, SignatureRefused

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 64


def collected_check(
    *, leaf: str, seq: int, proof: Sequence[str], note: str, vkey: str, pinned: str | None = None
) -> list[Finding]:
    """Return every reason why leaf data is not shown to stand at `seq` in the ledger of a verifier key.

    `proof` is the audit path in hexadecimal, the lowest sibling first; `note` the signed checkpoint;
    `pinned` the verifier key that the holder had from elsewhere.
    """
    findings = _key_findings(vkey, pinned) + _leaf_findings(leaf)
    try:
        seen = checkpoint.open_note(note, vkey)
    except MalformedNote:
        return [*findings, Finding("L011", "error", "checkpoint")]
    except (SignatureRefused, MalformedKey):
        return [*findings, Finding("L012", "error", "checkpoint", {"key": vkey})]
    if seen.origin != checkpoint.parse_vkey(vkey).name:
        findings.append(Finding("L013", "error", "checkpoint", {"origin": seen.origin, "key": vkey}))
    return findings + _proof_findings(leaf, seq, proof, seen)


def _key_findings(vkey: str, pinned: str | None) -> list[Finding]:
    findings = []
    try:
        checkpoint.parse_vkey(vkey)
    except MalformedKey:
        findings.append(Finding("L003", "error", "key", {"key": vkey}))
    if pinned is None:
        findings.append(Finding("L017", "warning", "key", {"key": vkey}))
    elif pinned != vkey:
        findings.append(Finding("L004", "error", "key", {"key": vkey, "pinned": pinned}))
    return findings


def _leaf_findings(leaf: str) -> list[Finding]:
    try:
        entries.decode(leaf.encode(errors="surrogatepass"))
    except MalformedEntry:
        return [Finding("L007", "error", "leaf")]
    return []


def _proof_findings(leaf: str, seq: int, proof: Sequence[str], seen: checkpoint.Checkpoint) -> list[Finding]:
    if len(proof) > _LONGEST or not all(_HASH.fullmatch(step) for step in proof):
        return [Finding("L021", "error", "proof")]
    if not 0 <= seq < seen.size:
        return [Finding("L020", "error", "seq", {"seq": str(seq), "size": str(seen.size)})]
    steps = [bytes.fromhex(step) for step in proof]
    try:
        verify.check_inclusion(
            leaf=leaf.encode(errors="surrogatepass"), seq=seq, size=seen.size, proof=steps, root=seen.root
        )
    except ProofRefused:
        return [Finding("L022", "error", "proof", {"seq": str(seq), "size": str(seen.size)})]
    return []
