"""Makes the envelope vectors anew: `python vectors/make_envelope.py`. Every key, nonce and salt is fixed and public."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from affiant.core import canonical, codes, documents, envelope
from affiant.core.digests import sha256
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, Option, PartFacts, Shown
from affiant.core.envelope import Header, Piece
from affiant.core.sealing import seal
from affiant.core.sealing.recipients import KeyRing
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey

HERE = Path(__file__).parent / "envelope"
UNIT, RECOVERY, NAMES, OTHER = (Identity.from_entropy(letter * 32) for letter in (b"u", b"r", b"n", b"o"))
RING = KeyRing(UNIT.recipient, RECOVERY.recipient, NAMES.recipient)
INTAKE, DESK, STRANGER = (SigningKey(letter * 32) for letter in (b"i", b"d", b"s"))
ORGANISATION = "0a" * 16
SALT = b"affiant-vectors!"
CODE = codes.from_entropy(hashlib.sha256(b"a return code").digest())
PARTS = (b"the first part, ", b"and the second")

Files = dict[str, bytes]


def entropy(label: str) -> Callable[[int], bytes]:
    """Return bytes that anybody can make again: SHAKE-256 of a label."""
    stream, taken = hashlib.shake_256(label.encode()).digest(4096), 0

    def take(count: int) -> bytes:
        nonlocal taken
        taken += count
        return stream[taken - count : taken]

    return take


def report(identity: str) -> Files:
    """Return a report of two answers, one way of contact and one file in two parts, without its header."""
    shown = Shown("Як Ви дізналися про те, що сталося?", "", (Option("witnessed", "Я бачив або чув це"),))
    told = Shown("What would you like to tell us?", "In your own words.")
    parts = tuple(
        PartFacts(envelope.part_name(number), sha256(plain), len(plain)) for number, plain in enumerate(PARTS, 1)
    )
    answers = AnswersDocument(
        envelope=identity,
        kind="report",
        language="uk",
        form=("report", "1"),
        sent_at="2026-11-21T07:00:00.000001Z",
        answers=(Answer("know", shown, ("witnessed",)), Answer("account", told, "Вигадані слова.\nInvented words.")),
        wishes={"contact": "yes", "icc": "yes_without_me"},
        files=(FileFacts(1, "двір.jpg", "image/jpeg", sum(map(len, PARTS)), parts, sha256(b"".join(PARTS))),),
    )
    contact = ContactDocument(identity, (Answer("name", Shown("What should we call you?"), "Invented"),))
    plain = {
        envelope.ANSWERS_NAME: documents.encode_answers(answers),
        envelope.CONTACT_NAME: documents.encode_contact(contact),
        **{envelope.part_name(number): content for number, content in enumerate(PARTS, 1)},
    }
    return {name: sealed(name, content) for name, content in plain.items()}


def sealed(name: str, plain: bytes) -> bytes:
    """Return a piece under the seal that the format asks for: names to the key of names, all else to the unit's."""
    recipients = RING.of_names if name == envelope.CONTACT_NAME else RING.recipients
    return seal.seal(plain, recipients, entropy(name))


def header(
    identity: str, files: Files, key: SigningKey = INTAKE, ring: KeyRing = RING, *, sender: str = "", version: int = 2
) -> bytes:
    """Return the header over `files`."""
    pieces = {name: Piece(name, sha256(content), len(content)) for name, content in files.items()}
    return envelope.pack_header(
        Header(
            id=identity,
            kind="report",
            mailbox=codes.derive(CODE, salt=SALT).mailbox.recipient,
            received_on="2026-11-21",
            rehearsal=False,
            keys=ring.fingerprints[: version + 1],
            answers=pieces.pop(envelope.ANSWERS_NAME),
            contact=pieces.pop(envelope.CONTACT_NAME),
            parts=tuple(pieces.values()),
            sender=sender,
        ),
        key,
    )


def write(name: str, files: Files) -> None:
    """Write one vector's folder."""
    folder = HERE / name
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)


def keys(identity: str) -> dict[str, str]:
    """Return every key that a reader of the vectors needs, public and private."""
    return {
        "code": CODE.digits,
        "code_salt": SALT.hex(),
        "desk_public_key": DESK.public,
        "folder_name": identity,
        "identity_identity": NAMES.text,
        "intake_public_key": INTAKE.public,
        "lookup": codes.derive(CODE, salt=SALT).lookup,
        "mailbox": codes.derive(CODE, salt=SALT).mailbox.recipient.text,
        "recovery_identity": RECOVERY.text,
        "unit_identity": UNIT.text,
    }


def write_what_organisations_sent(files: Files, identity: str) -> None:
    """Write the envelopes whose header names a sender, and the one that should."""
    by_token, by_desk = (header(identity, files, key, sender=ORGANISATION) for key in (INTAKE, DESK))
    write("good_from_an_organisation", {envelope.HEADER_NAME: by_token, **files})
    write("good_handed_over_at_the_desk", {envelope.HEADER_NAME: by_desk, **files})
    write("bad_Q003_the_desk_without_a_sender", {envelope.HEADER_NAME: header(identity, files, DESK), **files})


def write_other_names(files: Files, identity: str) -> None:
    """Write the envelopes that are sealed to other keys than ours, and the first version's."""
    plain = documents.encode_contact(ContactDocument(identity, ()))
    ours, units = RING.of_names, RING.recipients
    foreign = documents.encode_contact(ContactDocument("61" * 16, ()))
    contacts = {
        "bad_Q019_names_sealed_to_the_unit": seal.seal(plain, units, entropy("to the unit")),
        "warn_N001_names_sealed_to_a_stranger": seal.seal(plain, (OTHER.recipient, ours[1]), entropy("to a stranger")),
        "warn_N002_names_malformed": seal.seal(b"{}", ours, entropy("names")),
        "warn_N003_names_of_another_envelope": seal.seal(foreign, ours, entropy("names of another")),
    }
    for name, contact in contacts.items():
        held = {**files, envelope.CONTACT_NAME: contact}
        write(name, {envelope.HEADER_NAME: header(identity, held), **held})
    one = KeyRing(UNIT.recipient, OTHER.recipient, NAMES.recipient)
    write("bad_Q016_another_recovery_key", {envelope.HEADER_NAME: header(identity, files, ring=one), **files})
    another = KeyRing(UNIT.recipient, RECOVERY.recipient, OTHER.recipient)
    write("bad_Q018_another_identity_key", {envelope.HEADER_NAME: header(identity, files, ring=another), **files})
    first = {**files, envelope.CONTACT_NAME: seal.seal(plain, units, entropy("the first version"))}
    write("good_version_1", {envelope.HEADER_NAME: header(identity, first, version=1), **first})
    two = json.loads(header(identity, first, version=1))["header"] | {"format": envelope.FORMAT}
    signature = INTAKE.sign(canonical.encode(two)).hex()
    raw = canonical.encode({"header": two, "key": INTAKE.public, "signature": signature})
    write("bad_Q001_no_identity_key_named", {envelope.HEADER_NAME: raw, **first})


def main() -> None:
    """Make every vector."""
    shutil.rmtree(HERE, ignore_errors=True)
    identity = "5f" * 16
    files = report(identity)
    first, second = envelope.part_name(1), envelope.part_name(2)
    whole = {envelope.HEADER_NAME: header(identity, files), **files}
    write("good_report", whole)
    write_what_organisations_sent(files, identity)
    write_other_names(files, identity)
    write("bad_Q001_header_not_canonical", {**whole, envelope.HEADER_NAME: whole[envelope.HEADER_NAME] + b"\n"})
    write(
        "bad_Q002_header_changed",
        {**whole, envelope.HEADER_NAME: _swap(whole, b'"rehearsal":false', b'"rehearsal":true')},
    )
    write("bad_Q003_signed_by_a_stranger", {**whole, envelope.HEADER_NAME: header(identity, files, STRANGER)})
    write("bad_Q004_another_id", {**whole, envelope.HEADER_NAME: header("60" * 16, files)})
    write("bad_Q005_part_missing", {name: content for name, content in whole.items() if name != second})
    write("bad_Q006_part_too_many", {**whole, envelope.part_name(3): files[first]})
    write("bad_Q007_parts_swapped", {**whole, first: files[second], second: files[first]})
    foreign = {**files, second: seal.seal(PARTS[1], [OTHER.recipient, OTHER.recipient], entropy("other"))}
    write("bad_Q010_part_for_somebody_else", {envelope.HEADER_NAME: header(identity, foreign), **foreign})
    broken = {**files, envelope.ANSWERS_NAME: seal.seal(b"{}", RING.recipients, entropy("broken"))}
    write("bad_Q011_answers_malformed", {envelope.HEADER_NAME: header(identity, broken), **broken})
    other = {**files, envelope.ANSWERS_NAME: report("61" * 16)[envelope.ANSWERS_NAME]}
    write("bad_Q012_answers_of_another_envelope", {envelope.HEADER_NAME: header(identity, other), **other})
    short = {name: content for name, content in files.items() if name != second}
    write("bad_Q013_part_not_bound", {envelope.HEADER_NAME: header(identity, short), **short})
    changed = {**files, second: seal.seal(b"something else", RING.recipients, entropy("changed"))}
    write("bad_Q014_content_differs", {envelope.HEADER_NAME: header(identity, changed), **changed})
    three = {**files, second: seal.seal(PARTS[1], [*RING.recipients, OTHER.recipient], entropy("three"))}
    write("bad_Q017_a_third_key", {envelope.HEADER_NAME: header(identity, three), **three})
    (HERE / "keys.json").write_text(json.dumps(keys(identity), indent=2) + "\n")


def _swap(files: Files, old: bytes, new: bytes) -> bytes:
    return files[envelope.HEADER_NAME].replace(old, new)


if __name__ == "__main__":
    main()
