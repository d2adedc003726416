"""A Django form field as the parameters of the GOV.UK component that shows it."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeAlias

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from affiant.ground.ui import components

Params: TypeAlias = dict[str, Any]

PASSED_ON = ("classes", "rows", "autocomplete", "inputmode", "autocapitalize", "spellcheck")


class Place(Enum):
    """What a field's label is on its page: its classes as a label, and as a legend."""

    FIELD = ("", "govuk-fieldset__legend--s")
    PAGE = ("govuk-label--l", "govuk-fieldset__legend--l")


def render(field: BoundField, *, heading: bool = False) -> SafeString:
    """Show a field with its label, its hint and, beside it, what is wrong with it.

    `heading` makes the label the page's h1. A choice field may carry `option_hints`, a mapping from
    value to hint. Attributes of the widget named in PASSED_ON become parameters of the component.
    """
    if field.is_hidden:
        return SafeString(field)
    component, params = _translator(field)(field, Place.PAGE if heading else Place.FIELD)
    return components.render(component, params)


def summary(form: forms.BaseForm) -> list[Params]:
    """List what is wrong with a form, each with the address of its field."""
    errors = [{"text": text} for text in form.non_field_errors()]
    return errors + [
        {"text": text, "href": f"#{form[name].auto_id}"}
        for name, texts in form.errors.items()
        if name in form.fields
        for text in texts
    ]


def _translator(field: BoundField) -> Callable[[BoundField, Place], tuple[str, Params]]:
    widget = field.field.widget
    return next((translate for kind, translate in TRANSLATORS if isinstance(widget, kind)), _input)


def _common(field: BoundField) -> Params:
    attributes = dict(field.field.widget.attrs)
    params: Params = {name: attributes.pop(name) for name in PASSED_ON if name in attributes}
    params |= {"name": field.html_name, "attributes": attributes}
    if field.help_text:
        params["hint"] = {"text": field.help_text}
    if field.errors:
        params["errorMessage"] = {"text": " ".join(map(str, field.errors)), "visuallyHiddenText": gettext("Error")}
    return params


def _labelled(field: BoundField, place: Place) -> Params:
    label = {"text": field.label, "isPageHeading": place is Place.PAGE, "classes": place.value[0]}
    return _common(field) | {"id": field.auto_id, "label": label}


def _input(field: BoundField, place: Place) -> tuple[str, Params]:
    params = _labelled(field, place)
    kind = getattr(field.field.widget, "input_type", "text")
    params["type"] = kind
    if kind == "text":
        params["attributes"].setdefault("dir", "auto")
    value = field.value()
    if value is not None and kind != "password":
        params["value"] = field.field.widget.format_value(value)
    return "Input", params


def _textarea(field: BoundField, place: Place) -> tuple[str, Params]:
    params = _labelled(field, place)
    params["attributes"].pop("cols", None)
    params["attributes"].setdefault("dir", "auto")
    # A browser drops the first line break after <textarea>: this one is for it.
    params["value"] = "\n" + (field.value() or "")
    return "Textarea", params


def _select(field: BoundField, place: Place) -> tuple[str, Params]:
    return "Select", _labelled(field, place) | {"items": _items(field, "selected")}


def _file(field: BoundField, place: Place) -> tuple[str, Params]:
    widget = field.field.widget
    several = bool(getattr(widget, "allow_multiple_selected", False))
    params = _labelled(field, place) | {"multiple": several}
    params["attributes"].pop("multiple", None)
    return "FileUpload", params


def _radios(field: BoundField, place: Place) -> tuple[str, Params]:
    return "Radios", _grouped(field, place) | {"items": _items(field, "checked")}


def _checkboxes(field: BoundField, place: Place) -> tuple[str, Params]:
    return "Checkboxes", _grouped(field, place) | {"items": _items(field, "checked")}


def _grouped(field: BoundField, place: Place) -> Params:
    legend = {"text": field.label, "isPageHeading": place is Place.PAGE, "classes": place.value[1]}
    return _common(field) | {"idPrefix": field.auto_id, "fieldset": {"legend": legend}}


def _items(field: BoundField, mark: str) -> list[Params]:
    value = field.value()
    chosen = {str(item) for item in value} if isinstance(value, list | tuple) else {str(value)}
    hints: Mapping[str, object] = getattr(field.field, "option_hints", {})
    choices = getattr(field.field, "choices", ())
    return [_item(str(key), text, hints.get(str(key)), {mark: str(key) in chosen}) for key, text in choices]


def _item(value: str, text: object, hint: object, marked: Params) -> Params:
    item: Params = {"value": value, "text": text} | marked
    return item | ({"hint": {"text": hint}} if hint else {})


def _checkbox(field: BoundField, _: Place) -> tuple[str, Params]:
    item = {"value": "on", "text": field.label, "checked": bool(field.value())}
    return "Checkboxes", _common(field) | {"idPrefix": field.auto_id, "items": [item]}


# The first kind that fits: a subclass stands before its base.
TRANSLATORS: tuple[tuple[type[forms.Widget], Callable[[BoundField, Place], tuple[str, Params]]], ...] = (
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _checkbox),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.ClearableFileInput, _file),
    (forms.FileInput, _file),
)
