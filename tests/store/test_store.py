"""The store keeps sealed objects whole, under the names that their bytes give them."""

import io
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from affiant.core.digests import Sha256, sha256
from affiant.ground.store.disk import ObjectStore
from affiant.ground.store.errors import DamagedObject, NoSuchObject


@pytest.fixture
def store(tmp_path):
    return ObjectStore(tmp_path / "store")


def keep(store: ObjectStore, content: bytes) -> Sha256:
    with store.stage() as staging:
        digest, _ = staging.take(io.BytesIO(content))
        staging.keep()
    return digest


def test_an_object_lies_under_its_own_digest(store):
    digest = keep(store, b"sealed")

    assert digest == sha256(b"sealed")
    assert store.read(digest) == b"sealed"


def test_an_object_is_read_only(store):
    digest = keep(store, b"sealed")

    assert stat.S_IMODE(store.path(digest).stat().st_mode) == 0o440


def test_what_is_not_kept_vanishes(store):
    with store.stage() as staging:
        digest, length = staging.take(io.BytesIO(b"sealed"))

    assert length == 6
    assert not store.has(digest)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_no_more_is_read_than_was_promised(store):
    with store.stage() as staging:
        _, length = staging.take(io.BytesIO(bytes(10_000_000)), at_most=11)

    assert length == 11


def test_a_damaged_object_is_found(store):
    digest = keep(store, b"sealed")
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(b"Sealed")

    with pytest.raises(DamagedObject):
        store.check(digest)
    with pytest.raises(DamagedObject):
        store.read(digest)


def test_an_object_that_is_not_there_is_refused(store):
    with pytest.raises(NoSuchObject):
        store.open(sha256(b"never"))


def test_keeping_the_same_object_again_changes_nothing(store):
    first, second = keep(store, b"sealed"), keep(store, b"sealed")

    assert first == second
    store.check(first)


def test_what_a_crash_left_is_swept_after_a_day(store):
    keep(store, b"sealed")
    left = store.root / ".incoming" / "left"
    left.mkdir()
    now = datetime.now(UTC)
    old = (now - timedelta(days=2)).timestamp()
    os.utime(left, (old, old))
    fresh = store.root / ".incoming" / "fresh"
    fresh.mkdir()

    store.sweep(before=now)

    assert (left.exists(), fresh.exists()) == (False, True)
