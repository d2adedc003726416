"""Answers of the checklist and what they rest on, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from affiant.referrals.selectors import ReferralPage
from affiant.triage.passages import Rest
from affiant.triage.rows import AnswerRow


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer, and who gave it when."""

    said: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RestLine:
    """A file by its number with its address, or the words of a person in their own language."""

    name: str
    href: str
    language: str


def answer_line(row: AnswerRow) -> AnswerLine:
    """Give an answer; how to find out stands below the grounds."""
    words = "\n".join(text for text in (row.words, row.how) if text)
    return AnswerLine(str(row.said.label), words, row.by_name, row.at)


def rest_lines(rests: Iterable[Rest], page: ReferralPage) -> list[RestLine]:
    """Give what an answer rests on."""
    return [_rest_line(rest, page) for rest in rests]


def _rest_line(rest: Rest, page: ReferralPage) -> RestLine:
    if rest.exhibit is not None:
        number = next((one.number for one in page.exhibits if one.id == rest.exhibit), "")
        return RestLine(f"{page.row.reference}/{number}", reverse("exhibit", args=[rest.exhibit]), "")
    language = next((one.document.language for one in page.submissions if one.id == rest.submission), "")
    return RestLine(rest.passage, "", language)
