"""Turns findings into sentences, in the reader's language, safe to print on any terminal."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from affiant.cli import words_en, words_uk
from affiant.core.findings import Finding

LANGUAGES: Final = ("en", "uk")
_FINDINGS: Final[Mapping[str, Mapping[str, str]]] = {"en": words_en.FINDINGS, "uk": words_uk.FINDINGS}
_REPORT: Final[Mapping[str, Mapping[str, str]]] = {"en": words_en.REPORT, "uk": words_uk.REPORT}


def of_finding(finding: Finding, language: str) -> str:
    """Return what a finding says; a code without a sentence says its own name."""
    template = _FINDINGS[language].get(finding.code, finding.code)
    return _filled(template, finding.facts)


def of_report(name: str, language: str, **facts: object) -> str:
    """Return a sentence of the report around the findings."""
    return _filled(_REPORT[language][name], {key: str(value) for key, value in facts.items()})


def printable(text: str) -> str:
    """Return text in which nothing can move a cursor, hide or reorder: such characters are shown by number."""
    return "".join(
        f"\\u{ord(each):04x}" if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else each
        for each in text
    )


def _filled(template: str, facts: Mapping[str, str]) -> str:
    shown: defaultdict[str, str] = defaultdict(lambda: "?")
    shown.update({name: printable(value) for name, value in facts.items()})
    return template.format_map(shown)
