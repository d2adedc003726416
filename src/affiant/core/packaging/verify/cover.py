"""Checks the cover of a package, and what the bag and the tar say beside it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from affiant.core.fields import Fields, WrongField
from affiant.core.packaging.verify import papers
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes

COVER: Final = "data/cover.json"
_WISH: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OFFICER: Final = re.compile(r"officer:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
    wish: str


def check_cover(taken: Taken, notes: Notes) -> Cover | None:
    """Check the cover, and what the bag says beside it."""
    cover = papers.read(taken, notes, COVER, _cover)
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


def _cover(fields: Fields) -> Cover:
    fields.only(
        "accounts", "approved_by", "conditions", "format", "items", "made_at", "package", "prepared_by", "recipient",
        "reference", "referral", "rehearsal", "service", "wish",
    ).one_of("format", "affiant-package/v1")  # fmt: skip
    fields.text("conditions")
    papers.matching(fields, "referral", _UUID)
    recipient = fields.inner("recipient").only("key", "name")
    recipient.text("key")
    return Cover(
        package=papers.matching(fields, "package", _UUID),
        reference=fields.text("reference"),
        service=fields.text("service"),
        made_at=_moment(fields),
        recipient=recipient.text("name"),
        prepared_by=papers.matching(fields, "prepared_by", _OFFICER),
        approved_by=papers.matching(fields, "approved_by", _OFFICER),
        rehearsal=fields.truth("rehearsal"),
        accounts=_number(fields, "accounts"),
        items=_number(fields, "items"),
        wish=_wish(fields),
    )


def _wish(fields: Fields) -> str:
    """Return the wish that the sharing rests on: `icc` is the one that is not written."""
    if "wish" not in fields.held:
        return "icc"
    if (name := papers.matching(fields, "wish", _WISH)) == "icc":
        raise WrongField("wish")
    return name


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
    allowed = expected | {f"data/accounts/{number:04d}/contact.json" for number in range(1, cover.accounts + 1)}
    present = {path for path in taken.files if path.startswith(("data/accounts/", "data/items/"))}
    for path in sorted(expected - present):
        notes.add("P021", path)
    for path in sorted(present - allowed):
        notes.add("P041", path)
    if cover.accounts == 0:
        notes.add("P041", COVER)
