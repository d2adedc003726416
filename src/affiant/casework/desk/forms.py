"""What the queue can be narrowed to."""

from django import forms

from affiant.casework import words

WHOSE = (("", "Everybody's"), ("mine", "Mine"), ("nobody", "Nobody's yet"))


class QueueForm(forms.Form):
    """A plain GET form: an address with filters can be kept and sent on."""

    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[("", "All stages"), *((code, name) for code, (name, _) in words.STAGES.items())],
    )
    whose = forms.ChoiceField(label="Officer", required=False, choices=WHOSE)
