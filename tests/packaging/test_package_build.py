"""What the builder refuses, and what it never does."""

import tracemalloc
from dataclasses import replace

import pytest
from tests.packaging import samples
from tests.packaging.samples import Told

from affiant.core.digests import sha256
from affiant.core.documents import MalformedDocument, PartFacts
from affiant.core.packaging.build import write_package
from affiant.core.packaging.contents import Contents, Item
from affiant.core.packaging.errors import ContentDiffers, UnfitContents

ITEM = Told(files=samples.FILES[:1])


def with_item(contents: Contents, **changes: object) -> Contents:
    return replace(contents, items=[replace(contents.items[0], **changes)])


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xd8\xff" + b"invented image " * 40 + b"!"])
def test_an_item_of_another_length_is_refused(content):
    contents = with_item(samples.contents_of(ITEM), chunks=lambda: [content])

    with pytest.raises(ContentDiffers):
        samples.sealed_package(contents)


def test_an_item_with_one_other_byte_is_refused():
    sound = samples.FILES[0][2]
    contents = with_item(samples.contents_of(ITEM), chunks=lambda: [sound[:-1] + b"?"])

    with pytest.raises(ContentDiffers):
        samples.sealed_package(contents)


def test_an_item_whose_whole_digest_was_mistold_is_refused():
    contents = with_item(samples.contents_of(ITEM), sha256=sha256(b"another"))

    with pytest.raises(ContentDiffers):
        samples.sealed_package(contents)


def test_contents_that_one_officer_prepared_and_approved_are_refused_before_the_first_byte():
    contents = samples.with_cover(samples.contents_of(ITEM), prepared_by=samples.SUPERVISOR)
    written = bytearray()

    with pytest.raises(UnfitContents, match="approved_by"):
        write_package(
            contents,
            sink=written.extend,
            recipients=[samples.PARTNER.recipient],
            entropy=samples.entropy_from(b"x"),
            key=samples.PACKAGE_KEY,
        )

    assert written == b""


def test_answers_that_are_none_are_refused():
    contents = samples.contents_of(ITEM)

    with pytest.raises(MalformedDocument):
        samples.sealed_package(replace(contents, accounts=[replace(contents.accounts[0], answers=b"{}")]))


def test_memory_stays_flat_whatever_the_item():
    piece = bytes(2**20)
    parts = tuple(PartFacts(f"{number:08d}.age", sha256(piece), len(piece)) for number in range(1, 65))
    contents = samples.contents_of(ITEM)
    whole = sha256(bytes(64 * 2**20))
    large = Item(1, 1, "film.mp4", "video/mp4", 64 * 2**20, whole, parts, lambda: (piece for _ in parts))
    tracemalloc.start()

    facts = write_package(
        replace(contents, items=[large]),
        sink=lambda _sealed: None,
        recipients=[samples.PARTNER.recipient],
        entropy=samples.entropy_from(b"x"),
        key=samples.PACKAGE_KEY,
    )

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert facts.bytes > 64 * 2**20
    assert peak < 8 * 2**20


def test_ways_of_contact_that_the_reporter_does_not_give_are_refused():
    told = replace(ITEM, contact=True, wishes={"contact": "yes", "icc": "yes_without_me"})

    with pytest.raises(UnfitContents, match="contact"):
        samples.sealed_package(samples.contents_of(told))
