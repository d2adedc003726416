"""Shows a text of the profile, marked where it is not in the page's language."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from affiant.intake import tongue
from affiant.intake.guidance.words import Words

register = template.Library()


@register.simple_tag
def words(text: Words) -> SafeString:
    """Show the text in the reader's language; a reading aloud is told where it is in another."""
    if text.language == tongue.now():
        return conditional_escape(str(text))
    return format_html('<span lang="{}" dir="auto">{}</span>', text.language, text)
