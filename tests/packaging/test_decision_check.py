"""Whoever holds a decision file finds out what is wrong with it, and anything else ends in findings too."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packaging import forge, make_decisions, samples

from affiant.core import canonical
from affiant.core.decision_check import check_decision
from affiant.core.packaging.verify import bag

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner))
PINNED = {"package_key": bag.fingerprint(samples.PACKAGE_KEY.public_pem), "ledger_key": samples.VKEY}
PAIR = make_decisions.seconded()


def errors_of(raw: bytes) -> list[str]:
    return [each.code for each in check_decision(raw, **PINNED).findings if each.severity == "error"]


def test_a_sound_file_says_who_decided_what_and_who_confirmed_it():
    verdict = check_decision(PAIR, **PINNED)

    assert verdict.findings == ()
    assert (verdict.facts["outcome"], verdict.facts["by"]) == ("share", make_decisions.DECIDED_BY)
    assert (verdict.facts["verdict"], verdict.facts["second_by"]) == ("confirmed", make_decisions.SEEN_BY)


def test_without_known_keys_both_are_shown_for_comparing():
    found = {each.code: dict(each.facts) for each in check_decision(make_decisions.alone()).findings}

    assert found == {"D005": {"fingerprint": PINNED["package_key"]}, "L017": {"key": samples.VKEY}}


@pytest.mark.parametrize("raw", [make_decisions.alone(), PAIR], ids=["one officer", "two officers"])
def test_no_byte_of_a_decision_changes_unseen(raw):
    unfound = [at for at in range(len(raw)) if not errors_of(forge.changed(raw, at, 1))]

    assert unfound == []


def test_an_opinion_that_is_taken_away_is_missed():
    without = make_decisions.altered(PAIR, opinion=None)

    assert [each.code for each in check_decision(without, **PINNED).findings] == ["D009"]


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=500))
def test_any_bytes_end_in_findings(raw):
    assert errors_of(raw)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=JSON)
def test_any_value_in_any_field_is_survived(data, value):
    document = json.loads(PAIR)
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

    assert unchanged or check_decision(raw, **PINNED).findings


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=JSON)
def test_any_value_in_any_field_of_a_signed_record_is_survived(data, value):
    record = make_decisions.decided(outcome="intelligence", needs_second=False, addressee="")
    record[data.draw(st.sampled_from(sorted(record.keys() - {"format", "referral", "by"})))] = value
    try:
        raw = make_decisions.alone(record)
    except canonical.NotCanonical:
        return

    assert isinstance(check_decision(raw, **PINNED).findings, tuple)
