"""Addresses of a view whose author forgot the rule, beside the real ones."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("forgotten/", lambda _: HttpResponse("open")),
    path("", include("affiant.casework.urls")),
]
handler403 = "affiant.casework.refusals.forbidden"
