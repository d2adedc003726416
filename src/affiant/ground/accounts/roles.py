"""The roles that an officer can hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What an officer does here; one officer may hold several."""

    DUTY_OFFICER = "duty_officer", _("Duty officer")
    INVESTIGATOR = "investigator", _("Investigator")
    SUPERVISOR = "supervisor", _("Supervisor")
    LIAISON_OFFICER = "liaison_officer", _("Liaison officer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
