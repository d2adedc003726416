"""An entry has one spelling, and whatever is not one is refused by name."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.ledger import samples

from affiant.core import canonical
from affiant.core.ledger import entries
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.ledger.errors import MalformedEntry

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FACTS = st.one_of(WORDS, st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.lists(WORDS, max_size=3))
JSON = st.recursive(st.none() | st.integers() | WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner))
ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(Kind),
    act=st.from_regex(r"[a-z][a-z0-9_]{0,9}\.[a-z][a-z0-9_]{0,9}", fullmatch=True),
    about=st.uuids().map(str),
    by=st.uuids().map(lambda each: f"officer:{each}"),
    at=st.datetimes(timezones=st.just(UTC)),
    facts=st.dictionaries(NAMES, FACTS, max_size=4),
    commitments=st.dictionaries(NAMES, st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=3),
)


@given(entry=ENTRIES)
def test_an_entry_comes_back_as_it_was(entry):
    assert entries.decode(entries.encode(entry)) == entry


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_an_entry_or_refused(raw):
    with pytest.raises(MalformedEntry):
        entries.decode(raw)


@settings(max_examples=300)
@given(key=st.sampled_from(["about", "act", "at", "by", "commitments", "facts", "kind", "v"]), value=JSON)
def test_any_value_in_any_field_is_an_entry_or_refused(key, value):
    held = {**canonical.decode(entries.encode(samples.entry())), key: value}
    with suppress(canonical.NotCanonical, MalformedEntry):
        raw = canonical.encode(held)
        assert entries.encode(entries.decode(raw)) == raw


def test_whatever_is_read_is_in_its_one_spelling():
    raw = entries.encode(samples.entry())

    taken = [raw[:at] + raw[at + 1 :] for at in range(len(raw))]
    for wrong in [*taken, raw + b"\n", b" " + raw, raw.replace(b":", b": ", 1)]:
        with suppress(MalformedEntry):
            assert entries.encode(entries.decode(wrong)) == wrong


def test_another_time_zone_is_the_same_moment():
    kyiv = samples.START.astimezone(timezone(timedelta(hours=2)))

    assert entries.encode(samples.entry(at=kyiv)) == entries.encode(samples.entry())


@pytest.mark.parametrize(
    "changed",
    [
        {"at": datetime(2026, 11, 21)},  # noqa: DTZ001 - that it has no zone is the point
        {"act": "read"},
        {"about": ""},
        {"about": "Olena"},
        {"by": "olena"},
        {"by": "officer:1"},
        {"kind": "reading"},
        {"facts": {"Name": "x"}},
        {"facts": {"share": 0.5}},
        {"facts": {"count": 2**53}},
        {"facts": {"list": [1]}},
        {"facts": {"nothing": None}},
        {"facts": {"word": "\ud800"}},
        {"facts": {"long": "x" * 65_536}},
        {"commitments": {"account": "00"}},
    ],
    ids=str,
)
def test_what_is_no_entry_is_not_written(changed):
    with pytest.raises(MalformedEntry):
        entries.encode(samples.entry(**changed))
