"""Template tags of the public face."""

from django import template

from affiant.intake import languages

register = template.Library()


@register.filter
def in_language(path: str, code: str) -> str:
    """Give the address of this page in another language."""
    return languages.same_page(path, code)
