"""Answers of the checklist and what they rest on, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from affiant.referrals.kinds import Form
from affiant.referrals.selectors import ReferralPage, SubmissionRow
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
    """A file by its number, or the words of a person in their own language; each with the place where it stands."""

    name: str
    href: str
    language: str
    sent_at: datetime | None = None  # of words: when they were sent


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
    sent = next((one for one in page.submissions if one.id == rest.submission), None)
    if sent is None:
        return RestLine(rest.passage, "", "")
    return RestLine(rest.passage, _place(sent, page), sent.document.language, sent.sent_at)


def _place(sent: SubmissionRow, page: ReferralPage) -> str:
    """Return the address where these words stand: on the referral's page, or in the thread of messages."""
    shown = [one.id for one in page.submissions if one.form is not Form.MESSAGE]
    if sent.id not in shown:
        return reverse("correspondence", args=[page.row.id])
    return f"{reverse('referral', args=[page.row.id])}#submission-{shown.index(sent.id) + 1}"
