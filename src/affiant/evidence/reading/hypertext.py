"""Text of an HTML page: nothing is run, fetched or drawn."""

import codecs
import re
from html.parser import HTMLParser
from typing import Final

from affiant.evidence.reading.gathering import Gathering

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4096
_PIECE: Final = 64 * 1024
_LEFT_OUT: Final = frozenset({"script", "style", "template"})
_APART: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option"),
        *("p", "pre", "section", "table", "title", "tr", "ul"),
    }
)
_BLANK: Final = re.compile(r"\s+")


def read(raw: bytes, into: Gathering) -> None:
    """Gather the words of a page.

    Raises:
        Enough: it holds more than is kept.
    """
    read_text(text_of(raw, declared(raw)), into)


def read_text(text: str, into: Gathering) -> None:
    """Gather the words of a page that is text already."""
    page = _Page(into)
    for start in range(0, len(text), _PIECE):
        page.feed(text[start : start + _PIECE])
    page.close()


def declared(raw: bytes) -> str:
    """Return the encoding that a page gives itself."""
    found = _CHARSET.search(raw, 0, _HEAD)
    return found[1].decode("ascii") if found else "utf-8"


def text_of(raw: bytes, encoding: str) -> str:
    """Return bytes as text in an encoding that is only claimed; what does not fit is shown as such."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), encoding)
    try:
        return raw.decode(marked, errors="replace")
    except (LookupError, ValueError, OSError):  # none of that name, or none that may still be loaded
        return raw.decode(errors="replace")


class _Page(HTMLParser):
    def __init__(self, into: Gathering) -> None:
        super().__init__(convert_charrefs=True)
        self._into, self._left_out, self._kept = into, 0, 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._left_out += tag in _LEFT_OUT
        self._kept += tag == "pre"
        self._between(tag)

    def handle_startendtag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        self._left_out = max(0, self._left_out - (tag in _LEFT_OUT))
        self._kept = max(0, self._kept - (tag == "pre"))
        self._between(tag)

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._into.add(data if self._kept else _BLANK.sub(" ", data))

    def _between(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._into.add("\t")
        elif tag in _APART:
            self._into.add("\n")
