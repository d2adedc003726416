"""The languages that the public face offers, each by its own name: pages, rehearsals and tests follow this list."""

from typing import Final

OFFERED: Final = (("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية"))
CODES: Final = tuple(code for code, _name in OFFERED)
