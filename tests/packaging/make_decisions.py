"""Writes vectors/decision; after a change of the format run it with python -m, and look at the result."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.packaging import samples
from tests.packaging.make_vectors import OTHER_KEY, write

from affiant.core import canonical, decision_file
from affiant.core.decision_file import Entered, Log, SignedRecord
from affiant.core.digests import commitment
from affiant.core.ledger import checkpoint, entries
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.packaging.verify import bag
from affiant.core.signing import SigningKey

WHERE = Path(__file__).parents[2] / "vectors" / "decision"
Record = dict[str, canonical.Json]
DECIDED_BY, SEEN_BY = samples.LIAISON, samples.SUPERVISOR
DECISION = "3b9aca00-0000-4000-8000-0000000000d1"
SALT = bytes([5]) * 32
AT, LATER = datetime(2026, 11, 21, 9, 0, 0, 250_000, UTC), datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
ANSWER: Record = {
    "at": "2026-11-21T08:50:00.000000Z",
    "by": DECIDED_BY,
    "how": "",
    "question": "A.1.1",
    "rests_on": [
        {"exhibit": "3b9aca00-0000-4000-8000-0000000000e1"},
        {"passage": "Я бачила", "submission": "3b9aca00-0000-4000-8000-0000000000f1"},
    ],
    "said": "yes",
    "words": "Ім'я названо.",
}


def decided(**changes: canonical.Json) -> Record:
    """Return the record of an invented decision."""
    return {
        "addressee": "International Criminal Court",
        "at": "2026-11-21T09:00:00.250000Z",
        "by": DECIDED_BY,
        "format": "affiant-decision/v1",
        "from": "assigned",
        "id": DECISION,
        "needs_second": True,
        "number": 1,
        "outcome": "share",
        "reason": "A direct witness of an invented place.",
        "referral": samples.REFERRAL,
        "review_on": None,
        "scoping": {"answers": [ANSWER], "guidelines": "2019-09-30"},
        "trigger": "",
        **changes,
    }


def opined(decision: SignedRecord, **changes: canonical.Json) -> Record:
    """Return the record of an invented second opinion on a signed decision."""
    return {
        "at": "2026-11-21T10:00:00.000000Z",
        "by": SEEN_BY,
        "decision": DECISION,
        "decision_signature": decision.signature,
        "format": "affiant-second-opinion/v1",
        "referral": samples.REFERRAL,
        "verdict": "confirmed",
        "words": "",
        **changes,
    }


def signed(record: Record, key: SigningKey = samples.PACKAGE_KEY) -> SignedRecord:
    """Sign a record; where it stands in the ledger is said later."""
    raw = canonical.encode(record)
    signature = key.sign(f"{record['format']}\n".encode() + raw).hex()
    return SignedRecord(raw.decode(), signature, key.public, Entered(0, "", (), SALT))


def entry(record: Record, act: str, when: datetime, **changes: object) -> Entry:
    """Return the ledger's entry of a record."""
    names = ("id", "from", "outcome") if "outcome" in record else ("decision",)
    facts = {"decision" if name == "id" else name: str(record[name]) for name in names}
    raw = canonical.encode(record)
    made = Entry(
        kind=Kind.DECISION,
        act=act,
        about=str(record["referral"]),
        by=str(record["by"]),
        at=when,
        facts=facts,
        commitments={"record": commitment(SALT, raw)},
    )
    return replace(made, **changes)


def placed(
    decision: SignedRecord, opinion: SignedRecord | None, logged: list[Entry]
) -> tuple[SignedRecord, SignedRecord | None, Log]:
    """Put the entries into a ledger of their own, behind one that tells of something else."""
    begun = Entry(kind=Kind.COLLECTION, act="referral.collected", about=samples.REFERRAL, by="system:courier", at=AT)
    leaves = [entries.encode(each) for each in (begun, *logged)]
    proofs, note = samples.ledger_of(leaves)

    def enter(part: SignedRecord, seq: int) -> SignedRecord:
        return replace(part, entered=Entered(seq, leaves[seq].decode(), tuple(proofs[seq]), SALT))

    return enter(decision, 1), enter(opinion, 2) if opinion else None, Log(note, samples.VKEY)


def alone(record: Record | None = None, act: str = "referral.decided", **changes: object) -> bytes:
    """Return the file of a decision that needs no second officer."""
    said = record or decided(outcome="intelligence", needs_second=False, addressee="")
    return decision_file.encode(*placed(signed(said), None, [entry(said, act, AT, **changes)]))


def seconded(verdict: str = "confirmed", **changes: canonical.Json) -> bytes:
    """Return the file of a decision with a second opinion, and what that opinion says differently."""
    said = decided()
    first = signed(said)
    second = opined(first, verdict=verdict, **changes)
    logged = [entry(said, "referral.proposed", AT), entry(second, f"referral.{verdict}", LATER)]
    return decision_file.encode(*placed(first, signed(second), logged))


def altered(raw: bytes, **changes: object) -> bytes:
    """Change fields of the file."""
    return canonical.encode({**json.loads(raw), **changes})


def part_altered(raw: bytes, part: str, **changes: object) -> bytes:
    """Change fields of one of its records."""
    return altered(raw, **{part: {**json.loads(raw)[part], **changes}})


def entry_altered(raw: bytes, part: str, **changes: object) -> bytes:
    """Change fields of the entry of one of its records."""
    return part_altered(raw, part, entry={**json.loads(raw)[part]["entry"], **changes})


def cases() -> Iterator[tuple[str, bytes]]:
    """Yield all decision files by name."""
    for made in (_good, _files, _records, _entries):
        for name, raw in made():
            yield f"{name}.decision.json", raw


def _good() -> Iterator[tuple[str, bytes]]:
    yield "good_one_officer", alone()
    yield "good_two_officers", seconded()
    yield (
        "good_suspended",
        alone(
            decided(outcome="suspend", needs_second=False, addressee="", trigger="A visa.", review_on="2027-05-01"),
        ),
    )


def _files() -> Iterator[tuple[str, bytes]]:
    sound = alone()
    held = json.loads(sound)
    without = {name: value for name, value in held.items() if name != "opinion"}
    yield "bad_D001_line_feed", sound + b"\n"
    yield "bad_D001_other_format", altered(sound, format="affiant-decision-file/v2")
    yield "bad_D001_not_json", b"\x00" * 64
    yield "bad_D002_unknown_field", altered(sound, name="x")
    yield "bad_D002_no_opinion_named", canonical.encode(without)
    yield (
        "bad_D002_capital_signature",
        part_altered(sound, "decision", signature=held["decision"]["signature"].upper()),
    )
    yield "bad_D002_short_salt", entry_altered(sound, "decision", salt="00")
    yield "bad_D003_changed", sound.replace(b"invented place", b"invented plaza")
    yield "bad_D003_other_signer", part_altered(sound, "decision", key=OTHER_KEY.public)
    yield "bad_D004_other_key", sound
    yield "warn_D005_no_key_known", sound


def _records() -> Iterator[tuple[str, bytes]]:
    kept: Record = {"outcome": "intelligence", "needs_second": False, "addressee": ""}
    yield "bad_D006_no_reason", alone(decided(**kept, reason=" "))
    yield "bad_D006_a_day_for_no_suspension", alone(decided(**kept, review_on="2027-05-01"))
    yield "bad_D006_shared_by_one", alone(decided(needs_second=False))
    yield "bad_D006_returned_without_words", seconded(verdict="returned")
    yield "bad_D007_on_another_record", seconded(decision_signature="0" * 128)
    yield "bad_D008_one_officer_twice", seconded(by=DECIDED_BY)
    yield "warn_D009_nobody_confirmed", alone(decided(), "referral.proposed")
    yield "warn_D009_returned", seconded(verdict="returned", words="Ask the neighbour first.")


def _entries() -> Iterator[tuple[str, bytes]]:
    sound, pair = alone(), seconded()
    note = json.loads(sound)["checkpoint"]
    yield "bad_D010_another_act", alone(act="referral.reopened")
    yield "bad_D010_another_officer", alone(by=SEEN_BY)
    yield "bad_D010_another_moment", alone(at=LATER)
    yield "bad_D011_another_record", alone(commitments={"record": commitment(SALT, b"{}")})
    yield "warn_D012_salt_erased", entry_altered(sound, "decision", salt=None)
    yield "bad_D013_opinion_first", _turned_round()
    yield "bad_L004_other_ledger_key", sound
    yield "bad_L007_leaf", entry_altered(sound, "decision", leaf="{}")
    yield "bad_L012_checkpoint_size", altered(sound, checkpoint=note.replace("\n2\n", "\n3\n"))
    yield "bad_L020_position", entry_altered(sound, "decision", seq=9)
    yield "bad_L022_proof_cut", entry_altered(pair, "opinion", proof=[])
    yield "warn_L017_no_ledger_key_known", sound


def _turned_round() -> bytes:
    """Return a file whose second opinion was entered before the decision."""
    said = decided()
    first = signed(said)
    second = opined(first)
    logged = [entry(second, "referral.confirmed", LATER), entry(said, "referral.proposed", AT)]
    opinion, decision, log = placed(signed(second), first, logged)
    assert decision
    return decision_file.encode(decision, opinion, log)


def everything() -> dict[str, bytes]:
    """Return all files of vectors/decision."""
    keys = {"package_key": bag.fingerprint(samples.PACKAGE_KEY.public_pem), "ledger_key": samples.VKEY}
    other = {
        "bad_D004_other_key.decision.json": {"package_key": bag.fingerprint(OTHER_KEY.public_pem)},
        "warn_D005_no_key_known.decision.json": {"package_key": None},
        "bad_L004_other_ledger_key.decision.json": {
            "ledger_key": checkpoint.vkey(samples.ORIGIN, OTHER_KEY.public)
        },
        "warn_L017_no_ledger_key_known.decision.json": {"ledger_key": None},
    }  # fmt: skip
    pins = {f"{name}.keys.json": _json({**keys, **pinned}) for name, pinned in other.items()}
    return dict(cases()) | pins | {"keys.json": _json(keys)}


def _json(value: dict[str, str | None]) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"


if __name__ == "__main__":
    write(WHERE, everything)
