"""How to reach the person, and the short page of somebody under 18 (R16)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from affiant.intake.report.questions import telling
from affiant.intake.report.questions.beginning import BEHALF, FOR_ANOTHER, OFFICER
from affiant.intake.report.questions.shapes import (
    NO,
    NOT_DECIDED,
    UNSURE,
    YES,
    Kind,
    Otherwise,
    Part,
    Question,
    Shows,
    Step,
)

NAME: Final = Question(
    "name", Kind.LINE, _("What should we call you?"), _("Your name, or any name you like."), contact=True
)
REACH: Final = Question(
    "reach",
    Kind.WORDS,
    _("How can we reach you?"),
    _("For example a phone number, an email address, or someone you trust."),
    rows=3,
    contact=True,
)
SAFE: Final = Question(
    "safe",
    Kind.WORDS,
    _("What should we keep in mind, so that it is safe for you?"),
    _("For example at which hours we may call, and what we must not say if somebody else answers."),
    rows=3,
    contact=True,
)
REACH_PAGE: Final = Step(
    "reach",
    _("How to reach you"),
    (NAME, REACH, SAFE),
    _(
        "You can leave all of this empty: your return code is enough for us to write to each other here. What you "
        "write on this page is locked apart from your account."
    ),
    part=Part.PERSON,
    otherwise=(
        Otherwise(
            frozenset({BEHALF}),
            hint=_(
                "This is about you yourself, who write to us. You can leave all of it empty: your return code is "
                "enough. What you write on this page is locked apart from your account."
            ),
        ),
        Otherwise(
            frozenset({OFFICER}),
            hint=_(
                "This is about the person whom you help, not about you. All of it can stay empty: the return code is "
                "enough, so please give it to them. What stands on this page is locked apart from the account."
            ),
        ),
    ),
)
ABOUT_THEM: Final = _("What should we know about them?")
NOT_ASKED: Final = _("Please do not ask the child what happened. Somebody who is trained for it can talk with them.")
PROTECTED: Final = _(
    "If a child may be in danger, we may have to tell people whose work is to protect children, even if somebody "
    "does not want that."
)
YOUNG_SAFE: Final = Question(
    "young_safe",
    Kind.ONE,
    _("Are you safe now?"),
    options=(YES, NO, UNSURE, NOT_DECIDED),
    otherwise=(Otherwise(FOR_ANOTHER, _("Is the child or young person safe now?")),),
)
YOUNG_SAY: Final = Question(
    "young_say",
    Kind.WORDS,
    _("Is there something that you want us to know?"),
    _("You do not have to tell us what happened. A few words are enough, or none."),
    # R11, R16: a child is told the limit before they write, and what is said to everybody about their own part (R17).
    notes=(
        _(
            "If you, or another child, may be in danger, we may have to tell people whose work is to protect children, "
            "even if you do not want that."
        ),
        telling.OWN_PART,
    ),
    otherwise=(
        Otherwise(frozenset({BEHALF}), ABOUT_THEM, NOT_ASKED, (PROTECTED,)),
        Otherwise(frozenset({OFFICER}), ABOUT_THEM, NOT_ASKED, (PROTECTED, telling.CAUTION)),
    ),
)
YOUNG_ADULT: Final = Question(
    "young_adult",
    Kind.WORDS,
    _("Is there a grown-up whom you trust?"),
    _("For example somebody in your family, a teacher, or a social worker. You can say how to reach them."),
    rows=3,
    contact=True,
    otherwise=(
        Otherwise(
            FOR_ANOTHER,
            _("Which grown-up does the child trust?"),
            _("For example a relative, a teacher, or a social worker. You can say how to reach them."),
        ),
    ),
)
YOUNG_PAGE: Final = Step(
    "young",
    _("It is good that you are here"),
    (YOUNG_SAFE, YOUNG_SAY, YOUNG_ADULT),
    _("You can talk to somebody now, for free. They listen, and they help:"),
    part=Part.SAFETY,
    shows=Shows.NUMBERS,
    otherwise=(
        Otherwise(
            FOR_ANOTHER,
            _("The child comes first"),
            _("If a child may be in danger, do not wait for us. Call now:"),
        ),
    ),
)
