"""Which language a page speaks, the same page in another, and the one in which somebody is asked the questions."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language

from affiant.intake import translated
from affiant.intake.tongue import STANDING

CODES: Final = frozenset(code for code, _ in settings.LANGUAGES)
WHOLE: Final = frozenset(settings.WHOLE_LANGUAGES)
ASKED: Final = "asked"  # the choice of somebody whose own language has no questions yet, kept for this visit


def same_page(path: str, code: str) -> str:
    """Give the address of a page in another language: its first segment is the language."""
    rest = path.removeprefix("/").partition("/")[2]
    return f"/{code}/{rest}"


def switched(request: HttpRequest, address: str | None = None) -> HttpResponseRedirect | None:
    """Go to the same page in the language whose button was pressed; None if another button was.

    `address` is the page to go to where it is not the page of the request.
    """
    here = address or request.get_full_path()
    language, asked = request.POST.get("language", ""), request.POST.get(ASKED, "")
    if language in CODES:
        return HttpResponseRedirect(same_page(here, language))
    if asked in WHOLE:
        request.session[ASKED] = asked
        return HttpResponseRedirect(here)
    return None


def asked_in(request: HttpRequest) -> str:
    """Give the language in which this person reads the questions, and all that is not translated into theirs."""
    own = get_language() or STANDING
    if own in WHOLE:
        return own
    chosen = str(request.session.get(ASKED)) if hasattr(request, "session") else STANDING
    return chosen if chosen in WHOLE else STANDING


def spoken(request: HttpRequest, template: str | None) -> str:
    """Give the language of a page's main part: the person's own where the page is translated into it."""
    own = get_language() or STANDING
    return own if own in WHOLE or template in translated.PAGES else asked_in(request)


def direction(code: str) -> str:
    """Give the direction of a language as HTML writes it."""
    return "rtl" if code in settings.LANGUAGES_BIDI else "ltr"


def is_reviewed(code: str) -> bool:
    """Say whether a translator has reviewed every sentence of a language."""
    return code in settings.REVIEWED_LANGUAGES
