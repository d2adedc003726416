"""Writes vectors/package; after a change of the format run it with python -m, and look at the result."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.packaging import forge, samples
from tests.packaging.forge import Members
from tests.packaging.samples import Told

from affiant.core import canonical, documents
from affiant.core.digests import sha256
from affiant.core.packaging import layout
from affiant.core.packaging.contents import Omission
from affiant.core.packaging.verify import bag
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey

WHERE = Path(__file__).parents[2] / "vectors" / "package"
ROOT = layout.root(samples.PACKAGE)
ONE = Told(files=samples.FILES[:1])
ORIGINAL = layout.original(1)
ANSWERS = layout.answers(1)
OTHER_KEY = SigningKey(bytes([77]) * 32)


def keys() -> dict[str, str]:
    """Return what a reader of the vectors pins."""
    return {
        "identity": samples.PARTNER.text,
        "package_key": bag.fingerprint(samples.PACKAGE_KEY.public_pem),
        "receipt_key": samples.RECEIPT_KEY.public,
        "ledger_key": samples.VKEY,
    }


def containers(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield tars that are damaged or malformed as tars."""
    original = sound.index(f"{ROOT}/{ORIGINAL}\0".encode())
    readme = sound.index(f"{ROOT}/{layout.README}\0".encode())
    members = forge.members_of(sound)
    yield "bad_P002_mode.tar", forge.with_header(sound, ORIGINAL, 100, b"0000777\0")
    yield "bad_P002_owner_name.tar", forge.with_header(sound, layout.COVER, 265, b"root")
    yield "bad_P002_checksum.tar", forge.changed(sound, original + 150)
    yield "bad_P002_mode_in_spaces.tar", forge.with_header(sound, layout.BAGIT, 100, b"   0644\0")
    yield "bad_P003_cut_in_a_file.tar", sound[: readme + 1000]
    yield "bad_P003_cut_before_the_end.tar", sound[: sound.index(bytes(1024), original + 2048)]
    yield "bad_P003_destroyed_header.tar", sound[:original] + b"\xff" * 512 + sound[original + 512 :]
    yield "bad_P004_filling.tar", forge.changed(sound, readme + 512 + len(members[layout.README]) + 3)
    yield "bad_P005_last_byte.tar", forge.changed(sound, len(sound) - 1)
    yield "bad_P005_one_more_record.tar", sound + bytes(10_240)
    yield "bad_P005_one_byte_short.tar", sound[:-1]
    yield "bad_P006_climbs.tar", forge.archive_of({**members, "../../etc/cron.d/x": b"x"})
    yield "bad_P006_absolute.tar", forge.archive_of(members, root="/tmp")  # noqa: S108 - the attack itself
    yield "bad_P007_link.tar", forge.with_header(sound, ORIGINAL, 156, b"2/etc/passwd")
    yield "bad_P007_folder.tar", forge.with_header(sound, ORIGINAL, 156, b"5")
    yield "bad_P013_other_folder.tar", forge.archive_of(members, root="affiant-package")
    yield "bad_P014_other_time.tar", forge.with_header(sound, ORIGINAL, 136, b"15300262250\0")
    yield "bad_P011_large_document.tar", forge.with_header(sound, layout.COVER, 124, b"00200000000\0")


def bags(members: Members) -> Iterator[tuple[str, Members]]:
    """Yield sound tars of bags that are not whole."""
    damaged = forge.changed(members[ORIGINAL], 9)
    lines = members["manifest-sha256.txt"].splitlines(keepends=True)
    yield "bad_P008_capitals.tar", forge.inserted(members, "data/readme.TXT", b"x", before=layout.COVER)
    yield (
        "bad_P009_stranger.tar",
        forge.signed_again(forge.inserted(members, "data/notes.txt", b"x", before=layout.COVER)),
    )
    yield "bad_P010_order.tar", {layout.README: members[layout.README], **members}
    yield (
        "bad_P020_version.tar",
        forge.signed_again({**members, layout.BAGIT: layout.BAGIT_TEXT.replace(b"1.0", b"0.97")}),
    )
    yield "bad_P021_no_readme.tar", forge.signed_again(forge.without(members, layout.README))
    yield "bad_P021_no_signature.tar", forge.without(members, layout.SIGNATURE)
    yield (
        "bad_P022_fetch.tar",
        forge.inserted(members, "fetch.txt", b"https://example.org/x 1 data/x\n", before=layout.BAG_INFO),
    )
    yield "bad_P023_turned_around.tar", {**members, "manifest-sha256.txt": b"".join(reversed(lines))}
    yield "bad_P023_capitals.tar", {**members, "manifest-sha512.txt": members["manifest-sha512.txt"].upper()}
    yield "bad_P024_item.tar", {**members, ORIGINAL: damaged}
    yield "bad_P025_missing_item.tar", forge.without(members, ORIGINAL)
    yield "bad_P026_unlisted.tar", {**members, "manifest-sha256.txt": b"".join(lines[1:])}
    yield "bad_P027_oxum.tar", {**members, layout.BAG_INFO: members[layout.BAG_INFO].replace(b"Oxum: ", b"Oxum: 1")}
    yield "bad_P030_signature.tar", {**members, layout.SIGNATURE: forge.changed(members[layout.SIGNATURE], 40)}
    yield "bad_P030_other_signer.tar", {**members, layout.SIGNATURE: OTHER_KEY.sign(members["tagmanifest-sha256.txt"])}
    yield "bad_P031_no_key.tar", forge.signed_again({**members, layout.PACKAGE_KEY: b"-----BEGIN PUBLIC KEY-----\n"})
    yield "bad_P034_ledger_key.tar", forge.signed_again({**members, layout.LEDGER_KEY: b"ledger.example.org\n"})


def lies(members: Members) -> Iterator[tuple[str, Members]]:  # noqa: PLR0915 - one vector after another
    """Yield whole and signed bags whose contents lie; each is signed again before it is written."""
    proofs = json.loads(members[layout.PROOFS])
    entries = members[layout.ENTRIES].splitlines(keepends=True)
    note = members[layout.CHECKPOINT]
    opening = proofs["openings"][0]
    other = documents.encode_answers(replace(samples.answers_of(ONE), envelope="f" * 32))
    damaged = forge.changed(members[ORIGINAL], 300)
    withheld = forge.members_of(samples.tar_of(replace(ONE, wishes={"contact": "yes", "icc": "yes_without_me"})))
    honest = forge.with_fields(members, layout.item(1), sha256=sha256(damaged))
    yield "bad_P040_spaces.tar", {**members, layout.COVER: b" " + members[layout.COVER]}
    yield "bad_P040_unknown_field.tar", forge.with_fields(members, layout.WISHES, remark="x")
    yield "bad_P041_uncounted_item.tar", forge.with_fields(members, layout.COVER, items=0)
    yield "bad_P042_one_officer.tar", forge.with_fields(members, layout.COVER, prepared_by=samples.SUPERVISOR)
    yield "bad_P043_header.tar", {**members, layout.envelope(1): members[layout.envelope(1)].replace(b"2026", b"2025")}
    yield (
        "bad_P044_other_contact.tar",
        forge.inserted(members, layout.contact(1), samples.contact_of("f" * 32), before=layout.envelope(1)),
    )
    yield (
        "bad_P048_contact_not_given.tar",
        forge.inserted(withheld, layout.contact(1), samples.contact_of(), before=layout.envelope(1)),
    )
    yield "bad_P048_taken_back.tar", _taken_back()
    yield "bad_P040_first_wish_named.tar", forge.with_fields(members, layout.COVER, wish="icc")
    yield "bad_P044_other_answers.tar", {**members, ANSWERS: other}
    yield (
        "bad_P045_wishes.tar",
        forge.with_fields(
            members,
            layout.WISHES,
            accounts=[{"account": 1, "envelope": samples.ENVELOPE, "wishes": {"contact": "yes", "icc": "no"}}],
        ),
    )
    yield "bad_P050_other_item.tar", {**members, ORIGINAL: damaged}
    yield "bad_P051_part.tar", {**honest, ORIGINAL: damaged}
    yield "bad_P052_name.tar", forge.with_fields(members, layout.item(1), name="harmless.jpg")
    yield "bad_P015_too_many.tar", {**members, layout.ENTRIES: b"\n" * 1100}
    yield "bad_P060_order.tar", {**members, layout.ENTRIES: entries[1] + entries[0] + b"".join(entries[2:])}
    yield "bad_P060_no_entry.tar", {**members, layout.ENTRIES: canonical.encode({"data": "{}", "seq": 0}) + b"\n"}
    yield (
        "bad_P061_changed_entry.tar",
        {**members, layout.ENTRIES: b"".join([entries[0].replace(b"T08", b"T07"), *entries[1:]])},
    )
    yield "bad_P062_size.tar", {**members, layout.CHECKPOINT: note.replace(b"\n3\n", b"\n4\n")}
    yield "bad_P063_salt.tar", forge.with_fields(members, layout.PROOFS, openings=[{**opening, "salt": "00" * 32}])
    yield "bad_P064_not_collected.tar", {**members, layout.ENTRIES: b"".join(entries[1:])}
    yield "bad_P065_not_disclosed.tar", {**members, layout.ENTRIES: b"".join(entries[:-1])}
    yield "bad_P067_proof_too_few.tar", forge.with_fields(members, layout.PROOFS, entries=proofs["entries"][1:])


def _taken_back() -> Members:
    """Return a package with ways of contact that the reporter no longer gives."""
    narrowed = replace(ONE, changed={"contact": "yes", "icc": "yes_without_me"})
    honest = forge.members_of(samples.tar_of(narrowed))
    return forge.inserted(honest, layout.contact(1), samples.contact_of(), before=layout.envelope(1))


def told() -> Iterator[tuple[str, bytes]]:
    """Yield packages that an honest builder made, of contents that are good or that want a warning."""
    yield "good_two_items.tar", samples.tar_of(Told())
    yield "good_no_items.tar", samples.tar_of(Told(files=()))
    withheld = Omission("file", "third_person_at_risk", account=1, file=2)
    yield (
        "good_withheld_item.tar",
        samples.tar_of(Told(withheld_files=(2,), omissions=(withheld, Omission("contact", "stands_apart")))),
    )
    yield "good_sealed.tar.age", samples.sealed_package(samples.contents_of(ONE))[0]
    yield "good_contact_given.tar", samples.tar_of(replace(ONE, contact=True, omissions=()))
    states = replace(ONE, wishes={"contact": "yes", "icc": "no", "states": "yes"}, wish="states")
    yield "good_other_wish.tar", samples.tar_of(replace(states, contact=True, omissions=()))
    asked = replace(ONE, wishes={"contact": "yes", "icc": "ask_first"})
    given = replace(asked, changed={"contact": "yes", "icc": "yes"}, contact=True, omissions=())
    yield "good_changed_wishes.tar", samples.tar_of(given)
    yield "warn_P046_other_wish.tar", samples.tar_of(replace(ONE, wish="states"))
    yield "warn_P046_taken_back.tar", samples.tar_of(replace(ONE, changed={"contact": "yes", "icc": "no"}))
    yield "warn_P046_ask_first.tar", samples.tar_of(replace(ONE, wishes={"contact": "no", "icc": "ask_first"}))
    yield "warn_P047_no_contact_named.tar", samples.tar_of(replace(ONE, omissions=()))
    yield "warn_P066_no_commitment.tar", samples.tar_of(replace(ONE, commits_to_items=False))
    yield "bad_P053_lost_file.tar", samples.tar_of(Told(withheld_files=(2,)))


def pinned() -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yield names of sound packages, and what their reader knows of keys instead of what `keys` says."""
    yield "warn_P033_no_package_key_known.tar", {"package_key": None}
    yield "warn_P036_no_ledger_key_known.tar", {"ledger_key": None}
    yield "bad_P032_other_package_key.tar", {"package_key": bag.fingerprint(OTHER_KEY.public_pem)}
    yield "bad_P035_other_ledger_key.tar", {"ledger_key": samples.checkpoint.vkey(samples.ORIGIN, OTHER_KEY.public)}
    yield "bad_P037_other_receipt_key.tar", {"receipt_key": OTHER_KEY.public}


def sealed(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield seals that do not open."""
    other = Identity.from_entropy(bytes([78]) * 32)
    yield "bad_P001_header.tar.age", forge.changed(sound, 60)
    yield "bad_P001_payload.tar.age", forge.changed(sound, len(sound) - 5000)
    yield "bad_P001_cut.tar.age", sound[:-1000]
    yield "bad_P001_other_recipient.tar.age", samples.seal(b"x", [other.recipient], samples.entropy_from(b"other"))


def everything() -> dict[str, bytes]:
    """Return all vectors by file name."""
    sound = samples.tar_of(ONE)
    members = forge.members_of(sound)
    files = dict(told()) | dict(containers(sound)) | dict(sealed(dict(told())["good_sealed.tar.age"]))
    files |= {name: forge.archive_of(held) for name, held in bags(members)}
    files |= {name: forge.archive_of(forge.signed_again(held)) for name, held in lies(members)}
    files |= {name: sound for name, _ in pinned()}
    files |= {f"{name}.keys.json": _json({**keys(), **other}) for name, other in pinned()}
    return files | {"keys.json": _json(keys())}


def write(where: Path, made: Callable[[], dict[str, bytes]]) -> None:
    """Write the vectors and remove those that are no more."""
    files = made()
    where.mkdir(parents=True, exist_ok=True)
    for path in where.iterdir():
        if path.name not in files and path.name != "README.md":
            path.unlink()
    for name, content in files.items():
        (where / name).write_bytes(content)


def _json(value: dict[str, str | None]) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"


if __name__ == "__main__":
    write(WHERE, everything)
