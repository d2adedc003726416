"""What holds for every package: it comes back as it was, and no byte of it changes unseen."""

import io
import tarfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.packaging import forge, samples
from tests.packaging.samples import Told

from affiant.cli import kinds, reading
from affiant.core.packaging.verify.package import Pinned, Verdict, Verification

UNPINNED = Pinned()
SMALL = Told(files=samples.FILES[:1])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FILES = st.lists(
    st.tuples(NAMES, NAMES, st.binary(max_size=3000), st.integers(min_value=100, max_value=1500)), max_size=4
)


def verdict_on(archive: bytes, piece: int = 1 << 20) -> Verdict:
    verification = Verification(UNPINNED)
    for at in range(0, len(archive), piece):
        verification.tar.feed(archive[at : at + piece])
    return verification.verdict_on_tar()


def errors_of(verdict: Verdict | reading.Checked) -> list[str]:
    return [each.code for each in verdict.findings if each.severity == "error"]


@pytest.fixture(scope="module")
def archive() -> bytes:
    return samples.tar_of(SMALL)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return samples.sealed_package(samples.contents_of(SMALL))[0]


@pytest.fixture(scope="module")
def folder(archive, tmp_path_factory):
    root = tmp_path_factory.mktemp("bag")
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        opened.extractall(root, filter="data")
    return next(root.iterdir())


@settings(max_examples=40, deadline=None)
@given(files=FILES, account=st.text(st.characters(exclude_categories=["Cs"]), max_size=500))
def test_whatever_is_packed_comes_back_and_verifies(files, account):
    told = Told(files=tuple(files), account=account)

    packed = samples.tar_of(told)

    members = forge.members_of(packed)
    originals = [content for path, content in members.items() if path.endswith("/original.bin")]
    assert originals == [content for _, _, content, _ in files]
    assert errors_of(verdict_on(packed)) == []


@settings(max_examples=30, deadline=None)
@given(piece=st.integers(min_value=1, max_value=2000))
def test_the_verdict_does_not_depend_on_the_pieces(piece):
    archive = samples.tar_of(SMALL)

    assert verdict_on(archive, piece) == verdict_on(archive)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), mask=st.integers(min_value=1, max_value=255))
def test_any_byte_changed_in_the_tar_is_found(archive, data, mask):
    at = data.draw(st.integers(min_value=0, max_value=len(archive) - 1))

    assert errors_of(verdict_on(forge.changed(archive, at, mask)))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), mask=st.integers(min_value=1, max_value=255))
def test_any_byte_changed_in_the_seal_is_found(sealed, data, mask, tmp_path_factory):
    at = data.draw(st.integers(min_value=0, max_value=len(sealed) - 1))
    path = tmp_path_factory.getbasetemp() / "changed.tar.age"
    path.write_bytes(forge.changed(sealed, at, mask))

    checked = reading.check(path, kinds.kind_of(path), identity=samples.PARTNER, pinned=UNPINNED)

    assert errors_of(checked) == ["P001"]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), mask=st.integers(min_value=1, max_value=255))
def test_any_byte_changed_in_any_file_of_the_folder_is_found_and_its_place_named(folder, data, mask):
    path = data.draw(st.sampled_from(sorted(each for each in folder.rglob("*") if each.is_file())))
    before = path.read_bytes()
    path.write_bytes(forge.changed(before, data.draw(st.integers(min_value=0, max_value=len(before) - 1)), mask))

    checked = reading.check(folder, kinds.Kind.FOLDER, identity=None, pinned=UNPINNED)

    path.write_bytes(before)
    places = {each.place for each in checked.findings if each.severity == "error"}
    listed = {path.relative_to(folder).as_posix(), "tagmanifest-sha256.txt.sig", "bag-info.txt", "bagit.txt"}
    assert places & (listed | {"manifest-sha256.txt", "manifest-sha512.txt"})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_a_tar_cut_anywhere_is_found(archive, data):
    length = data.draw(st.integers(min_value=0, max_value=len(archive) - 1))

    assert errors_of(verdict_on(archive[:length]))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(tail=st.binary(min_size=1, max_size=2000))
def test_anything_after_the_tar_is_found(archive, tail):
    assert "P005" in errors_of(verdict_on(archive + tail))


def test_every_header_byte_of_the_seal_is_bound(sealed, tmp_path):
    header = sealed.index(b"\n---") + 60
    path = tmp_path / "changed.tar.age"
    unfound = []

    for at in range(header):
        path.write_bytes(forge.changed(sealed, at, 1))
        checked = reading.check(path, kinds.Kind.SEALED, identity=samples.PARTNER, pinned=UNPINNED)
        unfound += [] if errors_of(checked) else [at]

    assert unfound == []


def test_the_facts_are_those_of_what_was_written():
    written, facts = samples.sealed_package(samples.contents_of(SMALL))

    assert (facts.bytes, facts.sha256) == (len(written), samples.sha256(written))
