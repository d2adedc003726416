"""The languages that the public face offers: the one list, which pages, rehearsals and tests follow."""

from typing import Final

from django.utils.translation import gettext_noop as _

OFFERED: Final = (("en", _("English")), ("uk", _("Ukrainian")), ("ru", _("Russian")), ("ar", _("Arabic")))
CODES: Final = tuple(code for code, _name in OFFERED)
