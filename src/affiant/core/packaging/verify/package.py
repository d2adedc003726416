"""Verifies a package, whether it comes as a tar, piece by piece, or as the files of a folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from affiant.core.findings import Finding
from affiant.core.packaging.verify import accounts, bag, custody, items, papers
from affiant.core.packaging.verify import cover as covers
from affiant.core.packaging.verify.accounts import Signers
from affiant.core.packaging.verify.cover import Cover
from affiant.core.packaging.verify.intake import Intake
from affiant.core.packaging.verify.notes import Notes
from affiant.core.packaging.verify.tape import TarReader


@dataclass(frozen=True, slots=True)
class Pinned:
    """The keys that the reader had from elsewhere; None for one that they do not have.

    `package` is the fingerprint of the package key, `receipt` the receipt key in hexadecimal, `ledger` a vkey, `desk`
    the key of the desk that takes in what organisations hand over, in hexadecimal.
    """

    package: str | None = None
    receipt: str | None = None
    ledger: str | None = None
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, and what the package says of itself; the facts are as good as the findings are few."""

    findings: tuple[Finding, ...]
    facts: Mapping[str, str]


class Verification:
    """One package on its way through: feed `tar`, or tell `folder` of each file, then ask for the verdict.

    For a folder, the caller visits regular files sorted by path, and notes in `notes` what is no regular file.
    Nothing here raises, whatever bytes come.
    """

    def __init__(self, pinned: Pinned) -> None:
        """Begin with nothing seen."""
        self.notes = Notes()
        self._pinned = pinned
        self._in_tar = Intake(self.notes, rooted=True)
        self.folder = Intake(self.notes, rooted=False)
        self.tar = TarReader(self._in_tar, self.notes)

    def not_opened(self, place: str) -> Verdict:
        """Return the verdict on a package whose seal broke: what came out before is not looked at."""
        opened = self.tar.offset
        self.notes.findings.clear()
        self.notes.add("P001", place, opened=opened)
        return Verdict(tuple(self.notes.findings), {})

    def verdict_on_tar(self) -> Verdict:
        """Return the verdict after the last byte of a tar."""
        self.tar.close()
        return self._verdict(self._in_tar)

    def verdict_on_folder(self) -> Verdict:
        """Return the verdict after the last file of a folder."""
        return self._verdict(self.folder)

    def _verdict(self, intake: Intake) -> Verdict:
        facts: dict[str, str] = {}
        if not self.notes.stopped:
            facts = self._check(intake)
        return Verdict(tuple(self.notes.findings), facts)

    def _check(self, intake: Intake) -> dict[str, str]:
        taken, notes, pinned = intake.taken, self.notes, self._pinned
        bag.check_whole(taken, notes)
        fingerprint = bag.check_signature(taken, notes, pinned.package)
        cover = covers.check_cover(taken, notes)
        if cover is None:
            return {"package_key": fingerprint}
        if intake is self._in_tar:
            covers.check_tar(cover, taken, notes)
        found = accounts.check_accounts(cover, taken, notes, Signers(pinned.receipt, pinned.desk))
        accounts.check_wishes(cover, found, taken, notes)
        withheld = papers.check_omissions(taken, notes)
        items.check_items(cover, found, withheld, taken, notes)
        custody.check_log(cover, found, taken, notes, pinned.ledger)
        return _facts(cover, fingerprint)


def _facts(cover: Cover, fingerprint: str) -> dict[str, str]:
    return {
        "package": cover.package,
        "reference": cover.reference,
        "service": cover.service,
        "recipient": cover.recipient,
        "made_at": cover.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "accounts": str(cover.accounts),
        "items": str(cover.items),
        "rehearsal": "true" if cover.rehearsal else "false",
        "package_key": fingerprint,
    }
