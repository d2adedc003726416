"""What an attacker may send: any bytes end in findings, never in another exception, never in a large memory."""

import io
import json
import os
import tarfile
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packaging import forge, samples
from tests.packaging.samples import Told

from affiant.cli import kinds, reading
from affiant.core.packaging import tar
from affiant.core.packaging.verify import shape
from affiant.core.packaging.verify.package import Pinned, Verdict, Verification

PATHS = st.sampled_from(sorted(forge.members_of(samples.tar_of(Told()))))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner))


def verdict_on(archive: bytes) -> Verdict:
    verification = Verification(Pinned())
    verification.tar.feed(archive)
    return verification.verdict_on_tar()


def codes_of(verdict: Verdict | reading.Checked) -> set[str]:
    return {each.code for each in verdict.findings}


@settings(max_examples=200, deadline=None)
@given(junk=st.binary(max_size=3000))
def test_any_bytes_at_all_end_in_findings(junk):
    assert verdict_on(junk).findings


@settings(max_examples=200, deadline=None)
@given(path=PATHS, content=st.binary(max_size=200))
def test_any_content_of_any_file_under_a_good_signature_is_survived(path, content):
    members = forge.members_of(samples.tar_of(Told()))

    assert verdict_on(forge.archive_of(forge.signed_again({**members, path: content}))).findings


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=JSON)
def test_any_value_in_any_field_of_any_document_is_survived(data, value):
    members = forge.members_of(samples.tar_of(Told()))
    path = data.draw(st.sampled_from([each for each in members if each.endswith(".json")]))
    document = json.loads(members[path])
    holder = document
    field = data.draw(st.sampled_from(sorted(holder)))
    while isinstance(holder[field], dict | list) and holder[field] and data.draw(st.booleans()):
        holder = holder[field]
        field = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[field] = value
    changed = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="replace")

    verdict_on(forge.archive_of(forge.signed_again({**members, path: changed})))


@settings(max_examples=100, deadline=None)
@given(names=st.lists(st.text(st.characters(max_codepoint=127), min_size=1, max_size=90), min_size=1, max_size=5))
def test_any_names_in_a_tar_are_survived(names):
    written = b"".join(tar.header(name, 1, 0) + b"x" + tar.padding(1) for name in names)

    assert verdict_on(written + tar.end(len(written))).findings


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_a_tar_of_another_hand_is_told_apart(form):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as opened:
        for path, content in forge.members_of(samples.tar_of(Told())).items():
            facts = tarfile.TarInfo(f"affiant-package-{samples.PACKAGE}/{path}")
            facts.size, facts.mtime, facts.uname = len(content), int(samples.MADE_AT.timestamp()), "root"
            opened.addfile(facts, io.BytesIO(content))

    assert "P002" in codes_of(verdict_on(made.getvalue()))


def test_a_size_that_no_disk_holds_is_a_finding():
    archive = tar.header("affiant-package/bagit.txt", 10**17, 0) + b"short"

    assert {"P003", "P011"} <= codes_of(verdict_on(archive))


def test_an_item_beyond_8_gib_has_a_header_that_others_read():
    size = 9 * 2**30 + 5
    header = tar.header("affiant-package/data/items/0001/original.bin", size, 7)

    with tarfile.open(fileobj=io.BytesIO(header + b"x" * 512), mode="r:", ignore_zeros=True) as opened:
        read = opened.next()

    assert (read.name, read.size, read.mtime) == ("affiant-package/data/items/0001/original.bin", size, 7)
    assert codes_of(verdict_on(header + b"x" * 512)) == {"P003"}


def test_a_thousand_findings_are_enough():
    members = forge.members_of(samples.tar_of(Told()))
    strangers = {f"data/{number}.txt": b"" for number in range(3000)}

    verdict = verdict_on(forge.archive_of({**members, **strangers}))

    assert len(verdict.findings) == 1001
    assert verdict.findings[-1].code == "P015"


def test_a_large_document_is_not_kept():
    members = forge.members_of(samples.tar_of(Told()))
    archive = forge.archive_of({**members, "data/cover.json": bytes(40 * 2**20)})

    tracemalloc.start()
    verdict = verdict_on(archive)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "P011" in codes_of(verdict)
    assert peak < 8 * 2**20


def items_of(parts: list[object], items: int) -> bytes:
    """Return a package with that many items, each of which claims these parts."""
    members = forge.members_of(samples.tar_of(Told()))
    facts = json.dumps({"parts": parts}, separators=(",", ":")).encode()
    for number in range(1, items + 1):
        members |= {f"data/items/{number:04d}/item.json": facts, f"data/items/{number:04d}/original.bin": b"x"}
    return forge.archive_of(dict(sorted(members.items(), key=lambda each: shape.rank(each[0]) or (99, 0, ""))))


def test_claimed_parts_that_are_none_cost_no_memory():
    archive = items_of([0] * 200_000, items=6)

    tracemalloc.start()
    verdict = verdict_on(archive)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "P040" in codes_of(verdict)
    assert peak < 24 * 2**20


def test_more_parts_than_a_verifier_keeps_are_a_finding(monkeypatch):
    monkeypatch.setattr(shape, "MOST_PARTS", 1_000)

    verdict = verdict_on(items_of([{"bytes": 0}] * 400, items=3))

    assert [each.place for each in verdict.findings if each.code == "P011"] == ["data/items/0003/item.json"]


@pytest.fixture
def folder(tmp_path):
    with tarfile.open(fileobj=io.BytesIO(samples.tar_of(Told()))) as opened:
        opened.extractall(tmp_path, filter="data")
    return next(tmp_path.iterdir())


def checked(folder) -> reading.Checked:
    return reading.check(folder, kinds.Kind.FOLDER, identity=None, pinned=Pinned())


def test_a_link_in_the_folder_is_not_followed(folder, tmp_path):
    outside = tmp_path / "outside"
    original = folder / "data/items/0001/original.bin"
    outside.write_bytes(original.read_bytes())
    original.unlink()
    original.symlink_to(outside)

    assert {"P007", "P021"} <= codes_of(checked(folder))


def test_a_linked_folder_is_not_followed(folder):
    (folder / "data/more").symlink_to("/etc")

    found = checked(folder)

    assert [each.place for each in found.findings if each.code == "P007"] == ["data/more"]


def test_a_pipe_in_the_folder_does_not_hold_the_verifier(folder):
    os.mkfifo(folder / "data/pipe")

    assert "P007" in codes_of(checked(folder))


def test_an_empty_folder_and_a_hidden_file_are_told(folder):
    (folder / "data/empty").mkdir()
    (folder / ".hidden").write_text("x")
    (folder / os.fsdecode(b"data/\xff\n.txt")).write_text("x")

    places = {each.place: each.code for each in checked(folder).findings}

    assert places["data/empty"] == "P007"
    assert places[".hidden"] == "P006"
    assert places[os.fsdecode(b"data/\xff\n.txt")] == "P006"
