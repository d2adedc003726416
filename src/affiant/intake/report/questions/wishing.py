"""What the person wishes: whether we may write, for what we may use it, and to whom it may go (R11)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from affiant.intake.guidance.profile import Body, Profile
from affiant.intake.report.questions.beginning import FOR_ANOTHER
from affiant.intake.report.questions.shapes import (
    NO,
    NOT_DECIDED,
    YES,
    Kind,
    Option,
    Otherwise,
    Part,
    Question,
    Step,
)

COURT: Final = "icc"
STATES: Final = "states"
SUPPORT: Final = "support"
WISH: Final = "wish_"
EACH: Final = "each"
UNANSWERED: Final = NOT_DECIDED.value

AS_THEY_WISH: Final = (
    Otherwise(
        FOR_ANOTHER,
        hint=_(
            "Answer as the person for whom you report wishes it; if you have not asked them, leave it empty. We ask "
            "them before we follow it, if we can reach them. What has been passed on cannot be called back, and the "
            "law may oblige us to give information to a court or to protect somebody."
        ),
    ),
)
CONTACT: Final = Question(
    "wish_contact",
    Kind.ONE,
    _("May we contact you?"),
    options=(
        Option("yes", _("Yes"), _("We reply here, under your return code, or in a way that is safe for you.")),
        Option("no", _("No"), _("We will not look for you. You can still come back with your return code.")),
        NOT_DECIDED,
    ),
)
UK: Final = Question(
    "wish_uk",
    Kind.ONE,
    _("May we use what you sent for an investigation in this country?"),
    _("An investigation can lead to a trial here."),
    options=(
        YES,
        Option("ask_first", _("Ask me first"), _("We do not use it before you have answered.")),
        NO,
        NOT_DECIDED,
    ),
)
WITHOUT_ME: Final = Option(
    "yes_without_me",
    _("Yes, without my name and how to reach me"),
    _("We leave those out. What you wrote yourself may still show who you are."),
)
SHARING: Final = Question(
    "wish_sharing",
    Kind.ONE,
    _("May we pass it on to courts and bodies outside this country?"),
    _("For example to the International Criminal Court."),
    options=(
        Option("yes", _("Yes"), _("Everything that you sent, with your name and how to reach you, if you gave them.")),
        WITHOUT_ME,
        Option("ask_first", _("Ask me first"), _("We pass nothing on before you have answered.")),
        NO,
        Option(EACH, _("I decide for each of them"), _("The next page names them.")),
        NOT_DECIDED,
    ),
)
ANALYSIS: Final = Question(
    "wish_analysis",
    Kind.ONE,
    _("May we let a computer compare faces, voices and places in your files?"),
    _("For example to see whether two photos show the same place. A person always checks the result."),
    options=(YES, NO, NOT_DECIDED),
)
WISHES_PAGE: Final = Step(
    "wishes",
    _("Your wishes"),
    (CONTACT, UK, SHARING, ANALYSIS),
    _(
        "We follow your wishes as far as we can, and you can change them later with your return code. Two things we "
        "tell you openly: what has been passed on cannot be called back, and the law may oblige us to give information "
        "to a court or to protect somebody, even if you said no."
    ),
    part=Part.WISHES,
    otherwise=AS_THEY_WISH,
)
WISHES_OF_A_CHILD_PAGE: Final = Step("wishes", CONTACT.title, (CONTACT,), part=Part.WISHES)
EACH_OPTION: Final = (
    YES,
    Option(WITHOUT_ME.value, WITHOUT_ME.label),
    Option("ask_first", _("Ask me first")),
    NO,
    NOT_DECIDED,
)
OTHER_STATES: Final = Question(
    WISH + STATES,
    Kind.ONE,
    _("The police and courts of other countries"),
    _("Where somebody looks into it or is on trial there. They may want to hear you as a witness."),
    EACH_OPTION,
    small=True,
)
SUPPORTING: Final = Question(
    WISH + SUPPORT,
    Kind.ONE,
    _("Organisations that support people"),
    _("So that they can offer you help, for example advice or therapy. They do not investigate."),
    EACH_OPTION,
    small=True,
)


def recipients(profile: Profile, on: date) -> tuple[Question, ...]:
    """Ask about each body whose mandate lasts, then about other States, then about support."""
    return (*(_about(body) for body in profile.bodies if _may_receive(body, on)), OTHER_STATES, SUPPORTING)


def recipients_page(profile: Profile, on: date) -> Step:
    """Give the page that asks about each recipient."""
    return Step(
        "recipients",
        _("To whom may we pass it on?"),
        recipients(profile, on),
        _(
            "Whoever receives it keeps a copy, and may ask to speak with you. “Yes” means everything that you sent, "
            "with your name and how to reach you. Where you leave it empty, we ask you first."
        ),
        part=Part.WISHES,
    )


def sealed(answers: Mapping[str, object], asked: tuple[Question, ...], *, child: bool) -> dict[str, str]:
    """Give every wish by what it is about; nobody who reads them has to know how it was asked.

    A child is asked only whether we may write to them: whatever was said before about anything else is not a wish.
    """
    names = (COURT, *(question.name.removeprefix(WISH) for question in asked))
    together = _said(answers, "sharing")
    wishes = {name: _said(answers, name) if together == EACH else together for name in names}
    wishes |= {name: _said(answers, name) for name in ("uk", "analysis")}
    if child:
        wishes = dict.fromkeys(wishes, UNANSWERED)
    return wishes | {"contact": _said(answers, "contact")}


def _said(answers: Mapping[str, object], name: str) -> str:
    return str(answers.get(WISH + name) or UNANSWERED)


def _may_receive(body: Body, on: date) -> bool:
    return body.id == COURT or body.is_open(on)


def _about(body: Body) -> Question:
    # Lazy: the profile's words follow the language of the page, like all others.
    name, what = format_lazy("{}", body.name), format_lazy("{}", body.what)
    return Question(WISH + body.id, Kind.ONE, name, what, EACH_OPTION, small=True)
