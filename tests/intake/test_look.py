"""The shared look: components escape what they are given, and fields say what is wrong with them."""

import pytest
from django import forms
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from affiant.ground.ui import components, fields


class Everything(forms.Form):
    account = forms.CharField(widget=forms.Textarea, help_text="in <your> words")
    name = forms.CharField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    agree = forms.BooleanField(required=False)
    place = forms.ChoiceField(choices=[("a", "Here"), ("b", "There")], required=False)
    file = forms.FileField(required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def show(text, **context):
    return engines["django"].from_string("{% load govuk %}" + text).render(context)


def test_a_component_escapes_text():
    assert "&lt;b&gt;" in components.render("Button", {"text": "<b>"})


def test_a_component_escapes_a_translated_text_too():
    assert "&lt;b&gt;" in components.render("Button", {"text": gettext_lazy("<b>")})


def test_a_component_takes_markup_that_is_marked_safe():
    assert "<b>x</b>" in components.render("InsetText", {"html": mark_safe("<b>x</b>")})


def test_an_attribute_cannot_be_left():
    assert '"><script' not in components.render("Button", {"text": "x", "attributes": {"data-x": '"><script>'}})


def test_a_double_underscore_goes_one_level_down():
    html = show('{% govuk "Input" id="n" name="n" label__text="Name" hint__text="any" %}')

    assert 'for="n"' in html
    assert 'id="n-hint"' in html


def test_markup_stands_inside_a_block():
    assert "<p>any</p>" in show('{% govukblock "InsetText" %}<p>any</p>{% endgovukblock %}')


def test_what_is_wrong_stands_beside_the_field_and_at_the_top():
    form = Everything({"account": ""})

    html = show("{% error_summary form %}{{ form }}", form=form)

    assert html.count("This field is required.") == 2
    assert 'href="#id_account"' in html
    assert 'id="id_account-error"' in html


def test_a_form_without_a_fault_has_no_summary():
    assert show("{% error_summary form %}", form=Everything({"account": "x"})) == ""


@pytest.mark.parametrize("name", ["account", "name"])
def test_free_text_takes_its_own_direction(name):
    assert 'dir="auto"' in fields.render(Everything()[name])


def test_a_first_empty_line_survives_the_browser():
    html = fields.render(Everything({"account": "\nsecond line"})["account"])

    assert ">\n\nsecond line</textarea>" in html


def test_a_password_is_not_sent_back():
    assert "open sesame" not in fields.render(Everything({"secret": "open sesame"})["secret"])


def test_a_hidden_field_stays_hidden():
    assert fields.render(Everything()["hidden"]).startswith('<input type="hidden"')


@pytest.mark.parametrize(
    ("language", "sheet"), [("uk", "/static/built/intake.css"), ("ar", "/static/built/intake.rtl.css")]
)
def test_the_sheet_follows_the_direction_of_the_language(language, sheet):
    with override(language):
        assert show('{% stylesheet "intake" %}') == sheet
