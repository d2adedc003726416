"""The page on which somebody marks a date in a calendar."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.aids import marks, pages, when, wording
from affiant.intake.aids.calendars import CALENDARS, GREGORIAN, SOLAR_HIJRI, Calendar, Text
from affiant.intake.aids.when import Chosen, Reading
from affiant.intake.entry import with_draft
from affiant.submissions import selectors, services
from affiant.submissions.errors import AlreadySent

USUAL: Final[Mapping[str, str]] = {"fa": SOLAR_HIJRI, "prs": SOLAR_HIJRI, "ps": SOLAR_HIJRI}
EMPTY: Final = ("", "—")
NUMBER: Final = {"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}


class DateForm(forms.Form):
    """Shows the parts of a date in one calendar. It refuses nothing: `when` reads what was given."""

    when_year = forms.CharField(label=_("Year"), widget=forms.TextInput({**NUMBER, "classes": "govuk-input--width-5"}))
    when_month = forms.ChoiceField(label=_("Month or season"))
    when_day = forms.CharField(label=_("Day"), widget=forms.TextInput({**NUMBER, "classes": "govuk-input--width-3"}))
    when_near = forms.ChoiceField(
        label=_("How sure are you?"),
        widget=forms.RadioSelect,
        choices=[
            ("", _("Sure, or I would rather not say")),
            ("about", _("It was about then")),
            ("unsure", _("I am not sure")),
        ],
    )

    def __init__(self, chosen: Chosen) -> None:
        """Show what was given before, in the calendar that is chosen."""
        super().__init__(initial=chosen.as_answers())
        calendar = chosen.calendar
        self.fields["when_year"].help_text = _("For example %(year)s") % {"year": _this_year(calendar)}
        self.fields["when_month"] = forms.ChoiceField(label=_month_label(calendar), choices=_months(calendar))


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def mark_date(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the parts of the date, or keep them and say which date they are."""
    if request.method != "POST":
        return _show(request, keys)
    try:
        return _keep(request, keys)
    except AlreadySent:
        return redirect("sent")


def _keep(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    if "remove" in request.POST:
        services.save_answers(keys=keys, answers=dict.fromkeys((*when.PARTS, when.MARKED)), at=timezone.now())
        return HttpResponseRedirect(pages.step(request, "place"))
    chosen = Chosen.of(request.POST.dict())
    if (other := request.POST.get("calendar")) in CALENDARS:
        chosen = Chosen.of({**chosen.as_answers(), "when_calendar": other})
    reading = when.read(chosen, timezone.now().date())
    services.save_answers(keys=keys, answers=marks.when_answers(chosen, reading), at=timezone.now())
    if turned := languages.switched(request):
        return turned
    if other or reading.remarks:
        return HttpResponseRedirect(request.get_full_path())
    return HttpResponseRedirect(pages.step(request, "place"))


def _show(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    if draft.sent:
        return redirect("sent")
    chosen = Chosen.of(draft.answers, USUAL.get(get_language() or "", GREGORIAN))
    reading = when.read(chosen, timezone.now().date())
    return render(request, "aids/date.html", _facts(request, chosen, reading))


def _facts(request: HttpRequest, chosen: Chosen, reading: Reading) -> dict[str, Any]:
    return {
        "form": DateForm(chosen),
        "calendar": chosen.calendar,
        "others": [each for each in CALENDARS.values() if each != chosen.calendar],
        "words": wording.words(chosen, reading),
        "remarks": [wording.remark(said, reading) for said in reading.remarks],
        "then": pages.carried(request),
        "has_draft": True,
        "back_address": pages.step(request, "place"),
    }


def _months(calendar: Calendar) -> list[tuple[str, object]]:
    months: list[tuple[str, object]] = [
        (str(number), f"{number}. {name}") for number, name in enumerate(calendar.months, start=1)
    ]
    if not calendar.has_seasons:
        return [EMPTY, *months]
    seasons = [(name, wording.SEASON_NAMES[season]) for name, season in when.SEASONS.items()]
    return [EMPTY, *months, *seasons]


def _month_label(calendar: Calendar) -> Text:
    return _("Month or season") if calendar.has_seasons else _("Month")


def _this_year(calendar: Calendar) -> int:
    return calendar.of_date(timezone.now().date())[0]
