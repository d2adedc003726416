"""The page for a visit that has lost its cookie: nothing is lost but the way back, and the code is that way.

What was typed and ticked goes along with the code, so that nobody has to copy anything.
"""

import re
from typing import Final, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from affiant.intake.return_code import CodeForm

# What a form says by itself, and what a person only ticked: no words that they would miss.
OWN: Final = frozenset(
    {"csrfmiddlewaretoken", "language", "asked", "later", "then", "to", "aid", "next", "ticket", "altcha", "code"}
)
PLACE: Final = frozenset({"as", "of"})  # as which page it was shown: that goes along, and is no word of anybody
CHOICES: Final = frozenset(
    {"", "adult", "ask_first", "behalf", "cannot", "child", "copy", "each", "either", "experienced", "knows", "man"}
    | {"material", "no", "officer", "person", "told", "unanswered", "unsure", "witnessed", "woman", "yes"}
    | {"yes_without_me"}
)
ELSEWHERE: Final = frozenset({"cross-site", "same-site"})  # where a browser says that a form of ours never comes from
ENVELOPE: Final = re.compile(r"[0-9a-f]{32}")  # a message's own id
KEPT: Final = "kept."  # stands before the name of each answer that goes along with the code
AT: Final = "kept_at"  # the page on which it was typed
PAGES: Final = frozenset({"step", "messages", "wishes", "wishes_each", "withdraw_sure"})

Fields = list[tuple[str, str]]


class GoingOn(TypedDict):
    """What a page needs to let somebody go on where their visit ended."""

    address: str
    page: str
    carried: Fields
    typed: list[str]


def page(request: HttpRequest) -> HttpResponse:
    """Say that the answers are kept, show what was just typed, and ask for the return code."""
    context = {"typed": typed(request), "carried": brought(request), "form": CodeForm()}
    return render(request, "safety/lost.html", context, status=403)


def typed(request: HttpRequest) -> list[str]:
    """Collect the words that came with this request."""
    return _words(carried(request))


def carried(request: HttpRequest) -> Fields:
    """Return the answers that came with this request, from a page of questions or by way of this one.

    From another site nothing is taken along: it would put words and wishes into the mouth of whoever follows its link.
    """
    if request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
        return []
    if request.content_type == "multipart/form-data" and _name(request.path) not in {*PAGES, "return"}:
        return []  # a form with files may be without end: its words are few, its files elsewhere
    return [
        (name.removeprefix(KEPT), value)
        for name, values in request.POST.lists()
        if name not in OWN and name != AT
        for value in values
    ]


def brought(request: HttpRequest) -> Fields:
    """Return what the form for the code carries along: each answer, and the page that it belongs to."""
    fields = carried(request)
    at = request.POST.get(AT, request.path) if fields else ""
    return [*((KEPT + name, value) for name, value in fields), (AT, at)] if _takes_answers(at) else []


def going_on(request: HttpRequest) -> GoingOn | None:
    """Give the page that saves what came along with a right code; None if nothing came."""
    fields, at = carried(request), request.POST.get(AT, "")
    if not fields or not _takes_answers(at):
        return None
    return {"address": at, "page": _name(at), "carried": fields, "typed": _words(fields)}


def _words(fields: Fields) -> list[str]:
    return [
        words
        for name, words in fields
        if name not in PLACE and words.strip() not in CHOICES and not ENVELOPE.fullmatch(words)
    ]


def _takes_answers(path: str) -> bool:
    """Say whether an address is one of our pages with questions, in any language."""
    return _name(path) in PAGES


def _name(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
