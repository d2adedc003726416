"""The forms and the contexts of classification."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms

from affiant.casework.triage import context as pages
from affiant.casework.triage import grounds
from affiant.casework.triage.answers import rest_lines
from affiant.casework.triage.checklist import texts_of
from affiant.casework.triage.forms import words
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.law.offences import OFFENCES
from affiant.referrals.selectors import ReferralPage
from affiant.triage import classified, passages
from affiant.triage.classified import CandidateRow, Coding, Finding, IncidentRow, Possible
from affiant.triage.passages import Holdings, Rest
from affiant.triage.stages import ConflictType, Precision, Support

NAMED: Final = 300
# What the Statute counts as acts of aggression are no offences of their own.
CHOICES: Final = [
    (one.article, f"{one.article} {one.title}") for one in OFFENCES.values() if "8bis(" not in one.article
]
FITS: Final[Mapping[str, frozenset[ConflictType]]] = {
    "IAC": frozenset({ConflictType.INTERNATIONAL, ConflictType.OCCUPATION, ConflictType.UNCLEAR}),
    "NIAC": frozenset({ConflictType.INTERNAL, ConflictType.UNCLEAR}),
}


class CandidateForm(forms.Form):
    """An offence that seems possible."""

    article = forms.ChoiceField(
        label="Offence",
        choices=[("", "Choose an offence"), *CHOICES],
        error_messages={"required": "Choose an offence", "invalid_choice": "Choose an offence from the list"},
    )
    conflict = forms.ChoiceField(
        label="Kind of conflict, as you see it",
        choices=ConflictType.choices,
        widget=forms.RadioSelect(attrs={"classes": "govuk-radios--small"}),
        initial=ConflictType.UNCLEAR.value,
        error_messages={"required": "Choose the kind of conflict", "invalid_choice": "Choose a kind from the list"},
    )
    grounds = words("Grounds", "What in the account makes it seem possible", missing="Give your grounds")

    def possible(self) -> Possible:
        """Return what was said."""
        given = self.cleaned_data
        return Possible(given["article"], ConflictType(given["conflict"]), given["grounds"])


class DropForm(forms.Form):
    """Why an offence does not seem possible any more."""

    why = words("Why it does not seem possible any more", missing="Say why")
    prefix = "drop"


class ElementsForm(forms.Form):
    """What there is for each element; each travels with the view that the officer saw."""

    def __init__(self, data: Mapping[str, object] | None = None, *, row: CandidateRow, held: Holdings) -> None:
        """Build the fields of each element, filled with what stands."""
        super().__init__(data, auto_id="%s")
        self.row, self.held = row, held
        self.elements = classified.elements_of(row.article)
        self.meanwhile: frozenset[str] = frozenset()
        self.rests: dict[int, tuple[Rest, ...]] = {}
        for number, element in enumerate(self.elements):
            self.fields.update(self._fields(number, element))

    def clean(self) -> dict[str, Any]:
        """Look for the files and the words that are named."""
        given = super().clean() or {}
        for number in range(len(self.elements)):
            view = self.row.views.get(number)
            files, passage = (given.get(f"{part}-{number}", "") for part in (grounds.FILES, grounds.PASSAGE))
            try:
                self.rests[number] = grounds.read(self.held, files, passage, view.rests_on if view else ())
            except grounds.NotHeld as refused:
                self.add_error(f"{refused.field}-{number}", f"Element {number + 1}: {refused.sentence}")
        return given

    def findings(self) -> list[Finding]:
        """Return what was said of each element."""
        given = self.cleaned_data
        return [
            Finding(
                number=number,
                support=Support(given[f"support-{number}"] or Support.NOT_ASSESSED),
                words=given[f"words-{number}"].strip(),
                rests_on=self.rests[number],
                seen=given[f"seen-{number}"],
            )
            for number in range(len(self.elements))
        ]

    def look_again(self, numbers: tuple[str, ...]) -> None:
        """Let what stands now be what the officer has seen of these elements; what they typed stays."""
        standing = classified.views_of(self.row.id)
        self.meanwhile = frozenset(numbers)
        typed = dict(self.data.items())
        typed |= {f"seen-{number}": str(view.id) for number, view in standing.items() if str(number) in numbers}
        self.data = typed

    def _fields(self, number: int, element: str) -> dict[str, forms.Field]:
        view = self.row.views.get(number)
        support = forms.ChoiceField(
            label=f"{number + 1}. {element[:1].upper()}{element[1:]}",
            required=False,
            choices=Support.choices,
            widget=forms.RadioSelect(attrs={"classes": "govuk-radios--inline govuk-radios--small"}),
            initial=view.support if view else Support.NOT_ASSESSED,
        )
        said = words("What there is", rows=2)
        said.initial = view.words if view else ""
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=view.id if view else None)
        rests = grounds.fields(self.held, view.rests_on if view else ())
        named = {f"{part}-{number}": field for part, field in rests.items()}
        return {f"support-{number}": support, f"words-{number}": said, **named, f"seen-{number}": seen}


def _line(label: str, hint: str = "", *, missing: str = "") -> forms.CharField:
    too_long = f"“{label}” is longer than 300 characters"
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=NAMED,
        error_messages={"required": missing, "max_length": too_long},
    )


class IncidentForm(forms.Form):
    """One thing that the account tells, and the words that it rests on."""

    what = _line("What happened", missing="Say what happened")
    place = _line("Where")
    precision = forms.ChoiceField(label="How exactly the place is known", choices=Precision.choices)
    when_said = _line("When, in the person’s words")
    when_edtf = forms.CharField(
        label="When, as a date",
        help_text="2022-03-14, 2022-03 or 2022; ~ for about, ? for uncertain; a span as 2022-03/2022-05",
        required=False,
        max_length=40,
    )
    who = _line("Who did it")
    did = _line("What they did")
    whom = _line("To whom")
    follows = forms.UUIDField(required=False, widget=forms.HiddenInput)
    prefix = "incident"

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        held: Holdings,
        standing: tuple[Rest, ...] = (),
        initial: dict[str, object] | None = None,
    ) -> None:
        """Ask what it rests on, filled with what the coding that it corrects rests on."""
        super().__init__(data, initial=initial or {"precision": Precision.UNKNOWN})
        self.held, self.rests = held, standing
        self.fields.update(grounds.fields(held, standing))

    def clean(self) -> dict[str, Any]:
        """Look for the files and the words that are named; a coding rests on something."""
        given = super().clean() or {}
        try:
            self.rests = grounds.read(self.held, given.get(grounds.FILES, ""), given.get(grounds.PASSAGE, ""))
        except grounds.NotHeld as refused:
            self.add_error(refused.field, refused.sentence)
        else:
            if not self.rests and not self.has_error(grounds.PASSAGE):
                self.add_error(grounds.PASSAGE, "Copy the words that it rests on, or name a file")
        return given

    def coding(self) -> Coding:
        """Return the coding."""
        given = self.cleaned_data
        names = ("what", "place", "when_said", "when_edtf", "who", "did", "whom")
        return Coding(precision=Precision(given["precision"]), **{name: given[name] for name in names})


def classification(
    page: ReferralPage, officer: Officer, asked: Mapping[str, object], typed: Mapping[str, object]
) -> dict[str, object]:
    """Give the page of possible offences and incidents; `asked` may name the coding that is to be corrected."""
    referral_id = page.row.id
    incidents = classified.incidents_of(referral_id)
    candidates = [_candidate_line(row) for row in classified.candidates_of(referral_id)]
    scopes = may(officer, Permission.SCOPE)
    return pages.head(page.row) | {
        "here": "classification",
        "form": typed.get("candidate") or typed.get("incident"),
        "candidates": [line for line in candidates if not line["dropped_at"]],
        "dropped": [line for line in candidates if line["dropped_at"]],
        "incidents": [_incident_line(row, page) for row in incidents],
        "candidate_form": (typed.get("candidate") or CandidateForm()) if scopes else None,
        "incident_form": (typed.get("incident") or _incident_form(referral_id, incidents, asked)) if scopes else None,
        "account": texts_of(page),
    }


def elements(
    page: ReferralPage, officer: Officer, row: CandidateRow, form: ElementsForm, drop: DropForm | None
) -> dict[str, object]:
    """Give the page of one possible offence."""
    offence = OFFENCES[row.article]
    scopes = may(officer, Permission.SCOPE) and row.dropped_at is None
    return pages.head(page.row) | {
        "here": "classification",
        "form": drop or form,
        "candidate": _candidate_line(row),
        "offence": offence,
        "blocks": [_element(form, number, row, page) for number in range(len(form.elements))],
        "account": texts_of(page),
        "may_scope": scopes,
        "drop_form": (drop or DropForm()) if scopes else None,
    }


def _element(form: ElementsForm, number: int, row: CandidateRow, page: ReferralPage) -> dict[str, object]:
    """Give one element: its fields, what stands, and whether somebody else said so while the officer was here."""
    view, files = row.views.get(number), f"{grounds.FILES}-{number}"
    return {
        "number": number + 1,
        "support": form[f"support-{number}"],
        "words": form[f"words-{number}"],
        "passage": form[f"{grounds.PASSAGE}-{number}"],
        "files": form[files] if files in form.fields else None,
        "seen": form[f"seen-{number}"],
        "view": view,
        "rests": rest_lines(view.rests_on, page) if view else [],
        "meanwhile": str(number) in form.meanwhile,
        "begins_context": number == len(OFFENCES[row.article].elements),
    }


def _incident_form(referral_id: UUID, rows: list[IncidentRow], asked: Mapping[str, object]) -> IncidentForm:
    followed = next((row for row in rows if str(row.id) == asked.get("correct")), None)
    held = passages.holdings(referral_id)
    if followed is None:
        return IncidentForm(held=held)
    names = ("what", "place", "precision", "when_said", "when_edtf", "who", "did", "whom")
    initial: dict[str, object] = {name: getattr(followed.coding, name) for name in names}
    return IncidentForm(held=held, standing=followed.rests_on, initial=initial | {"follows": followed.id})


def _candidate_line(row: CandidateRow) -> dict[str, object]:
    offence = OFFENCES[row.article]
    fits = FITS.get(offence.conflict)
    seen = sum(1 for view in row.views.values() if view.support is not Support.NOT_ASSESSED)
    return {
        "id": row.id,
        "name": f"{row.article} {offence.title}",
        "conflict": str(row.conflict.label),
        "misfit": fits is not None and row.conflict not in fits,
        "verified": offence.is_verified,
        "grounds": row.grounds,
        "by": row.by_name,
        "at": row.at,
        "seen": seen,
        "of": len(classified.elements_of(row.article)),
        "dropped_at": row.dropped_at,
        "dropped_by": row.dropped_by_name,
        "dropped_why": row.dropped_why,
    }


def _incident_line(row: IncidentRow, page: ReferralPage) -> dict[str, object]:
    coding = row.coding
    facts = {
        "Where": ", ".join(text for text in (coding.place, str(coding.precision.label).lower()) if text),
        "When": " = ".join(text for text in (coding.when_said, coding.when_edtf) if text),
        "Who": coding.who,
        "Did what": coding.did,
        "To whom": coding.whom,
    }
    return {
        "id": row.id,
        "what": coding.what,
        "facts": [(name, text) for name, text in facts.items() if text],
        "rests": rest_lines(row.rests_on, page),
        "by": row.by_name,
        "at": row.at,
    }
