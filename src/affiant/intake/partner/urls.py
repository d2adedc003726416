"""Addresses of the interface for organisations, each with its entry rule."""

from typing import Final

from affiant.intake.entry import Entry
from affiant.intake.partner.api import api

_OPEN: Final = frozenset({"openapi-json", "service", "api-root"})

urlpatterns, app_name, _ = api.urls
for pattern in urlpatterns:
    pattern.callback.entry = Entry.ANYONE if pattern.name in _OPEN else Entry.ORGANISATION
