"""The language in which words are put, which may be another than the page's: addresses stay the page's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.utils.translation import get_language, trans_real

STANDING: Final = "en"  # every text has this one
# Django's own place for the language of this thread: its public functions cannot part the words from the addresses.
_ACTIVE: Final[Any] = trans_real._active  # type: ignore[attr-defined]  # noqa: SLF001
_NOW: ContextVar[str] = ContextVar("tongue", default="")


def now() -> str:
    """Give the language in which words are put at this place of the page."""
    return _NOW.get() or get_language() or STANDING


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Put words in this language until the end of the block.

    `override` would do more than that: it would also change the language in which addresses begin, and every link
    of a block in English would lead to the English site.
    """
    page = get_language() or STANDING
    before = getattr(_ACTIVE, "value", None)
    token = _NOW.set(code)
    _ACTIVE.value = _Borrowed(code, page)
    try:
        yield
    finally:
        _NOW.reset(token)
        _put_back(before)


def _put_back(before: object) -> None:
    if before is None:
        del _ACTIVE.value
    else:
        _ACTIVE.value = before


class _Borrowed:
    """The sentences of one language on a page of another."""

    def __init__(self, code: str, page: str) -> None:
        self._sentences = trans_real.translation(code)
        self._page = page

    def to_language(self) -> str:
        """Answer for the page, as Django asks when it makes an address."""
        return self._page

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it hands on whatever Django asks a catalogue for
        return getattr(self._sentences, name)
