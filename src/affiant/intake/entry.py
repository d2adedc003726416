"""Who may enter a page: every public view says so, and a test looks that it does."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

from affiant.core.codes import ReturnKeys
from affiant.intake import lost, reporter
from affiant.submissions.errors import NoSuchDraft

P = ParamSpec("P")
View = TypeVar("View", bound=Callable[..., HttpResponse])


class Entry(StrEnum):
    """The kinds of public page, and the interface for organisations, which asks for their token."""

    ANYONE = "anyone"
    REPORTER = "reporter"
    ORGANISATION = "organisation"


def anyone(view: View) -> View:
    """Open a page to anyone."""
    view.entry = Entry.ANYONE  # type: ignore[attr-defined]
    return view


def with_draft(
    view: Callable[Concatenate[HttpRequest, ReturnKeys, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open a page to whoever holds a draft in this visit; anybody else reads how to get back to theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        keys = reporter.keys(request)
        if keys is None:
            return lost.page(request)
        try:
            return view(request, keys, *args, **kwargs)
        except NoSuchDraft:
            reporter.forget(request)
            return lost.page(request)

    guarded.entry = Entry.REPORTER  # type: ignore[attr-defined]
    return guarded
