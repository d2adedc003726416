"""GOV.UK components as safe HTML, from the macros of govuk-frontend-jinja."""

import functools
import pickle
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

Params: TypeAlias = Mapping[str, Any]

LISTS: Final = frozenset({"Select"})
MOST_LISTS: Final = 256
_LISTED: Final[dict[bytes, str]] = {}


def render(component: str, params: Params) -> SafeString:
    """Give the HTML of one component, `Button` or `ErrorSummary`, escaping all that is not marked safe.

    Raises: jinja2.TemplateNotFound for a component that govuk-frontend does not have.
    """
    plain = _plain(params)
    markup = _listed(component, plain) if component in LISTS else _macro(component)(plain)
    return mark_safe(markup.strip())  # noqa: S308 - Jinja has escaped it: autoescape is on


def _listed(component: str, params: object) -> str:
    """Give a list of choices, which is long and nearly always the one of a moment ago; nothing typed is in it.

    The key is pickled: text that is marked safe and the same text that is not are two keys.
    """
    key = pickle.dumps((component, params))
    markup = _LISTED.get(key)
    if markup is None:
        if len(_LISTED) >= MOST_LISTS:
            _LISTED.clear()
        markup = _LISTED[key] = _macro(component)(params)
    return markup


@functools.cache
def _environment() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True, auto_reload=False)


@functools.cache
def _macro(component: str) -> Callable[[object], str]:
    folder = re.sub(r"(?<!^)(?=[A-Z])", "-", component).lower()
    template = _environment().get_template(f"govuk_frontend_jinja/components/{folder}/macro.html")
    macro: Callable[[object], str] = getattr(template.module, f"govuk{component}")
    return macro


def _plain(value: object) -> object:
    """Turn lazy translations into text, at any depth: Jinja would not escape them."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
