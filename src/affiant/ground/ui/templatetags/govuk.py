"""Template tags of the shared look. Load them with `{% load govuk %}`.

    {% govuk "Button" text=_("Send") %}
    {% govuk "Input" id="name" name="name" label__text=_("Name") hint__text=hint %}
    {% govukblock "InsetText" %}<p>any markup</p>{% endgovukblock %}
    {% error_summary form %}            what is wrong, at the top of the page; nothing if nothing is
    {% govuk_field form.account %}      one field: label, hint, error, input
    {% govuk_field form.account heading=True %}     its label is the page's h1
    {{ form }}                          all fields (FORM_RENDERER = affiant.ground.ui.forms.GovukRenderer)
    {% stylesheet "casework" as sheet %}  the address of casework.css, or of casework.rtl.css

A double underscore in a parameter's name goes one level down (`label__text`). A page extends
`ui/base.html` and fills its blocks: `sheet`, `title`, `head`, `header`, `before`, `content`, `footer`, `scripts`.
"""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from affiant.ground.ui import components, fields

register = template.Library()


@register.simple_tag
def govuk(component: str, **params: object) -> SafeString:
    """Show a GOV.UK component."""
    return components.render(component, _nested(params))


@register.simple_block_tag(end_name="endgovukblock")
def govukblock(content: str, component: str, **params: object) -> SafeString:
    """Show a GOV.UK component around markup."""
    return components.render(component, _nested(params) | {"html": content})


@register.simple_tag
def govuk_field(field: BoundField, *, heading: bool = False) -> SafeString:
    """Show one form field."""
    return fields.render(field, heading=heading)


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString:
    """Show all that is wrong with a form, with links to the fields; nothing if nothing is wrong."""
    if not form or not form.errors:
        return SafeString()
    params = {"titleText": _("There is a problem"), "errorList": fields.summary(form)}
    return components.render("ErrorSummary", params)


@register.simple_tag
def stylesheet(face: str) -> str:
    """Give the address of a face's style sheet in the direction of the page's language."""
    return static(f"built/{face}{'.rtl' if get_language_bidi() else ''}.css")


@register.simple_tag
def language_name(code: str) -> str:
    """Give a language's name in that language."""
    return dict(settings.LANGUAGES).get(code, code)


def _nested(flat: dict[str, object]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, value in flat.items():
        *outer, last = path.split("__")
        place = nested
        for name in outer:
            place = place.setdefault(name, {})
        place[last] = value
    return nested
