"""A day as a form field: with or without a browser's calendar it travels as 2026-11-21."""

from django import forms

DAY = "%Y-%m-%d"


class DayInput(forms.DateInput):
    """A day, written as browsers do."""

    input_type = "date"

    def __init__(self) -> None:
        """Write days as browsers do."""
        super().__init__(attrs={"classes": "govuk-input--width-10"}, format=DAY)
