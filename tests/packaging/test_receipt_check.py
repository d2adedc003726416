"""A receipt's holder finds out what is wrong with it, and anything else ends in findings too."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packaging import forge, make_receipts, samples

from affiant.core import canonical
from affiant.core.receipt_check import check_receipt

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner))
PINNED = {"receipt_key": samples.RECEIPT_KEY.public, "ledger_key": samples.VKEY}


def errors_of(raw: bytes) -> list[str]:
    return [each.code for each in check_receipt(raw).findings if each.severity == "error"]


@pytest.mark.parametrize("raw", [make_receipts.plain(), make_receipts.collected()], ids=["plain", "collected"])
def test_no_byte_of_a_receipt_changes_unseen(raw):
    unfound = [
        (at, mask) for at in range(len(raw)) for mask in (1, 0x20) if not errors_of(forge.changed(raw, at, mask))
    ]

    assert unfound == []


@pytest.mark.parametrize("raw", [make_receipts.plain(), make_receipts.collected()], ids=["plain", "collected"])
def test_a_sound_receipt_says_what_it_stands_for(raw):
    verdict = check_receipt(raw, **PINNED)

    assert verdict.findings == ()
    assert verdict.facts["envelope"] == samples.ENVELOPE
    assert (verdict.facts["files"], verdict.facts["bytes"], verdict.facts["parts"]) == ("2", "603", "4")


def test_without_known_keys_both_are_shown_for_comparing():
    found = {each.code: each.facts for each in check_receipt(make_receipts.collected()).findings}

    assert found == {"R005": {"key": samples.RECEIPT_KEY.public}, "L017": {"key": samples.VKEY}}


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=500))
def test_any_bytes_end_in_findings(raw):
    assert errors_of(raw)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=JSON)
def test_any_value_in_any_field_is_survived(data, value):
    document = json.loads(make_receipts.collected())
    holder = document
    field = data.draw(st.sampled_from(sorted(holder)))
    while isinstance(holder[field], dict) and data.draw(st.booleans()):
        holder = holder[field]
        field = data.draw(st.sampled_from(sorted(holder)))
    unchanged = holder[field] == value and type(holder[field]) is type(value)
    holder[field] = value
    try:
        raw = canonical.encode(document)
    except canonical.NotCanonical:
        return

    assert unchanged or errors_of(raw)
