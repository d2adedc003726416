"""Writes vectors/ledger; after a change of the format run it with python -m, and look at the result."""

import json
from pathlib import Path

from tests.core.ledger import samples

from affiant.core import canonical
from affiant.core.ledger import checkpoint, lines, tree

WHERE = Path(__file__).parents[3] / "vectors" / "ledger"
OTHER_VKEY = checkpoint.vkey(samples.ORIGIN, samples.OTHER_KEY.public)
ANOTHER_NAME = checkpoint.vkey("other.example", samples.KEY.public)
SIZES = (1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 300)
README = """# Test vectors of the ledger's format

Each file's name says what a verifier has to answer: `good_…` no finding, `warn_<CODE>_…` warnings alone and that one
among them, `bad_<CODE>_…` an error of that code. Codes: docs/reference/formats/ledger-v1.md.

`.jsonl` files are exports. `keys.json` holds the verifier key that the reader knows from elsewhere; `<name>.keys.json`
stands in its place for that file, and null there is a key that the reader does not know.

`good_proofs.json` holds inclusion and consistency proofs over the first `size` of the leaves of
`good_many_entries.jsonl`, with the roots that they lead to. Codes L020 to L022 are shown in ../receipt. Everything is
invented; the keys are RFC 8032's first test key and 32 bytes of 77. tests/core/ledger/make_vectors.py writes the same
bytes every time.
"""


def exports() -> dict[str, list[bytes]]:
    """Return every export by name, as lines."""
    leaves = samples.three()
    sound = samples.export(leaves)
    header, body, last = sound[0], sound[1:-1], sound[-1]
    changed = [leaves[0], leaves[1].replace(b"referral.read", b"referral.seen"), leaves[2]]
    foreign = [*leaves[:2], b'{"v":2}']
    late = [leaves[2], leaves[0].replace(b"T07:00:00", b"T06:50:00")]
    return {
        "good_worked_example": sound,
        "good_empty": samples.export([]),
        "good_many_entries": samples.export(samples.many(300)),
        "bad_L001_space_in_a_line": [header, body[0].replace(b'","seq"', b'", "seq"'), *body[1:], last],
        "bad_L001_no_newline_at_the_end": [*sound[:-1], last[:-1]],
        "bad_L001_carriage_returns": [line[:-1] + b"\r\n" for line in sound],
        "bad_L001_empty_line": [header, *body, b"\n", last],
        "bad_L002_other_format": [header.replace(b"/v1", b"/v2"), *body, last],
        "bad_L002_empty_file": [],
        "bad_L003_key_id": [header.replace(b"+4c3d", b"+4c3e"), *body, last],
        "bad_L003_key_of_another_name": samples.export(
            leaves, vkey=checkpoint.vkey("other.example", samples.KEY.public)
        ),
        "bad_L004_other_key": samples.export(leaves),
        "bad_L005_extra_field": [header, body[0].replace(b'"seq":0', b'"seq":0,"zeal":1'), *body[1:], last],
        "bad_L006_gap": [header, body[0], body[2], last],
        "bad_L006_swapped": [header, body[1], body[0], body[2], last],
        "bad_L007_not_an_entry": samples.export(foreign),
        "bad_L008_size": samples.export(leaves, size=4),
        "bad_L009_cut": [header, *body],
        "bad_L009_not_text": [header, *body, canonical.encode({"checkpoint": 1}) + b"\n"],
        "bad_L010_line_after_the_end": [*sound, body[0]],
        "bad_L011_second_signature": [header, *body, lines.checkpoint(_twice(samples.note(leaves)))],
        "bad_L011_spare_bits": [header, *body, last.replace(b"UQ4=", b"UQ5=")],
        "bad_L012_other_signer": [header, *body, lines.checkpoint(_by_another(leaves))],
        "bad_L013_other_origin": samples.export(leaves, samples.note(leaves, origin="other.example")),
        "bad_L014_size": samples.export(leaves, samples.note(leaves, size=4)),
        "bad_L015_an_entry_changed": samples.export(changed, samples.note(leaves)),
        "warn_L016_clock_went_back": samples.export(late),
        "warn_L017_no_known_key": sound,
        "bad_L018_too_many": [header, *[b"{}\n"] * 1001, last],
    }


def proofs() -> dict[str, object]:
    """Return inclusion and consistency proofs, with the roots that they lead to."""
    leaves = samples.many(300)
    stored = samples.Stored(leaves)
    inclusion = [
        {"seq": seq, "size": size, "proof": _hex(tree.inclusion_proof(stored, seq, size))}
        for size in SIZES
        for seq in sorted({0, size // 2, size - 1})
    ]
    consistency = [
        {"old": old, "new": new, "proof": _hex(tree.consistency_proof(stored, old, new))}
        for new in SIZES
        for old in SIZES
        if old <= new
    ]
    roots = {str(size): samples.root(leaves[:size]).hex() for size in SIZES}
    return {"roots": roots, "inclusion": inclusion, "consistency": consistency}


def main() -> None:
    WHERE.mkdir(parents=True, exist_ok=True)
    for name, export in exports().items():
        (WHERE / f"{name}.jsonl").write_bytes(b"".join(export))
    _write_json("keys.json", {"ledger_key": samples.VKEY})
    _write_json("bad_L004_other_key.keys.json", {"ledger_key": OTHER_VKEY})
    _write_json("warn_L017_no_known_key.keys.json", {"ledger_key": None})
    _write_json("good_proofs.json", proofs())
    (WHERE / "README.md").write_text(README)


def _write_json(name: str, value: object) -> None:
    (WHERE / name).write_text(json.dumps(value, indent=1) + "\n")


def _hex(steps: list[bytes]) -> list[str]:
    return [step.hex() for step in steps]


def _twice(note: str) -> str:
    return note + note.splitlines(keepends=True)[-1]


def _by_another(leaves: list[bytes]) -> str:
    """Return a checkpoint that another key signed under the ledger's name."""
    return checkpoint.sign(
        checkpoint.Checkpoint(samples.ORIGIN, len(leaves), samples.root(leaves)), samples.ORIGIN, samples.OTHER_KEY
    )


if __name__ == "__main__":
    main()
