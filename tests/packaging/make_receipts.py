"""Writes vectors/receipt; after a change of the format run it with python -m, and look at the result."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.packaging import samples
from tests.packaging.make_vectors import write
from tests.packaging.samples import Told

from affiant.core import canonical, documents, receipt
from affiant.core.digests import sha256
from affiant.core.ledger import checkpoint
from affiant.core.receipt import ReceiptFacts
from affiant.core.signing import SigningKey

WHERE = Path(__file__).parents[2] / "vectors" / "receipt"
OTHER_KEY = SigningKey(bytes([77]) * 32)
Held = dict[str, object]


def plain(received_at: str = "2026-11-20T18:00:01Z") -> bytes:
    """Return the receipt for the sample envelope, as the intake signs it."""
    document = samples.answers_of(Told())
    facts = ReceiptFacts(
        envelope=document.envelope,
        envelope_sha256=sha256(samples.envelope_of(document)),
        received_at=received_at,
        service="Affiant demo",
        files=[(file.bytes, len(file.parts)) for file in document.files],
    )
    return receipt.sign(facts, samples.RECEIPT_KEY)


def collected_proof(seq: int = 0) -> Held:
    """Return the ledger's proof for an entry of the sample's ledger: 0 is the collection."""
    document = samples.answers_of(Told())
    log = samples.log_of(Told(), documents.encode_answers(document), samples.envelope_of(document))
    entry = log.entries[seq]
    return {
        "checkpoint": log.checkpoint,
        "leaf": entry.data.decode(),
        "ledger_key": log.ledger_key,
        "proof": list(entry.proof),
        "seq": seq,
    }


def collected(received_at: str = "2026-11-20T18:00:01Z", **changes: object) -> bytes:
    """Return the receipt with the proof of collection, and what is changed in it."""
    return receipt.with_collected(plain(received_at), {**collected_proof(), **changes})


def altered(raw: bytes, **changes: object) -> bytes:
    return canonical.encode({**json.loads(raw), **changes})


def said(raw: bytes, **changes: object) -> bytes:
    """Change what the receipt says and sign it again."""
    held = {**json.loads(raw)["receipt"], **changes}
    return altered(raw, receipt=held, signature=samples.RECEIPT_KEY.sign(canonical.encode(held)).hex())


def cases() -> Iterator[tuple[str, bytes]]:
    """Yield all receipts by file name."""
    sound, proof = plain(), collected_proof()
    damaged = proof["leaf"].replace("courier", "porter")
    yield "good_plain.json", sound
    yield "good_collected.json", collected()
    yield "bad_R001_line_feed.json", sound + b"\n"
    yield "bad_R001_other_format.json", said(sound, format="affiant-receipt/v2")
    yield "bad_R001_not_json.json", b"\x00" * 64
    yield "bad_R002_no_time_zone.json", said(sound, received_at="2026-11-20T18:00:01")
    yield "bad_R002_unknown_field.json", said(sound, name="x")
    yield "bad_R002_capital_signature.json", altered(sound, signature=json.loads(sound)["signature"].upper())
    yield "bad_R003_changed.json", sound.replace(b"Affiant demo", b"Affiant demi")
    yield "bad_R003_other_signer.json", altered(sound, key=OTHER_KEY.public)
    yield "bad_R004_other_key.json", sound
    yield "warn_R005_no_key_known.json", sound
    yield "bad_R006_other_entry.json", receipt.with_collected(sound, collected_proof(1))
    yield "bad_R007_no_proof.json", altered(sound, collected={"seq": 0})
    yield "warn_R008_before_receipt.json", collected(received_at="2026-11-22T00:00:00Z")
    yield "bad_L003_ledger_key.json", collected(ledger_key=proof["ledger_key"][:-2] + "==")
    yield "bad_L004_other_ledger_key.json", collected()
    yield "bad_L007_leaf.json", collected(leaf="{}")
    yield "bad_L011_checkpoint.json", collected(checkpoint=proof["checkpoint"].replace("\n\n", "\n"))
    yield "bad_L012_checkpoint_size.json", collected(checkpoint=proof["checkpoint"].replace("\n4\n", "\n5\n"))
    yield "bad_L020_position.json", collected(seq=4)
    yield "bad_L021_proof_words.json", collected(proof=["zz"])
    yield "bad_L022_leaf_changed.json", collected(leaf=damaged)
    yield "bad_L022_proof_cut.json", collected(proof=proof["proof"][:-1])
    yield "warn_L017_no_ledger_key_known.json", collected()


def everything() -> dict[str, bytes]:
    """Return all files of vectors/receipt."""
    keys = {"receipt_key": samples.RECEIPT_KEY.public, "ledger_key": samples.VKEY}
    other = {
        "bad_R004_other_key.json": {"receipt_key": OTHER_KEY.public},
        "warn_R005_no_key_known.json": {"receipt_key": None},
        "bad_L004_other_ledger_key.json": {"ledger_key": checkpoint.vkey(samples.ORIGIN, OTHER_KEY.public)},
        "warn_L017_no_ledger_key_known.json": {"ledger_key": None},
    }
    pins = {f"{name}.keys.json": _json({**keys, **pinned}) for name, pinned in other.items()}
    return dict(cases()) | pins | {"keys.json": _json(keys)}


def _json(value: dict[str, str | None]) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"


if __name__ == "__main__":
    write(WHERE, everything)
