"""Addresses of the interface for organisations, each with its entry rule."""

from typing import Final

from django.urls import URLPattern

from affiant.intake.entry import Entry
from affiant.intake.partner.api import api

ENTRY: Final = "entry"
_OPEN: Final = frozenset({"openapi-json", "service", "api-root"})

urlpatterns, app_name, _ = api.urls
for pattern in urlpatterns:
    open_to_anyone = isinstance(pattern, URLPattern) and pattern.name in _OPEN
    setattr(pattern.callback, ENTRY, Entry.ANYONE if open_to_anyone else Entry.ORGANISATION)
