"""Every finding's code stands in the specification, in both languages, and in a vector that shows it."""

import re
from pathlib import Path
from string import Formatter

import pytest

from affiant.cli import words_en, words_uk

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "docs/reference/formats"
CODE = re.compile(r"\b[DPRL]\d{3}\b")
ANCHOR = re.compile(r'<a (?:id|name)="([dprlqn]\d{3})"', re.IGNORECASE)
HEADING = re.compile(r"^#+ .*?\b([DPRLQN]\d{3})\b", re.MULTILINE)
# Codes that no vector of a few kilobytes can show, and why; a test of the code's own room shows them.
SHOWN_ELSEWHERE = {
    "Q008": "needs a file of more than 32 MiB",
    "Q009": "needs an envelope that is sealed to another unit",
    "Q015": "needs an envelope that was collected before",
}


def codes_in(*rooms: str) -> set[str]:
    files = [file for room in rooms for file in sorted((ROOT / "src/affiant" / room).rglob("*.py"))]
    return {code for file in files for code in CODE.findall(file.read_text())}


def codes_of_envelopes() -> set[str]:
    return set(re.findall(r'"([QN]\d{3})"', (ROOT / "src/affiant/referrals/findings.py").read_text()))


def anchored() -> set[str]:
    texts = [file.read_text() for file in FORMATS.glob("*.md")]
    found = {code for text in texts for code in ANCHOR.findall(text) + HEADING.findall(text)}
    return {code.upper() for code in found}


def shown_by_vectors() -> set[str]:
    names = [path.name for path in (ROOT / "vectors").rglob("*")]
    return {code for name in names for code in re.findall(r"^(?:bad|warn)_([DPRLQN]\d{3})_", name)}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_code_has_a_sentence_in_both_languages():
    codes = codes_in("core", "cli")

    assert codes == set(words_en.FINDINGS) == set(words_uk.FINDINGS)


def test_the_report_around_the_findings_is_in_both_languages():
    assert set(words_en.REPORT) == set(words_uk.REPORT)


@pytest.mark.parametrize("table", ["FINDINGS", "REPORT"])
def test_sentences_name_the_same_facts_in_both_languages(table: str):
    english, ukrainian = getattr(words_en, table), getattr(words_uk, table)

    assert not [code for code in english if placeholders(english[code]) != placeholders(ukrainian[code])]


def test_every_code_is_an_anchor_in_a_specification():
    assert not (codes_in("core", "cli") | codes_of_envelopes()) - anchored()


def test_a_specification_names_no_code_that_nothing_finds():
    assert not anchored() - codes_in("core", "cli") - codes_of_envelopes()


def test_every_code_is_shown_by_a_vector():
    codes = codes_in("core", "cli") | codes_of_envelopes()

    assert codes - shown_by_vectors() == set(SHOWN_ELSEWHERE)
