"""The documents of a package: each is canonical JSON that the builder makes from its contents."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from affiant.core import canonical
from affiant.core.canonical import Json
from affiant.core.packaging import layout
from affiant.core.packaging.contents import Contents, Cover, Item, Log, Omission, Opening


def made_at(cover: Cover) -> datetime:
    """Return the package's time: UTC, whole seconds."""
    return cover.made_at.astimezone(UTC).replace(microsecond=0)


def cover(contents: Contents) -> bytes:
    """Return data/cover.json."""
    held = contents.cover
    rests_on: dict[str, Json] = {} if held.wish == layout.FIRST_WISH else {"wish": held.wish}
    return canonical.encode(
        {
            **rests_on,
            "accounts": len(contents.accounts),
            "approved_by": held.approved_by,
            "conditions": held.conditions,
            "format": layout.FORMAT,
            "items": len(contents.items),
            "made_at": made_at(held).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "package": held.package,
            "prepared_by": held.prepared_by,
            "recipient": {"key": held.recipient_key, "name": held.recipient},
            "reference": held.reference,
            "referral": held.referral,
            "rehearsal": held.rehearsal,
            "service": held.service,
        }
    )


def item(number: int, facts: Item) -> bytes:
    """Return data/items/NNNN/item.json."""
    parts: list[Json] = [{"bytes": part.bytes, "name": part.name, "sha256": part.sha256} for part in facts.parts]
    return canonical.encode(
        {
            "account": facts.account,
            "bytes": facts.bytes,
            "file": facts.file,
            "format": "affiant-item/v1",
            "name": facts.name,
            "number": number,
            "parts": parts,
            "sha256": facts.sha256,
            "type": facts.type,
        }
    )


def wishes(accounts: Sequence[tuple[str, Mapping[str, str]]]) -> bytes:
    """Return data/wishes.json: what each account's reporter wished, by envelope."""
    listed: list[Json] = [
        {"account": number, "envelope": envelope, "wishes": dict(held)}
        for number, (envelope, held) in enumerate(accounts, start=1)
    ]
    return canonical.encode({"accounts": listed, "format": "affiant-wishes/v1"})


def omissions(withheld: Sequence[Omission]) -> bytes:
    """Return data/omissions.json: what is withheld and its ground, never its content."""
    listed: list[Json] = [
        {"account": each.account, "file": each.file, "ground": each.ground, "what": each.what} for each in withheld
    ]
    return canonical.encode({"format": "affiant-omissions/v1", "withheld": listed})


def entries(log: Log) -> bytes:
    """Return data/log/entries.jsonl: an entry a line, in the ledger's order."""
    ordered = sorted(log.entries, key=lambda entry: entry.seq)
    return b"".join(canonical.encode({"data": entry.data.decode(), "seq": entry.seq}) + b"\n" for entry in ordered)


def proofs(log: Log) -> bytes:
    """Return data/log/proofs.json: the inclusion proofs, and the commitments that this package opens."""
    ordered = sorted(log.entries, key=lambda entry: entry.seq)
    listed: list[Json] = [{"proof": list(entry.proof), "seq": entry.seq} for entry in ordered]
    openings: list[Json] = [_opening(each) for each in log.openings]
    return canonical.encode({"entries": listed, "format": "affiant-proofs/v1", "openings": openings})


def bag_info(held: Cover, payload_bytes: int, payload_files: int) -> bytes:
    """Return bag-info.txt (RFC 8493, 2.2.2)."""
    lines = (
        ("Source-Organization", " ".join(held.service.split())),
        ("External-Identifier", held.package),
        ("Bagging-Date", made_at(held).strftime("%Y-%m-%d")),
        ("Payload-Oxum", f"{payload_bytes}.{payload_files}"),
        ("Affiant-Format", layout.FORMAT),
    )
    return "".join(f"{label}: {value}\n" for label, value in lines).encode()


def _opening(each: Opening) -> Json:
    given = {"digest_of": each.digest_of, "path": each.path, "text": each.text}
    content: Json = {name: value for name, value in given.items() if value is not None}
    return {"content": content, "name": each.name, "salt": each.salt.hex(), "seq": each.seq}
