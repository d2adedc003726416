"""Checks the package's part of the ledger: that its entries stand in it, and that they tell this package's story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from affiant.core import canonical
from affiant.core.digests import commitment
from affiant.core.fields import Fields, WrongField
from affiant.core.ledger import checkpoint as notes_of_ledger
from affiant.core.ledger import entries as ledger_entries
from affiant.core.ledger import verify as ledger
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.ledger.errors import LedgerError, MalformedEntry, MalformedKey, ProofRefused
from affiant.core.packaging.verify import papers
from affiant.core.packaging.verify.accounts import Account
from affiant.core.packaging.verify.cover import Cover
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes

_ENTRIES: Final = "data/log/entries.jsonl"
_PROOFS: Final = "data/log/proofs.json"
_CHECKPOINT: Final = "data/log/checkpoint.txt"
_KEY: Final = "data/keys/ledger.vkey"
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST_PROOF: Final = 64


@dataclass(frozen=True, slots=True)
class Opening:
    """A commitment that the package claims to open."""

    seq: int
    name: str
    salt: str
    source: str  # path, digest_of or text
    content: str


@dataclass(frozen=True, slots=True)
class Proofs:
    """What data/log/proofs.json says."""

    paths: dict[int, tuple[str, ...]]
    openings: tuple[Opening, ...]


def check_log(cover: Cover, accounts: Sequence[Account], taken: Taken, notes: Notes, pinned: str | None) -> None:
    """Check entries, proofs, openings, and that collection and disclosure are among the entries."""
    key = _check_key(taken, notes, pinned)
    leaves = _leaves(taken, notes)
    proofs = papers.read(taken, notes, _PROOFS, _proofs)
    if proofs is not None:
        _check_proofs(leaves, proofs, _open_checkpoint(taken, notes, key), notes)
    entries = {seq: entry for seq, data in leaves.items() if (entry := _entry(seq, data, notes)) is not None}
    opened = {each.content for each in proofs.openings if _holds(each, entries, taken, notes)} if proofs else set()
    _check_story(cover, accounts, entries, notes)
    for number in range(1, cover.items + 1):
        if f"data/items/{number:04d}/original.bin" not in opened:
            notes.add("P066", f"data/items/{number:04d}/original.bin")


def _check_key(taken: Taken, notes: Notes, pinned: str | None) -> str | None:
    raw = taken.documents.get(_KEY)
    if raw is None:
        return None
    key = raw.decode("ascii", errors="replace").removesuffix("\n")
    try:
        notes_of_ledger.parse_vkey(key)
    except MalformedKey:
        key = ""
    if f"{key}\n".encode() != raw:
        notes.add("P034", _KEY)
        return None
    if pinned is None:
        notes.add("P036", _KEY, key=key)
    elif pinned != key:
        notes.add("P035", _KEY, key=key, pinned=pinned)
    return key


def _open_checkpoint(taken: Taken, notes: Notes, key: str | None) -> notes_of_ledger.Checkpoint | None:
    raw = taken.documents.get(_CHECKPOINT)
    if raw is None or key is None:
        return None
    try:
        seen = notes_of_ledger.open_note(raw.decode(errors="replace"), key)
    except LedgerError:
        notes.add("P062", _CHECKPOINT)
        return None
    if seen.origin != notes_of_ledger.parse_vkey(key).name:
        notes.add("P062", _CHECKPOINT)
    return seen


def _leaves(taken: Taken, notes: Notes) -> dict[int, bytes]:
    """Return leaf data by position; note each line that is not the next one."""
    *lines, rest = taken.documents.get(_ENTRIES, b"").split(b"\n")
    if rest:
        notes.add("P060", _ENTRIES, line=len(lines) + 1)
    leaves: dict[int, bytes] = {}
    for number, line in enumerate(lines, start=1):
        try:
            fields = Fields.of(canonical.decode(line)).only("data", "seq")
            seq, data = fields.count("seq"), fields.text("data").encode()
        except (canonical.NotCanonical, WrongField):
            notes.add("P060", _ENTRIES, line=number)
            continue
        if leaves and seq <= max(leaves):
            notes.add("P060", _ENTRIES, line=number)
            continue
        leaves[seq] = data
    return leaves


def _entry(seq: int, data: bytes, notes: Notes) -> Entry | None:
    try:
        return ledger_entries.decode(data)
    except MalformedEntry:
        notes.add("P060", _ENTRIES, seq=seq)
        return None


def _check_proofs(
    leaves: dict[int, bytes], proofs: Proofs, seen: notes_of_ledger.Checkpoint | None, notes: Notes
) -> None:
    for seq in sorted(leaves.keys() ^ proofs.paths.keys()):
        notes.add("P067", _PROOFS, seq=seq)
    for seq in sorted(leaves.keys() & proofs.paths.keys()):
        if seen is not None and not _stands(leaves[seq], seq, proofs.paths[seq], seen):
            notes.add("P061", _ENTRIES, seq=seq, size=seen.size)


def _stands(leaf: bytes, seq: int, proof: tuple[str, ...], seen: notes_of_ledger.Checkpoint) -> bool:
    steps = [bytes.fromhex(step) for step in proof]
    try:
        ledger.check_inclusion(leaf=leaf, seq=seq, size=seen.size, proof=steps, root=seen.root)
    except ProofRefused:
        return False
    return True


def _holds(opening: Opening, entries: dict[int, Entry], taken: Taken, notes: Notes) -> bool:
    """Say whether a commitment opens to what the package holds; note it when not."""
    entry = entries.get(opening.seq)
    content = _content(opening, taken)
    if (
        entry is None
        or content is None
        or commitment(bytes.fromhex(opening.salt), content) != entry.commitments.get(opening.name)
    ):
        notes.add("P063", _PROOFS, seq=opening.seq, name=opening.name)
        return False
    return opening.source == "digest_of"


def _content(opening: Opening, taken: Taken) -> bytes | None:
    match opening.source:
        case "path":
            return taken.documents.get(opening.content)
        case "digest_of":
            seen = taken.files.get(opening.content)
            return None if seen is None else seen.sha256.encode()
        case _:
            return opening.content.encode()


def _check_story(cover: Cover, accounts: Sequence[Account], entries: dict[int, Entry], notes: Notes) -> None:
    collected = {
        entry.facts.get("envelope_sha256") for entry in entries.values() if entry.kind is Kind.COLLECTION
        if isinstance(entry.facts.get("envelope_sha256"), str)
    }  # fmt: skip
    for account in accounts:
        if account.envelope_sha256 not in collected:
            notes.add("P064", f"data/accounts/{account.number:04d}/envelope.json", sha256=account.envelope_sha256)
    if not any(_discloses(entry, cover) for entry in entries.values()):
        notes.add("P065", _ENTRIES, package=cover.package)


def _discloses(entry: Entry, cover: Cover) -> bool:
    """Say whether the entry is this package's approval by the two officers whom the cover names."""
    told = {name: entry.facts.get(name) for name in ("approved_by", "package", "prepared_by")}
    return (
        entry.kind is Kind.DISCLOSURE
        and entry.by == cover.approved_by
        and told == {"approved_by": cover.approved_by, "package": cover.package, "prepared_by": cover.prepared_by}
    )


def _proofs(fields: Fields) -> Proofs:
    fields.only("entries", "format", "openings").one_of("format", "affiant-proofs/v1")
    listed = [each.only("proof", "seq") for each in fields.each("entries")]
    paths = {each.count("seq"): each.texts("proof") for each in listed}
    for steps in paths.values():
        if len(steps) > _LONGEST_PROOF or not all(map(_HASH.fullmatch, steps)):
            raise WrongField("entries.proof")
    if list(paths) != sorted(paths) or len(paths) != len(listed):
        raise WrongField("entries.seq")
    return Proofs(paths, tuple(_opening(each) for each in fields.each("openings")))


def _opening(fields: Fields) -> Opening:
    fields.only("content", "name", "salt", "seq")
    content = fields.inner("content").only("digest_of", "path", "text")
    if len(content.held) != 1:
        raise WrongField("openings.content")
    source = next(iter(content.held))
    salt = papers.matching(fields, "salt", _HASH)
    return Opening(fields.count("seq"), fields.text("name"), salt, source, content.text(source))
