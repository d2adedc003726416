"""Checks the documents of a package: each by itself, and against each other."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from affiant.core import canonical, documents, envelope
from affiant.core.digests import MalformedDigest, sha256
from affiant.core.documents import AnswersDocument, MalformedDocument
from affiant.core.fields import Fields, WrongField
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes
from affiant.core.signing import BadSignature

COVER: Final = "data/cover.json"
WISHES: Final = "data/wishes.json"
OMISSIONS: Final = "data/omissions.json"
_YES: Final = frozenset({"yes", "yes_without_me"})
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OFFICER: Final = re.compile(r"officer:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says, as far as it can be checked."""

    package: str
    reference: str
    service: str
    made_at: datetime
    recipient: str
    prepared_by: str
    approved_by: str
    rehearsal: bool
    accounts: int
    items: int


@dataclass(frozen=True, slots=True)
class Account:
    """One account that could be read: its envelope's digest, and its answers."""

    number: int
    envelope_sha256: str
    answers: AnswersDocument | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """One line of the omissions."""

    what: str
    account: int | None
    file: int | None


def read(taken: Taken, notes: Notes, path: str, take: Callable[[Fields], T]) -> T | None:
    """Return what `take` makes of the document at `path`; note what stops it. None when there is none."""
    raw = taken.documents.get(path)
    if raw is None:
        return None
    try:
        return take(Fields.of(canonical.decode(raw)))
    except canonical.NotCanonical:
        notes.add("P040", path, field="")
    except WrongField as wrong:
        notes.add("P040", path, field=wrong)
    except MalformedDigest:
        notes.add("P040", path, field="sha256")
    return None


def check_cover(taken: Taken, notes: Notes) -> Cover | None:
    """Check the cover, and what the bag says beside it."""
    cover = read(taken, notes, COVER, _cover)
    if cover is None:
        return None
    if cover.prepared_by == cover.approved_by:
        notes.add("P042", COVER)
    _check_bag_info(cover, taken, notes)
    _check_numbers(cover, taken, notes)
    return cover


def check_tar(cover: Cover, taken: Taken, notes: Notes) -> None:
    """Check what only a tar tells: the name of its folder, and the times of its files."""
    for root in sorted(taken.roots - {f"affiant-package-{cover.package}"}):
        notes.add("P013", root)
    expected = int(cover.made_at.timestamp())
    for path, mtime in taken.mtimes.items():
        if mtime != expected:
            notes.add("P014", path, mtime=mtime, made_at=expected)


def check_accounts(cover: Cover, taken: Taken, notes: Notes, receipt_key: str | None) -> list[Account]:
    """Check each account's envelope and answers, and return those that there are."""
    found = []
    for number in range(1, cover.accounts + 1):
        place = f"data/accounts/{number:04d}/"
        header = _header(taken, notes, f"{place}envelope.json", receipt_key)
        answers = _answers(taken, notes, f"{place}answers.json")
        if header and answers and not _belong(header, answers):
            notes.add("P044", f"{place}answers.json", envelope=header.id)
        raw = taken.documents.get(f"{place}envelope.json")
        if raw is not None:
            found.append(Account(number, sha256(raw), answers))
    return found


def check_wishes(accounts: list[Account], taken: Taken, notes: Notes) -> None:
    """Check that the wishes are those of the answers, and that they allow the sharing."""
    listed = read(taken, notes, WISHES, _wishes)
    for account in accounts:
        if account.answers is None:
            continue
        told = account.answers.envelope, account.answers.wishes
        if listed is not None and listed.get(account.number) != told:
            notes.add("P045", WISHES, account=account.number)
        if account.answers.wishes.get("icc") not in _YES and account.answers.kind == "report":
            notes.add("P046", f"data/accounts/{account.number:04d}/answers.json")


def check_omissions(taken: Taken, notes: Notes) -> list[Withheld]:
    """Check the list of what is withheld, and return it."""
    withheld = read(taken, notes, OMISSIONS, _omissions)
    if withheld is None:
        return []
    if not any(each.what == "contact" for each in withheld):
        notes.add("P047", OMISSIONS)
    return withheld


def _cover(fields: Fields) -> Cover:
    fields.only(
        "accounts", "approved_by", "conditions", "format", "items", "made_at", "package", "prepared_by", "recipient",
        "reference", "referral", "rehearsal", "service",
    ).one_of("format", "affiant-package/v1")  # fmt: skip
    fields.text("conditions")
    matching(fields, "referral", _UUID)
    recipient = fields.inner("recipient").only("key", "name")
    recipient.text("key")
    return Cover(
        package=matching(fields, "package", _UUID),
        reference=fields.text("reference"),
        service=fields.text("service"),
        made_at=_moment(fields),
        recipient=recipient.text("name"),
        prepared_by=matching(fields, "prepared_by", _OFFICER),
        approved_by=matching(fields, "approved_by", _OFFICER),
        rehearsal=fields.truth("rehearsal"),
        accounts=_number(fields, "accounts"),
        items=_number(fields, "items"),
    )


def matching(fields: Fields, name: str, shape: re.Pattern[str]) -> str:
    """Return a string field of a given shape."""
    if shape.fullmatch(value := fields.text(name)) is None:
        raise WrongField(name)
    return value


def _number(fields: Fields, name: str) -> int:
    if (count := fields.count(name)) > 9999:  # noqa: PLR2004 - four digits name it
        raise WrongField(name)
    return count


def _moment(fields: Fields) -> datetime:
    text = fields.text("made_at")
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        told = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError as wrong:
        raise WrongField("made_at") from wrong
    if told != text or moment.timestamp() < 0:
        raise WrongField("made_at")
    return moment


def _check_bag_info(cover: Cover, taken: Taken, notes: Notes) -> None:
    raw = taken.documents.get("bag-info.txt")
    if raw is None:
        return
    payload = [seen.size for path, seen in taken.files.items() if path.startswith("data/")]
    expected = (
        ("Source-Organization", " ".join(cover.service.split())),
        ("External-Identifier", cover.package),
        ("Bagging-Date", cover.made_at.strftime("%Y-%m-%d")),
        ("Payload-Oxum", f"{sum(payload)}.{len(payload)}"),
        ("Affiant-Format", "affiant-package/v1"),
    )
    lines = raw.decode(errors="replace").split("\n")
    for at, (label, value) in enumerate(expected):
        if lines[at : at + 1] != [f"{label}: {value}"]:
            notes.add("P027", "bag-info.txt", label=label)
    if lines[len(expected) :] != [""]:
        notes.add("P027", "bag-info.txt", label="")


def _check_numbers(cover: Cover, taken: Taken, notes: Notes) -> None:
    expected = {
        f"data/accounts/{number:04d}/{name}.json"
        for number in range(1, cover.accounts + 1)
        for name in ("answers", "envelope")
    } | {
        f"data/items/{number:04d}/{name}"
        for number in range(1, cover.items + 1)
        for name in ("item.json", "original.bin")
    }
    present = {path for path in taken.files if path.startswith(("data/accounts/", "data/items/"))}
    for path in sorted(expected - present):
        notes.add("P021", path)
    for path in sorted(present - expected):
        notes.add("P041", path)
    if cover.accounts == 0:
        notes.add("P041", COVER)


def _header(taken: Taken, notes: Notes, path: str, receipt_key: str | None) -> envelope.Header | None:
    raw = taken.documents.get(path)
    if raw is None:
        return None
    try:
        signed = envelope.parse_header(raw)
    except (envelope.MalformedEnvelope, BadSignature):
        notes.add("P043", path)
        return None
    if receipt_key is not None and receipt_key != signed.key:
        notes.add("P037", path, key=signed.key, pinned=receipt_key)
    return signed.header


def _answers(taken: Taken, notes: Notes, path: str) -> AnswersDocument | None:
    raw = taken.documents.get(path)
    if raw is None:
        return None
    try:
        return documents.parse_answers(raw)
    except MalformedDocument as wrong:
        notes.add("P040", path, field=wrong)
        return None


def _belong(header: envelope.Header, answers: AnswersDocument) -> bool:
    """Say whether the answers are those of the envelope: its id, its kind, and every part in its order."""
    named = [part.name for file in answers.files for part in file.parts]
    return (header.id, header.kind) == (answers.envelope, answers.kind) and named == [
        part.name for part in header.parts
    ]


def _wishes(fields: Fields) -> Mapping[int, tuple[str, dict[str, str]]]:
    fields.only("accounts", "format").one_of("format", "affiant-wishes/v1")
    listed = [each.only("account", "envelope", "wishes") for each in fields.each("accounts")]
    return {each.count("account"): (each.identifier("envelope"), _texts(each.inner("wishes"))) for each in listed}


def _texts(fields: Fields) -> dict[str, str]:
    return {name: fields.text(name) for name in fields.held}


def _omissions(fields: Fields) -> list[Withheld]:
    fields.only("format", "withheld").one_of("format", "affiant-omissions/v1")
    return [_withheld(each) for each in fields.each("withheld")]


def _withheld(fields: Fields) -> Withheld:
    fields.only("account", "file", "ground", "what")
    matching(fields, "ground", _CODE)
    return Withheld(matching(fields, "what", _CODE), _count_or_none(fields, "account"), _count_or_none(fields, "file"))


def _count_or_none(fields: Fields, name: str) -> int | None:
    return None if name in fields.held and fields.held[name] is None else fields.count(name)
