"""What keeps a person safe and spares them: earlier accounts, danger, and what they need."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from affiant.intake.report.questions.beginning import FOR_ANOTHER
from affiant.intake.report.questions.shapes import (
    NO,
    NOT_DECIDED,
    UNSURE,
    YES,
    Kind,
    Option,
    Otherwise,
    Part,
    Question,
    Shows,
    Step,
)

YOU_IS_THE_OTHER: Final = (
    Otherwise(FOR_ANOTHER, hint=_("On this page, “you” is the person for whom you report, not yourself.")),
)

EARLIER: Final = Question(
    "earlier",
    Kind.ONE,
    _("Has somebody already written down or recorded what you tell us?"),
    _("For example the police, a court, a lawyer, an organisation or a journalist."),
    (YES, NO, UNSURE, NOT_DECIDED),
)
EARLIER_WHO: Final = Question(
    "earlier_who",
    Kind.WORDS,
    _("Who was it, and when?"),
    _("As far as you remember."),
    rows=3,
)
DANGER: Final = Question(
    "danger",
    Kind.ONE,
    _("Are you, or is somebody close to you, in danger because of this?"),
    _("We may not read this today. If you answer yes, the next page has numbers that you can call now."),
    (YES, NO, UNSURE, NOT_DECIDED),
    otherwise=(
        Otherwise(FOR_ANOTHER, _("Is the person, or somebody close to them or to you, in danger because of this?")),
    ),
)
NEED_LANGUAGE: Final = Question(
    "need_language",
    Kind.LINE,
    _("In which language would you like to speak with us?"),
    _("And which dialect, if that matters."),
)
NEED_INTERPRETER: Final = Question(
    "need_interpreter",
    Kind.ONE,
    _("Would you like to have an interpreter?"),
    options=(YES, NO, NOT_DECIDED),
    contact=True,
)
NEED_INTERPRETER_NOT: Final = Question(
    "need_interpreter_not",
    Kind.LINE,
    _("Is there somebody who should not interpret for you?"),
    _("For example a certain person, or people from a certain place. You do not need to say why."),
    contact=True,
)
NEED_OFFICER: Final = Question(
    "need_officer",
    Kind.ONE,
    _("With whom would you rather speak?"),
    options=(
        Option("woman", _("With a woman")),
        Option("man", _("With a man")),
        Option("either", _("Both are fine")),
        NOT_DECIDED,
    ),
    contact=True,
)
NEED_ACCESS: Final = Question(
    "need_access",
    Kind.WORDS,
    _("What else would help you?"),
    _("For example with seeing, hearing, reading or moving, with your health, or with children in your care."),
    rows=3,
    contact=True,
)
EARLIER_PAGE: Final = Step(
    "earlier",
    _("If you have told it before"),
    (EARLIER, EARLIER_WHO),
    _("We ask so that nobody has to tell the same thing again and again."),
    otherwise=YOU_IS_THE_OTHER,
)
SAFETY_PAGE: Final = Step("safety", DANGER.title, (DANGER,), part=Part.SAFETY)
NUMBERS_PAGE: Final = Step(
    "numbers",
    _("If somebody is in danger now"),
    intro=_("You can call now. What you have written is kept, and you can go on here later."),
    part=Part.SAFETY,
    shows=Shows.NUMBERS,
)
NEEDS_PAGE: Final = Step(
    "needs",
    _("If we speak with each other"),
    (NEED_LANGUAGE, NEED_INTERPRETER, NEED_INTERPRETER_NOT, NEED_OFFICER, NEED_ACCESS),
    part=Part.SAFETY,
    otherwise=YOU_IS_THE_OTHER,
)
