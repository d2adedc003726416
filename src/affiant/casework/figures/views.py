"""The figures page, and each table as a file."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.casework.access import entry
from affiant.casework.figures import tables
from affiant.ground import clock
from affiant.ground.accounts.permissions import Permission

YEARS = 10


@entry(Permission.READ_FIGURES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the tables of a year, as bars with their numbers."""
    year = _year(request)
    context = {"tables": tables.of_year(year), "year": year, "years": _years()}
    return render(request, "figures/figures.html", context)


@entry(Permission.READ_FIGURES)
@require_safe
def figure_file(request: HttpRequest, name: str) -> HttpResponse:
    """Give one table as CSV, with the same rounding as on the page."""
    year = _year(request)
    table = next((table for table in tables.of_year(year) if table.id == name), None)
    if table is None:
        raise Http404
    written = io.StringIO()
    csv.writer(written).writerows([[table.of, "Referrals"], *([row.name, row.words] for row in table.rows)])
    headers = {"Content-Disposition": f'attachment; filename="{name}-{year}.csv"'}
    return HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _years() -> list[int]:
    this = clock.now().year
    return [this - back for back in range(YEARS)]


def _year(request: HttpRequest) -> int:
    years = _years()
    return next((year for year in years if str(year) == request.GET.get("year")), years[0])
