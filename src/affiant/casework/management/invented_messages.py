"""What the demonstration's officers write to invented reporters, and whom they try to call."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from affiant.correspondence import selectors
from affiant.correspondence import services as correspondence
from affiant.correspondence.services import Given, Tried, Wording
from affiant.correspondence.stages import Outcome, SafeHours, Way
from affiant.correspondence.templates import BLANK
from affiant.ground.accounts.models import Officer
from affiant.referrals.rows import SubmissionRow

Act = Callable[[SubmissionRow, Officer, datetime], None]
QUESTION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "in which month was it, as far as you remember?",
        "uk": "у якому місяці це було, наскільки Ви пам’ятаєте?",
        "ru": "в каком месяце это было, насколько Вы помните?",
        "ar": "في أي شهر كان ذلك، بقدر ما تتذكر؟",
    }
)
LEAFLET: Final = "Invented, for the demonstration.\n\nWhat happens when somebody talks with us, on one page.\n"


def thank(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Say that the report was read."""
    wording = _wording("read", submission)
    correspondence.write(referral_id=submission.referral_id, wording=wording, by=by, at=at)


def ask(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Ask one thing back."""
    wording = _wording("question", submission, asks="In which month it was")
    correspondence.write(referral_id=submission.referral_id, wording=wording, by=by, at=at)


def invite(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Invite somebody to talk, with a leaflet."""
    wording = _wording("talk", submission, asks="Whether they would speak with us")
    draft_id = correspondence.draft(referral_id=submission.referral_id, wording=wording, by=by, at=at)
    leaflet = Given("leaflet.txt", LEAFLET.encode())
    version = correspondence.attach(draft_id=draft_id, version=1, file=leaflet, by=by, at=at)
    correspondence.submit(draft_id=draft_id, version=version, by=by, at=at)


def begin(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Begin a message and leave it."""
    wording = _wording("taken_up", submission)
    correspondence.draft(referral_id=submission.referral_id, wording=wording, by=by, at=at)


def call(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Try to reach somebody through an organisation."""
    tried = Tried(
        way=Way.PARTNER,
        outcome=Outcome.WORD_LEFT,
        tried_at=at,
        safe_hours=SafeHours.NOTHING_SAID,
        through="Lantern House (invented)",
        said="They pass on that somebody asks after them. Invented, for the demonstration.",
        ground="Invented: a word that could not wait.",
    )
    correspondence.record_attempt(referral_id=submission.referral_id, tried=tried, by=by, at=at)


def _wording(template_id: str, submission: SubmissionRow, asks: str = "") -> Wording:
    template, language = selectors.template(template_id), submission.document.language
    texts = template.texts if template else {}
    spoken = language if language in texts and (language in QUESTION or template_id != "question") else "en"
    text = texts.get(spoken, "Thank you.").replace(BLANK, QUESTION.get(spoken, QUESTION["en"]))
    return Wording(text, spoken, template_id, asks)


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {"thank": thank, "ask": ask, "invite": invite, "begin-message": begin, "call": call}
)
