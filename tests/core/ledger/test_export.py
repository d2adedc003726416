"""No byte of an export or of a collected leaf changes unseen, and any bytes end in findings."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.ledger import samples

from affiant.core.findings import Finding
from affiant.core.ledger import entries, export, tree
from affiant.core.ledger.collected import collected_check

LINES = samples.export(samples.three())
RAW = b"".join(LINES)


def errors_of(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings if each.severity == "error"]


def changed_at(raw: bytes, at: int, mask: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ mask]) + raw[at + 1 :]


def told(**changes: object) -> dict[str, object]:
    leaves = samples.three()
    stored = samples.Stored(leaves)
    sound = {
        "leaf": leaves[1].decode(),
        "seq": 1,
        "proof": [step.hex() for step in tree.inclusion_proof(stored, 1, 3)],
        "note": samples.note(leaves),
        "vkey": samples.VKEY,
    }
    return {**sound, **changes}


@pytest.mark.parametrize("pinned", [samples.VKEY, None])
@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80, 0xFF])
def test_no_byte_of_an_export_changes_unseen(mask, pinned):
    unseen = [at for at in range(len(RAW)) if not errors_of(export.check_export(changed_at(RAW, at, mask), pinned))]

    assert unseen == []


@settings(max_examples=300)
@given(at=st.integers(0, len(RAW)), more=st.binary(min_size=1, max_size=4))
def test_no_byte_is_put_in_unseen(at, more):
    assert errors_of(export.check_export(RAW[:at] + more + RAW[at:]))


@given(start=st.integers(0, len(RAW) - 1), length=st.integers(1, 400))
def test_no_byte_is_taken_out_unseen(start, length):
    assert errors_of(export.check_export(RAW[:start] + RAW[start + length :]))


@pytest.mark.parametrize("place", range(len(LINES)))
def test_no_line_is_taken_out_unseen(place):
    assert errors_of(export.check_export(LINES[:place] + LINES[place + 1 :]))


def test_every_finding_names_its_place():
    found = export.check_export(changed_at(RAW, len(LINES[0]) + 2, 1), samples.VKEY)

    assert found[0] == Finding("L005", "error", "line 2", {})


@settings(max_examples=200)
@given(raw=st.binary(max_size=300))
def test_any_bytes_end_in_findings(raw):
    assert errors_of(export.check_export(raw))


@settings(max_examples=200)
@given(lines=st.lists(st.sampled_from([*LINES, b"{}\n", b"[]\n", b"1\n", b'{"checkpoint":"x"}\n', b'{"seq":0}\n'])))
def test_any_lines_in_any_order_are_survived(lines):
    assert (errors_of(export.check_export(lines)) == []) == (lines == LINES)


def test_the_first_year_of_the_calendar_ends_in_findings_too():
    first = entries.encode(samples.entry()).replace(b"2026-11-21", b"0001-01-01")
    leaves = [first, *samples.many(1), first]

    assert [each.code for each in export.check_export(samples.export(leaves), samples.VKEY)] == ["L016"]


def test_a_line_without_an_end_is_not_read_to_its_end():
    source = io.BytesIO(b"x" * (4 * export.LONGEST))

    found = export.check_export(source)

    assert errors_of(found)[0] == "L001"
    assert source.tell() == export.LONGEST + 1


def test_an_entry_of_any_allowed_size_is_read():
    leaf = entries.encode(samples.entry(facts={"long": "\0" * 10_800}))

    assert export.check_export(samples.export([leaf]), samples.VKEY) == []


def test_a_collected_leaf_is_whole():
    assert collected_check(**told(), pinned=samples.VKEY) == []


def test_without_a_known_key_the_holder_is_warned():
    assert collected_check(**told()) == [Finding("L017", "warning", "key", {"key": samples.VKEY})]


@pytest.mark.parametrize("field", ["leaf", "note", "vkey"])
def test_no_sign_of_a_collected_leaf_changes_unseen(field):
    text = told()[field]
    changes = [text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :] for at in range(len(text))]

    assert [each for each in changes if not errors_of(collected_check(**told(**{field: each})))] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seq": 0}, "L022"),
        ({"seq": 3}, "L020"),
        ({"seq": -1}, "L020"),
        ({"proof": []}, "L022"),
        ({"proof": ["zz"]}, "L021"),
        ({"proof": ["00" * 32] * 65}, "L021"),
        ({"leaf": "\ud800"}, "L007"),
        ({"note": ""}, "L011"),
        ({"vkey": "x"}, "L003"),
        ({"note": samples.note(samples.three(), origin="other.example")}, "L013"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_collected_leaf_has_a_code(changes, code):
    assert code in errors_of(collected_check(**told(**changes)))


def test_a_key_that_the_holder_does_not_know_is_found():
    assert "L004" in errors_of(collected_check(**told(), pinned="another"))
