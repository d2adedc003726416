"""Template tags of the public face: the same page in another language, and blocks in another than the page's.

- `{{ path|in_language:"uk" }}`: the address of this page in another language
- `{% spoken %}…{% endspoken %}`: the main part, in English where the page is not translated, and marked so
- `{% frame %}…{% endframe %}`: inside it, what belongs to the frame, in the person's own language
- `{% asked row.title %}`: a question's words on a translated page, marked where they are in another language
- `{% sheet as address %}`: the style sheet for the direction of the main part
"""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from affiant.intake import languages, tongue

register = template.Library()


@register.filter
def in_language(path: str, code: str) -> str:
    """Give the address of this page in another language."""
    return languages.same_page(path, code)


class Block(template.Node):
    """A part of a page that may speak another language than what stands around it."""

    def __init__(self, nodelist: NodeList, *, frame: bool) -> None:
        self.nodelist = nodelist
        self.frame = frame

    def render(self, context: Context) -> SafeString:
        """Render the part, inside an element that names its language where that changes."""
        before = tongue.now()
        code = own() if self.frame else of_main(context)
        if code == before:
            return self.nodelist.render(context)
        with tongue.speaking(code):
            inner = self.nodelist.render(context)
        return format_html('<div lang="{}" dir="{}">{}</div>', code, languages.direction(code), inner)


@register.tag
def spoken(parser: Parser, token: Token) -> Block:  # noqa: ARG001 - the signature is Django's
    """Speak the language that the main part of the page is translated into."""
    return _block(parser, "endspoken", frame=False)


@register.tag
def frame(parser: Parser, token: Token) -> Block:  # noqa: ARG001 - the signature is Django's
    """Speak the person's own language."""
    return _block(parser, "endframe", frame=True)


@register.simple_tag(takes_context=True)
def asked(context: Context, words: object) -> SafeString:
    """Show the words of a question in the language in which it is asked."""
    code = languages.asked_in(_request(context))
    if code == tongue.now():
        return format_html("{}", words)
    with tongue.speaking(code):
        return format_html('<span lang="{}" dir="{}">{}</span>', code, languages.direction(code), words)


@register.simple_tag(takes_context=True)
def sheet(context: Context) -> str:
    """Give the address of the style sheet: its direction is that of the main part of the page."""
    right_to_left = languages.direction(of_main(context)) == "rtl"
    return static(f"built/intake{'.rtl' if right_to_left else ''}.css")


@register.simple_tag(takes_context=True)
def is_untranslated(context: Context) -> bool:
    """Say whether the main part of the page is in another language than the page."""
    return of_main(context) != own()


def own() -> str:
    """Give the person's own language, wherever on the page."""
    return get_language() or tongue.STANDING


def of_main(context: Context) -> str:
    """Give the language of the main part of the page that is being rendered."""
    name: str | None = getattr(context.template, "name", None)
    return languages.spoken(_request(context), name)


def _request(context: Context) -> HttpRequest:
    found: Any = context["request"]
    request: HttpRequest = found
    return request


def _block(parser: Parser, end: str, *, frame: bool) -> Block:
    inside = parser.parse((end,))
    parser.delete_first_token()
    return Block(inside, frame=frame)
