"""Taking a report with somebody, at a desk or on a telephone: in everybody's form, with words to read out."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.casework import words
from affiant.casework.access import entry
from affiant.ground.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the form, and where the form and what it tells beforehand begin in it."""

    code: str
    name: str
    form: str
    beforehand: str


@entry(Permission.IMPORT)
@require_safe
def take_report(request: HttpRequest) -> HttpResponse:
    """Say what to say, lead to the form in the person's language, and to the referral afterwards."""
    return render(request, "handover/take_report.html", {"tongues": tongues()})


def tongues() -> list[Tongue]:
    """List the languages of the form."""
    address = settings.AFFIANT.public_address
    return [
        Tongue(code, name, f"{address}/{code}/form/start", f"{address}/{code}/")
        for code, name in words.LANGUAGES.items()
    ]
