"""Builds a package: a bag in a tar in a seal, streamed in one pass (docs/reference/formats/package-v1.md)."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from affiant.core import documents
from affiant.core.documents import AnswersDocument, PartFacts
from affiant.core.packaging import layout, papers, readme
from affiant.core.packaging.bag import BagWriter, PackageFacts, Sink
from affiant.core.packaging.contents import Contents, Item
from affiant.core.packaging.errors import ContentDiffers, UnfitContents
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import Entropy
from affiant.core.signing import SigningKey

__all__ = ["PackageFacts", "write_package"]

MOST: Final = 9999  # accounts, and items: four digits name them
MOST_PARTS: Final = 1_000_000  # of all items together: a verifier keeps a digest of each
LARGEST_DOCUMENT: Final = 16 * 1024 * 1024  # a verifier keeps no more of anything but items
_WISH: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def write_package(
    contents: Contents, *, sink: Sink, recipients: Sequence[Recipient], entropy: Entropy, key: SigningKey
) -> PackageFacts:
    """Write the whole package to `sink`, piece by piece, and return the digest and length of what was written.

    Memory stays flat whatever the items' sizes; nothing is read twice and nothing is kept. `sink` is called with
    sealed bytes alone. `entropy(n)` returns n unpredictable bytes; `key` is the service's package key.

    Raises:
        UnfitContents: before the first byte, when the contents cannot make a package.
        MalformedDocument: before the first byte, when an account's answers or contact are not such a document.
        ContentDiffers: in the middle, when an item's bytes are not those that its facts name. What `sink` took by
            then is no package: the caller throws it away.
    """
    answers = [documents.parse_answers(account.answers) for account in contents.accounts]
    _check(contents)
    _check_contacts(contents, answers)
    ready = list(_documents(contents, answers, key))
    if any(len(content) > LARGEST_DOCUMENT for _, content in ready):
        raise UnfitContents("document")
    mtime = int(papers.made_at(contents.cover).timestamp())
    bag = BagWriter(sink, recipients, entropy, root=layout.root(contents.cover.package), mtime=mtime)
    for path, content in ready:
        bag.add(path, len(content), [content])
    for number, item in enumerate(contents.items, start=1):
        _add_item(bag, number, item)
    return bag.finish(lambda size, files: papers.bag_info(contents.cover, size, files), key)


def _documents(contents: Contents, answers: Sequence[AnswersDocument], key: SigningKey) -> Iterator[tuple[str, bytes]]:
    cover, log = contents.cover, contents.log
    yield layout.README, readme.text(cover.package, cover.service)
    yield layout.COVER, papers.cover(contents)
    yield layout.PACKAGE_KEY, key.public_pem
    yield layout.LEDGER_KEY, log.ledger_key.encode() + b"\n"
    yield layout.WISHES, papers.wishes([(each.envelope, each.wishes) for each in answers])
    yield layout.OMISSIONS, papers.omissions(contents.omissions)
    for number, account in enumerate(contents.accounts, start=1):
        yield layout.answers(number), account.answers
        if account.contact is not None:
            yield layout.contact(number), account.contact
        yield layout.envelope(number), account.envelope
    yield layout.ENTRIES, papers.entries(log)
    yield layout.PROOFS, papers.proofs(log)
    yield layout.CHECKPOINT, log.checkpoint.encode()


def _add_item(bag: BagWriter, number: int, item: Item) -> None:
    facts = papers.item(number, item)
    bag.add(layout.item(number), len(facts), [facts])
    path = layout.original(number)
    found = bag.add(path, item.bytes, _held_to_parts(item, path))
    if found != item.sha256:
        raise ContentDiffers(path)


def _held_to_parts(item: Item, path: str) -> Iterable[bytes]:
    """Pass the item's bytes on, and refuse the first part that is not the one named."""
    hold = _PartsHold(item.parts, path)
    for chunk in item.chunks():
        hold.check(memoryview(chunk))
        yield chunk


class _PartsHold:
    """Where in its parts a file's stream stands."""

    def __init__(self, parts: Sequence[PartFacts], path: str) -> None:
        self._parts = iter(parts)
        self._path = path
        self._missing = 0
        self._expected = ""
        self._digest = hashlib.sha256()

    def check(self, rest: memoryview) -> None:
        """Refuse the first part that the stream completes and that is not the one named."""
        while rest:
            if self._missing == 0:
                self._next()
            taken = min(self._missing, len(rest))
            self._digest.update(rest[:taken])
            self._missing, rest = self._missing - taken, rest[taken:]
            if self._missing == 0 and self._digest.hexdigest() != self._expected:
                raise ContentDiffers(self._path)

    def _next(self) -> None:
        part = next(self._parts, None)
        if part is None:
            raise ContentDiffers(self._path)
        self._missing, self._expected, self._digest = part.bytes, part.sha256, hashlib.sha256()


def _check(contents: Contents) -> None:
    cover = contents.cover
    fit = {
        "wish": _WISH.fullmatch(cover.wish),
        "package": _UUID.fullmatch(cover.package),
        "referral": _UUID.fullmatch(cover.referral),
        "made_at": cover.made_at.tzinfo,
        "approved_by": cover.approved_by != cover.prepared_by,
        "accounts": 1 <= len(contents.accounts) <= MOST,
        "items": len(contents.items) <= MOST,
        "parts": sum(len(item.parts) for item in contents.items) <= MOST_PARTS,
        "bytes": all(sum(part.bytes for part in item.parts) == item.bytes for item in contents.items),
        "openings": all(_is_single(each.path, each.digest_of, each.text) for each in contents.log.openings),
    }
    for name, held in fit.items():
        if not held:
            raise UnfitContents(name)


def _check_contacts(contents: Contents, answers: Sequence[AnswersDocument]) -> None:
    """Refuse ways of contact that the reporter does not give by now, or that are another report's."""
    for account, said in zip(contents.accounts, answers, strict=True):
        if account.contact is None:
            continue
        envelope = documents.parse_contact(account.contact).envelope
        if envelope != said.envelope or _newest_wishes(said, answers).get(contents.cover.wish) != "yes":
            raise UnfitContents("contact")


def _newest_wishes(report: AnswersDocument, answers: Sequence[AnswersDocument]) -> dict[str, str]:
    """Return the wishes that came with a report, or those of the last change after it."""
    changes = [each for each in answers if (each.kind, each.form[0]) == ("message", "wishes")]
    return max((report, *changes), key=lambda each: (each.sent_at, each is not report)).wishes


def _is_single(*given: str | None) -> bool:
    return sum(each is not None for each in given) == 1
