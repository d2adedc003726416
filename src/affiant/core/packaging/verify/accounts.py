"""Checks each account of a package: its envelope, its answers, its ways of contact, and the wishes in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from affiant.core import documents, envelope
from affiant.core.digests import sha256
from affiant.core.documents import AnswersDocument, MalformedDocument
from affiant.core.fields import Fields
from affiant.core.packaging.verify import papers
from affiant.core.packaging.verify.cover import Cover
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes
from affiant.core.signing import BadSignature

WISHES: Final = "data/wishes.json"
_YES: Final = frozenset({"yes", "yes_without_me"})


@dataclass(frozen=True, slots=True)
class Account:
    """One account that could be read: its envelope's digest, and its answers."""

    number: int
    envelope_sha256: str
    answers: AnswersDocument | None


@dataclass(frozen=True, slots=True)
class Signers:
    """The keys that may have signed an envelope, as the reader knows them; the desk's only where a sender is named."""

    receipt: str | None
    desk: str | None

    def may_have_signed(self, signed: envelope.SignedHeader) -> bool:
        """Answer whether it is one of theirs; a reader who knows no receipt key cannot tell."""
        return self.receipt in {None, signed.key} or bool(signed.header.sender and self.desk == signed.key)


def check_accounts(cover: Cover, taken: Taken, notes: Notes, signers: Signers) -> list[Account]:
    """Check each account's envelope and answers, and return those that there are."""
    found = []
    for number in range(1, cover.accounts + 1):
        place = f"data/accounts/{number:04d}/"
        header = _header(taken, notes, f"{place}envelope.json", signers)
        answers = _answers(taken, notes, f"{place}answers.json")
        if header and answers and not _belong(header, answers):
            notes.add("P044", f"{place}answers.json", envelope=header.id)
        _check_contact(header, taken, notes, f"{place}contact.json")
        raw = taken.documents.get(f"{place}envelope.json")
        if raw is not None:
            found.append(Account(number, sha256(raw), answers))
    return found


def check_wishes(cover: Cover, accounts: list[Account], taken: Taken, notes: Notes) -> None:
    """Check that the wishes are those of the answers, and that the one that the cover names allows the sharing."""
    listed = papers.read(taken, notes, WISHES, _wishes)
    for account in accounts:
        if account.answers is None:
            continue
        told = account.answers.envelope, account.answers.wishes
        if listed is not None and listed.get(account.number) != told:
            notes.add("P045", WISHES, account=account.number)
        place = f"data/accounts/{account.number:04d}/"
        wish = _standing(account.answers, accounts).get(cover.wish)
        if wish not in _YES and account.answers.kind == "report":
            notes.add("P046", f"{place}answers.json")
        if wish != "yes" and f"{place}contact.json" in taken.documents:
            notes.add("P048", f"{place}contact.json")


def _standing(report: AnswersDocument, accounts: list[Account]) -> Mapping[str, str]:
    """Return the wishes that stand for a report: its own, unless changed wishes came after it; the last ones hold."""
    wishes, since = report.wishes, report.sent_at
    for each in accounts:
        said = each.answers
        if said and said.kind == "message" and said.form[0] == "wishes" and said.sent_at >= since:
            wishes, since = said.wishes, said.sent_at
    return wishes


def _header(taken: Taken, notes: Notes, path: str, signers: Signers) -> envelope.Header | None:
    raw = taken.documents.get(path)
    if raw is None:
        return None
    try:
        signed = envelope.parse_header(raw)
    except (envelope.MalformedEnvelope, BadSignature):
        notes.add("P043", path)
        return None
    if not signers.may_have_signed(signed):
        notes.add("P037", path, key=signed.key, pinned=signers.receipt)
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


def _check_contact(header: envelope.Header | None, taken: Taken, notes: Notes, path: str) -> None:
    """Check that ways of contact are this envelope's own."""
    raw = taken.documents.get(path)
    if raw is None:
        return
    try:
        contact = documents.parse_contact(raw)
    except MalformedDocument as wrong:
        notes.add("P040", path, field=wrong)
        return
    if header and header.id != contact.envelope:
        notes.add("P044", path, envelope=header.id)


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
