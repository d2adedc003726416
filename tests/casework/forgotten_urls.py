"""Addresses of a view without a rule and of one whose service refuses, beside the real ones."""

from django.http import HttpResponse
from django.urls import include, path

from affiant.casework.access import Open, entry
from affiant.ground.accounts.permissions import Permission, check_may


@entry(Open.TO_OFFICERS)
def refused(request):
    check_may(request.user, Permission.DECIDE)


urlpatterns = [
    path("forgotten/", lambda _: HttpResponse("open")),
    path("refused/", refused),
    path("", include("affiant.casework.urls")),
]
handler403 = "affiant.casework.refusals.forbidden"
