"""The example of the specification is what the code signs and checks, and a change at any byte is found."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core.canonical import NotCanonical
from affiant.core.signing import BadSignature, SigningKey
from affiant.triage import records
from affiant.triage.records import Signed

SPECIFICATION = Path(__file__).parents[2] / "docs/reference/formats/decision-v1.md"
EXAMPLES = [
    Signed(**json.loads(each)) for each in re.findall(r"```json\n(.*?)```", SPECIFICATION.read_text(), re.DOTALL)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=["decision", "second opinion"])
def test_the_example_of_the_specification_checks_out(example):
    records.check(example)


def test_the_example_is_signed_with_the_key_that_it_names():
    assert {example.key for example in EXAMPLES} == {SigningKey(bytes(range(32))).public}


def test_the_second_opinion_names_the_signature_of_the_decision():
    decision, opinion = EXAMPLES

    assert json.loads(opinion.record)["decision_signature"] == decision.signature


@given(st.integers(0, len(EXAMPLES[0].record) - 1), st.characters(codec="ascii"))
def test_a_change_at_any_letter_is_found(at, letter):
    example = EXAMPLES[0]
    changed = example.record[:at] + letter + example.record[at + 1 :]

    if changed != example.record:
        with pytest.raises((BadSignature, NotCanonical)):
            records.check(Signed(changed, example.signature, example.key))


@given(st.text(max_size=200))
def test_any_text_is_a_record_or_refused(text):
    with pytest.raises((BadSignature, NotCanonical)):
        records.check(Signed(text, EXAMPLES[0].signature, EXAMPLES[0].key))


def test_a_signature_that_is_no_signature_is_refused():
    with pytest.raises(BadSignature):
        records.check(Signed(EXAMPLES[0].record, "not hexadecimal", EXAMPLES[0].key))


def test_one_format_does_not_stand_for_the_other():
    decision, opinion = EXAMPLES

    with pytest.raises(BadSignature):
        records.check(Signed(opinion.record, decision.signature, decision.key))
