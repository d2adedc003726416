"""One byte range: what RFC 9110 allows, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.casework.evidence import ranges
from affiant.casework.evidence.ranges import Span, Unsatisfiable


def test_without_a_range_all_of_it_is_sent():
    assert ranges.asked(None, 10) is None


def test_first_bytes():
    assert ranges.asked("bytes=0-3", 10) == Span(0, 4)


def test_from_a_place_to_the_end():
    assert ranges.asked("bytes=6-", 10) == Span(6, 10)


def test_the_last_bytes():
    assert ranges.asked("bytes=-3", 10) == Span(7, 10)


def test_a_suffix_longer_than_the_file_is_the_file():
    assert ranges.asked("bytes=-30", 10) == Span(0, 10)


def test_an_end_behind_the_last_byte_is_cut():
    assert ranges.asked("bytes=8-99", 10) == Span(8, 10)


def test_a_start_behind_the_last_byte_cannot_be_satisfied():
    with pytest.raises(Unsatisfiable):
        ranges.asked("bytes=10-", 10)


def test_no_last_bytes_cannot_be_satisfied():
    with pytest.raises(Unsatisfiable):
        ranges.asked("bytes=-0", 10)


def test_nothing_of_an_empty_file_can_be_satisfied():
    with pytest.raises(Unsatisfiable):
        ranges.asked("bytes=0-0", 0)


@pytest.mark.parametrize(
    "header", ["bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "", "bytes=٣-٤"]
)
def test_what_is_not_one_range_of_bytes_is_ignored(header):
    assert ranges.asked(header, 10) is None


@given(st.text(max_size=40) | st.from_regex(r"bytes=\d{0,20}-\d{0,20}", fullmatch=True), st.integers(0, 2**40))
def test_any_header_gives_a_span_inside_the_file_or_our_own_refusal(header, length):
    try:
        span = ranges.asked(header, length)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span.start < span.end <= length
