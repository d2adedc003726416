"""The same page in another language."""

from django.conf import settings

CODES = frozenset(code for code, _ in settings.LANGUAGES)


def same_page(path: str, code: str) -> str:
    """Give the address of a page in another language: its first segment is the language."""
    rest = path.removeprefix("/").partition("/")[2]
    return f"/{code}/{rest}"
