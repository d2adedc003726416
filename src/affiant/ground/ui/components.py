"""GOV.UK components as safe HTML, from the macros of govuk-frontend-jinja."""

import functools
import pickle
import re
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

Params: TypeAlias = Mapping[str, Any]

FIELDS: Final = frozenset({"Checkboxes", "Input", "Radios", "Select", "Textarea"})
MOST: Final = 2_000  # fields that are kept as they were drawn
_DRAWN: Final[dict[bytes, str]] = {}
_LOCK: Final = threading.Lock()


def render(component: str, params: Params) -> SafeString:
    """Give the HTML of one component, `Button` or `ErrorSummary`, escaping all that is not marked safe.

    Raises: jinja2.TemplateNotFound for a component that govuk-frontend does not have.
    """
    plain = _plain(params)
    markup = _kept(component, plain) if _says_nothing(component, plain) else _macro(component)(plain)
    return mark_safe(markup.strip())  # noqa: S308 - Jinja has escaped it: autoescape is on


def _says_nothing(component: str, params: Mapping[str, Any]) -> bool:
    """Answer whether it is a field in which nobody has typed or chosen anything: such a one is drawn once and kept."""
    if component not in FIELDS or params.get("value") or params.get("errorMessage"):
        return False
    items = params.get("items", ())
    chosen = [number for number, item in enumerate(items) if item.get("selected") or item.get("checked")]
    return not chosen or (component == "Select" and chosen == [0])  # the first of a list stands there by itself


def _kept(component: str, params: Mapping[str, Any]) -> str:
    """Give a field as it was drawn before; long forms consist of fields that nobody has touched.

    The key is pickled: text that is marked safe and the same text that is not are two keys.
    """
    key = pickle.dumps((component, params))
    with _LOCK:
        markup = _DRAWN.pop(key, None)
    if markup is None:
        markup = _macro(component)(params)
    with _LOCK:
        _DRAWN[key] = markup  # at the end: what nobody asked for longest stands first
        while len(_DRAWN) > MOST:
            del _DRAWN[next(iter(_DRAWN))]
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


def _plain(params: Params) -> dict[str, Any]:
    """Turn lazy translations into text, at any depth: Jinja would not escape them."""
    return {key: _plain_value(value) for key, value in params.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, list | tuple):
        return [_plain_value(item) for item in value]
    return value
