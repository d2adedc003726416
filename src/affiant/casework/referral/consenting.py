"""Entering what a person themselves said of a report that others sent for them."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from affiant.casework.access import entry, officer_of
from affiant.ground.accounts.permissions import Permission
from affiant.handover import services
from affiant.handover.stages import Consent
from affiant.referrals.errors import NoSuchReferral

LONGEST = 5_000


class ConsentForm(forms.Form):
    """What the person said of the report themselves, and how the officer knows."""

    said = forms.ChoiceField(
        label="What the person said",
        choices=Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the person said", "invalid_choice": "Choose one from the list"},
    )
    how = forms.CharField(
        label="How you know",
        help_text="For example: told me by telephone, with an interpreter.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say how you know", "max_length": "It is longer than 5,000 characters"},
    )


@entry(Permission.ANNOTATE)
@require_POST
def hear_consent(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Enter what the person said, and how the officer knows."""
    form, officer = ConsentForm(request.POST), officer_of(request)
    if not form.is_valid():
        messages.error(request, next(str(text) for texts in form.errors.values() for text in texts))
        return redirect("referral", referral_id)
    said, how = Consent(form.cleaned_data["said"]), form.cleaned_data["how"]
    try:
        services.hear_consent(referral_id=referral_id, said=said, how=how, by=officer, at=timezone.now())
    except NoSuchReferral as missing:
        raise Http404 from missing
    messages.success(request, "What the person said is entered.")
    return redirect("referral", referral_id)
