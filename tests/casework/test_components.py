"""Fields that nobody has touched are drawn once; what was typed or chosen is drawn anew each time, and not kept."""

import pytest
from django.utils.safestring import SafeString

from affiant.ground.ui import components

TYPED = "слово, яке хтось написав"
LABEL = {"text": "Invented"}


def kept() -> str:
    return "".join(map(str, components._DRAWN.values())) + "".join(map(repr, components._DRAWN))


@pytest.mark.parametrize(
    ("component", "params"),
    [
        ("Input", {"name": "a", "id": "a", "label": LABEL, "value": TYPED}),
        ("Textarea", {"name": "a", "id": "a", "label": LABEL, "value": TYPED}),
        ("Input", {"name": "a", "id": "a", "label": LABEL, "errorMessage": {"text": TYPED}}),
        ("Radios", {"name": "a", "items": [{"value": "1", "text": TYPED, "checked": True}]}),
        ("Select", {"name": "a", "id": "a", "label": LABEL,
                    "items": [{"value": "", "text": "-"}, {"value": "1", "text": TYPED, "selected": True}]}),
    ],
)  # fmt: skip
def test_what_was_typed_or_chosen_is_not_kept(component, params):
    markup = components.render(component, params)

    assert TYPED in markup
    assert TYPED not in kept()


def test_a_field_that_nobody_touched_looks_the_same_drawn_again():
    params = {"name": "untouched", "id": "untouched", "label": LABEL}

    assert components.render("Input", params) == components.render("Input", params)
    assert "untouched" in kept()


def test_text_and_the_same_text_as_markup_are_two_fields():
    plain = components.render("Input", {"name": "b", "id": "b", "label": {"text": "<b>"}})
    marked = components.render("Input", {"name": "b", "id": "b", "label": {"text": SafeString("<b>")}})

    assert "&lt;b&gt;" in plain
    assert "&lt;b&gt;" not in marked


def test_only_so_many_fields_are_kept(monkeypatch):
    monkeypatch.setattr(components, "MOST", 3)

    for number in range(5):
        components.render("Input", {"name": f"c{number}", "id": "c", "label": LABEL})

    assert len(components._DRAWN) == 3
