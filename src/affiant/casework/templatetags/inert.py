"""Shows what somebody wrote so that it does nothing, not even by its length."""

import re
from typing import Final

from django.template import Library
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = Library()
# A browser takes half a minute to find where a million letters without a space may break, and a moment when it is told.
LONGEST_RUN: Final = 1000
PIECE: Final = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


@register.filter
def inert(text: str) -> SafeString:
    """Escape `text`, and say where a run of letters without a space may break; no character is added or lost."""
    return format_html_join(SafeString("<wbr>"), "{}", ((piece,) for piece in _pieces(str(text))))


def _pieces(text: str) -> list[str]:
    ends = [found.end() for found in PIECE.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
