"""Checks each item against its own facts, and against what its account says was sent."""

from dataclasses import dataclass

from affiant.core.documents import FileFacts
from affiant.core.fields import Fields
from affiant.core.packaging.verify import papers
from affiant.core.packaging.verify.accounts import Account
from affiant.core.packaging.verify.cover import Cover
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes
from affiant.core.packaging.verify.papers import Withheld


@dataclass(frozen=True, slots=True)
class _Facts:
    number: int
    account: int
    file: int
    bytes: int
    sha256: str
    name: str
    type: str
    parts: tuple[tuple[str, str, int], ...]


def check_items(cover: Cover, accounts: list[Account], withheld: list[Withheld], taken: Taken, notes: Notes) -> None:
    """Check all items; note a file that an account names and that is neither an item nor an omission."""
    sent = {
        (account.number, file.number): file
        for account in accounts
        if account.answers is not None
        for file in account.answers.files
    }
    held = set()
    for number in range(1, cover.items + 1):
        facts = papers.read(taken, notes, f"data/items/{number:04d}/item.json", _facts)
        if facts is not None:
            held.add((facts.account, facts.file))
            _check_item(number, facts, sent.get((facts.account, facts.file)), taken, notes)
    told = {(each.account, each.file) for each in withheld if each.what == "file"}
    for account, file in sorted(sent.keys() - held - told):
        notes.add("P053", f"data/accounts/{account:04d}/answers.json", file=file)


def _check_item(number: int, facts: _Facts, sent: FileFacts | None, taken: Taken, notes: Notes) -> None:
    place = f"data/items/{number:04d}/"
    if facts.number != number or sent is None or not _agree(facts, sent):
        notes.add("P052", f"{place}item.json", account=facts.account, file=facts.file)
    seen = taken.files.get(f"{place}original.bin")
    if seen is None:
        return
    if (seen.size, seen.sha256) != (facts.bytes, facts.sha256):
        notes.add("P050", f"{place}original.bin", bytes=seen.size, sha256=seen.sha256)
    for at, (name, digest, _) in enumerate(facts.parts):
        if seen.part(at) != digest:
            notes.add("P051", f"{place}original.bin", part=name)


def _agree(facts: _Facts, sent: FileFacts) -> bool:
    parts = tuple((part.name, part.sha256, part.bytes) for part in sent.parts)
    return (facts.name, facts.type, facts.bytes, facts.parts) == (
        sent.name,
        sent.type,
        sent.bytes,
        parts,
    ) and sum(length for _, _, length in parts) == sent.bytes


def _facts(fields: Fields) -> _Facts:
    fields.only("account", "bytes", "file", "format", "name", "number", "parts", "sha256", "type")
    fields.one_of("format", "affiant-item/v1")
    parts = [part.only("bytes", "name", "sha256") for part in fields.each("parts")]
    return _Facts(
        number=fields.count("number"),
        account=fields.count("account"),
        file=fields.count("file"),
        bytes=fields.count("bytes"),
        sha256=fields.digest("sha256"),
        name=fields.text("name"),
        type=fields.text("type"),
        parts=tuple((part.text("name"), part.digest("sha256"), part.count("bytes")) for part in parts),
    )
