"""The checklist as its page shows it: a form for each part, what stands, who answered when, what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict

from affiant.casework.triage import context as pages
from affiant.casework.triage import grounds
from affiant.casework.triage.answers import AnswerLine, RestLine, answer_line, rest_lines
from affiant.casework.triage.forms import LawyerForm, words
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.law import guidelines
from affiant.law.guidelines import Question, Section
from affiant.referrals.selectors import ReferralPage
from affiant.triage import passages, selectors
from affiant.triage.passages import Holdings, Rest
from affiant.triage.rows import AnswerRow
from affiant.triage.services import Reply
from affiant.triage.stages import OPEN, Said

TYPED: Final = ("words", "how", grounds.FILES, grounds.PASSAGE)
NOT_OPEN: Final = "The checklist is answered while a referral is open: somebody has it, and nothing has ended the work."


def slug(question_id: str) -> str:
    """Return a question's id as names of fields and anchors carry it."""
    return question_id.replace(".", "-")


class SectionForm(forms.Form):
    """The answers of one part; each travels with the answer that the officer saw."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        section: Section,
        standing: Mapping[str, AnswerRow],
        held: Holdings,
    ) -> None:
        """Build the fields of these questions, filled with what stands."""
        super().__init__(data, auto_id="%s")
        self.section, self.standing, self.held = section, standing, held
        self.meanwhile: tuple[str, ...] = ()
        self.rests: dict[str, tuple[Rest, ...]] = {}
        for question in section.questions:
            self.fields.update(_fields(question, standing.get(question.id), held))

    def clean(self) -> dict[str, Any]:
        """Ask for what an answer needs beside itself."""
        given = super().clean() or {}
        for question in self.section.questions:
            name = slug(question.id)
            if given.get(f"{name}-said") == Said.UNKNOWN and not given.get(f"{name}-how"):
                self.add_error(f"{name}-how", f"{question.id}: say how to find out")
            if not given.get(f"{name}-said") and any(given.get(f"{name}-{part}") for part in TYPED):
                self.add_error(f"{name}-said", f"{question.id}: choose an answer too. What you typed is kept")
            self._read_rests(question.id, given)
        return given

    def replies(self) -> list[Reply]:
        """Return what was answered; a question that was left alone is none."""
        return [reply for question in self.section.questions if (reply := self._reply(question)) is not None]

    def look_again(self, questions: tuple[str, ...]) -> None:
        """Let the answers that stand now be what the officer has seen; what they typed stays."""
        self.meanwhile = questions
        typed = dict(self.data.items())
        for question in questions:
            row = self.standing.get(question)
            typed[f"{slug(question)}-seen"] = str(row.id) if row else ""
        self.data = typed

    def _read_rests(self, question: str, given: Mapping[str, Any]) -> None:
        name, row = slug(question), self.standing.get(question)
        files, passage = given.get(f"{name}-{grounds.FILES}", ""), given.get(f"{name}-{grounds.PASSAGE}", "")
        try:
            self.rests[question] = grounds.read(self.held, files, passage, row.rests_on if row else ())
        except grounds.NotHeld as refused:
            self.add_error(f"{name}-{refused.field}", f"{question}: {refused.sentence}")

    def _reply(self, question: Question) -> Reply | None:
        name, given = slug(question.id), self.cleaned_data
        if not given[f"{name}-said"]:
            return None
        return Reply(
            question=question.id,
            said=Said(given[f"{name}-said"]),
            words=given[f"{name}-words"],
            how=given[f"{name}-how"],
            rests_on=self.rests[question.id],
            seen=given[f"{name}-seen"],
        )


def _fields(question: Question, row: AnswerRow | None, held: Holdings) -> dict[str, forms.Field]:
    name = slug(question.id)
    classes = {"classes": "govuk-radios--inline govuk-radios--small"}
    how = words("If unknown: how to find out", rows=2)
    said = forms.ChoiceField(
        label=f"{question.id} {question.text}",
        help_text=question.note,
        required=False,
        choices=Said.choices,
        widget=forms.RadioSelect(attrs=classes),
        initial=row.said if row else None,
    )
    why = words("Grounds", rows=3)
    why.initial, how.initial = (row.words, row.how) if row else ("", "")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=row.id if row else None)
    rests = {f"{name}-{part}": field for part, field in grounds.fields(held, row.rests_on if row else ()).items()}
    return {f"{name}-said": said, f"{name}-words": why, f"{name}-how": how, **rests, f"{name}-seen": seen}


def section_form(referral_id: UUID, section: Section, data: QueryDict | None = None) -> SectionForm:
    """Return the form of one part."""
    standing = selectors.answers_of(referral_id)
    return SectionForm(data, section=section, standing=standing, held=passages.holdings(referral_id))


def texts_of(page: ReferralPage) -> list[dict[str, str]]:
    """Give what the person wrote, text by text in its language, to copy words from."""
    return [
        {"language": one.document.language, "words": text}
        for one in page.submissions
        for answer in one.document.answers
        if not answer.shown.options
        for text in ([answer.answer] if isinstance(answer.answer, str) else answer.answer)
        if text
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One question on the page."""

    id: str
    source: str
    verified: bool
    said: forms.BoundField
    words: forms.BoundField
    how: forms.BoundField
    files: forms.BoundField | None
    passage: forms.BoundField
    seen: forms.BoundField
    now: AnswerLine | None
    meanwhile: AnswerLine | None
    rests: list[RestLine]
    history: list[AnswerLine]
    is_open: bool


def context(page: ReferralPage, officer: Officer, typed: Mapping[str, object]) -> dict[str, object]:
    """Give the page of the checklist."""
    referral_id, sent = page.row.id, typed.get("section")
    history = selectors.history_of(referral_id)
    standing = {row.question: row for row in history}
    held = passages.holdings(referral_id)
    shown = [
        sent
        if isinstance(sent, SectionForm) and sent.section.id == section.id
        else SectionForm(section=section, standing=standing, held=held)
        for section in guidelines.SECTIONS
    ]
    return pages.head(page.row) | {
        "here": "scoping",
        "version": guidelines.VERSION,
        "form": sent or typed.get("lawyer"),
        "sections": [_section(form, history, standing, page) for form in shown],
        "closed": "" if page.row.stage in OPEN else NOT_OPEN,
        "may_scope": may(officer, Permission.SCOPE),
        "tasks": selectors.tasks_of(referral_id),
        "lawyer_form": typed.get("lawyer") or LawyerForm(),
        "account": texts_of(page),
    }


def _section(
    form: SectionForm, history: list[AnswerRow], standing: Mapping[str, AnswerRow], page: ReferralPage
) -> dict[str, object]:
    section = form.section
    blocks = [_block(form, question, history, standing.get(question.id), page) for question in section.questions]
    return {
        "id": section.id,
        "slug": slug(section.id),
        "title": section.title,
        "note": section.note,
        "blocks": blocks,
        "answered": sum(1 for question in section.questions if question.id in standing),
        "button": f"Save part {section.id}",
    }


def _block(
    form: SectionForm, question: Question, history: list[AnswerRow], row: AnswerRow | None, page: ReferralPage
) -> Block:
    name = slug(question.id)
    fields = {part: form[f"{name}-{part}"] for part in ("said", "words", "how", "passage", "seen")}
    files = f"{name}-{grounds.FILES}"
    typed = form.is_bound and any(
        bound.errors or bound.value() for bound in form if bound.name.startswith(f"{name}-") and _opens(bound)
    )
    earlier = [one for one in history if one.question == question.id and (row is None or one.id != row.id)]
    return Block(
        id=question.id,
        source=question.source.text,
        verified=question.source.is_verified,
        files=form[files] if files in form.fields else None,
        now=answer_line(row) if row else None,
        meanwhile=answer_line(row) if row and question.id in form.meanwhile else None,
        rests=rest_lines(row.rests_on, page) if row else [],
        history=[answer_line(one) for one in reversed(earlier)],
        is_open=typed,
        **fields,
    )


def _opens(bound: forms.BoundField) -> bool:
    return bound.name.rpartition("-")[2] in {"how", grounds.FILES, grounds.PASSAGE}
