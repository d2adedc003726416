"""The form of the jurisdiction aid: every question may stay unknown."""

from collections.abc import Mapping
from typing import Any, Final, Self

from django import forms

from affiant.casework.triage.forms import day, words
from affiant.law.facts import Conduct, Conflict, Facts, Known, Place
from affiant.triage.told import KNOWN, Told

ANSWERS: Final = ((Known.YES, "Yes"), (Known.NO, "No"), (Known.UNKNOWN, "Unknown"))
CONDUCT: Final = {
    Conduct.GENOCIDE: "Genocide",
    Conduct.HUMANITY: "Crime against humanity",
    Conduct.GRAVE_BREACH: "War crime: grave breach (article 8(2)(a))",
    Conduct.COMMON_ARTICLE_3: "War crime: common article 3 (article 8(2)(c))",
    Conduct.OTHER_WAR_CRIME: "War crime: another (article 8(2)(b) or (e))",
    Conduct.TORTURE: "Torture",
    Conduct.HOSTAGES: "Hostage-taking",
    Conduct.KILLING: "Killing in the Second World War",
    Conduct.AGGRESSION: "Aggression",
}
CONFLICTS: Final = {
    Conflict.INTERNATIONAL: "International",
    Conflict.OCCUPATION: "Occupation",
    Conflict.INTERNAL: "Not international",
    Conflict.NONE: "No armed conflict",
    Conflict.UNKNOWN: "Unknown",
}
PLACES: Final = {
    Place.ABROAD: "Outside the United Kingdom",
    Place.ENGLAND_WALES: "England or Wales",
    Place.NORTHERN_IRELAND: "Northern Ireland",
    Place.SCOTLAND: "Scotland",
    Place.UNKNOWN: "Unknown",
}
SUSPECT: Final = {
    "national_then": "National of the United Kingdom at the time?",
    "resident_then": "Resident of the United Kingdom at the time?",
    "service_then": "Subject to UK service jurisdiction at the time?",
    "national_now": "National of the United Kingdom now?",
    "resident_now": "Resident of the United Kingdom now?",
    "present_now": "In the United Kingdom now?",
    "will_come": "Expected to come to the United Kingdom?",
    "official": "Acted as an official, or with an official’s consent?",
}
_INLINE: Final = {"classes": "govuk-radios--inline govuk-radios--small"}
_SMALL: Final = {"classes": "govuk-radios--small"}


class AidForm(forms.Form):
    """What is known about one suspect and the conduct."""

    suspect = forms.CharField(
        label="Which suspect",
        help_text="A few words, so that others know who is meant. It may stay empty",
        required=False,
        max_length=160,
        error_messages={"max_length": "These words are longer than 160 characters"},
    )
    conduct = forms.MultipleChoiceField(
        label="What kind of conduct, as you see it",
        help_text="Several may fit. Leave it empty if it is unknown",
        required=False,
        choices=[(kind.value, text) for kind, text in CONDUCT.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"classes": "govuk-checkboxes--small"}),
    )
    conflict = forms.ChoiceField(
        label="What kind of conflict",
        required=False,
        choices=[(kind.value, text) for kind, text in CONFLICTS.items()],
        widget=forms.RadioSelect(attrs=_SMALL),
        initial=Conflict.UNKNOWN.value,
    )
    place = forms.ChoiceField(
        label="Where it happened",
        required=False,
        choices=[(kind.value, text) for kind, text in PLACES.items()],
        widget=forms.RadioSelect(attrs=_SMALL),
        initial=Place.UNKNOWN.value,
    )
    first = day("First day", "Leave it empty if it is unknown")
    last = day("Last day", "Leave it empty if it is unknown")
    view = words("Your own view", "What you make of it, in your words. It may stay empty")

    def __init__(self, data: Mapping[str, object] | None = None, *, initial: dict[str, object] | None = None) -> None:
        """Ask about the suspect in the order of the aid."""
        super().__init__(data, initial=initial)
        for name, label in SUSPECT.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[(known.value, text) for known, text in ANSWERS],
                widget=forms.RadioSelect(attrs=_INLINE),
                initial=Known.UNKNOWN.value,
            )
        self.order_fields(["suspect", "conduct", "conflict", "place", "first", "last", *SUSPECT, "view"])

    @classmethod
    def filled(cls, told: Told) -> Self:
        """Return the form with what was told last; the view is told anew each time."""
        facts = told.facts
        initial: dict[str, object] = {name: getattr(facts, name).value for name in KNOWN}
        initial |= {
            "suspect": told.suspect,
            "conduct": [kind.value for kind in facts.conduct],
            "conflict": facts.conflict.value,
            "place": facts.place.value,
            "first": facts.first,
            "last": facts.last,
        }
        return cls(initial=initial)

    def clean(self) -> dict[str, Any]:
        """Hold the days in their order."""
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", "The last day lies before the first day")
        return given

    def told(self) -> Told:
        """Return what the aid is told."""
        given = self.cleaned_data
        facts = Facts(
            conduct=frozenset(Conduct(value) for value in given["conduct"]),
            conflict=Conflict(given["conflict"] or Conflict.UNKNOWN),
            place=Place(given["place"] or Place.UNKNOWN),
            first=given["first"],
            last=given["last"],
            **{name: Known(given[name] or Known.UNKNOWN) for name in KNOWN},
        )
        return Told(given["suspect"].strip(), facts)
