"""Who else can help: numbers and organisations, as data that a force can change."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to call, and when."""

    number: str
    when: str | Promise


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that helps without the police, and how."""

    name: str
    what: str | Promise
    address: str


LINES = (
    HelpLine("999", _("if you or somebody else is in danger now")),
    HelpLine("101", _("the police, when it is not an emergency")),
    HelpLine("116 123", _("Samaritans: to talk to someone, day or night, free")),
    HelpLine("0800 1111", _("Childline: if you are under 19, free")),
)

ORGANISATIONS = (
    Organisation(
        "Freedom from Torture", _("therapy for people who survived torture"), "https://www.freedomfromtorture.org"
    ),
    Organisation(
        "Helen Bamber Foundation", _("care for people who survived extreme cruelty"), "https://helenbamber.org"
    ),
    Organisation("Redress", _("legal help for survivors of torture"), "https://redress.org"),
)
