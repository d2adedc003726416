"""The open question, and where and when it was."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from affiant.intake.report.questions.beginning import BEHALF, OFFICER
from affiant.intake.report.questions.shapes import LONGEST_ACCOUNT, Kind, Otherwise, Question, Shows, Step
from affiant.intake.uploads import about

# R7, R18: no detail of what is hardest is asked for.
HARD: Final = _(
    "You do not need to describe injuries, torture or sexual violence here. If there is something that is hard to "
    "write, you can leave it out. Somebody trained can listen to you later, if you want that."
)
# R17: said to everybody in the same words.
OWN_PART: Final = _(
    "You do not have to write anything that could be used against you. What you send can become evidence. You can "
    "speak to a lawyer before you write to us."
)
# R17, for the officer who helps.
CAUTION: Final = _(
    "If the person begins to speak of something that they may have done themselves, do not ask further. Follow your "
    "rules on caution and legal advice first."
)
ACCOUNT: Final = Question(
    "account",
    Kind.WORDS,
    _("What would you like to tell us?"),
    _(
        "In your own words and in any language, as much or as little as you want. "
        "There is no right or wrong way to tell it."
    ),
    longest=LONGEST_ACCOUNT,
    rows=10,
    notes=(HARD, OWN_PART),
    counted=True,
    otherwise=(
        Otherwise(
            frozenset({BEHALF}),
            hint=_(
                "In your own words and in any language. Where you pass on what somebody said, write it as they said "
                "it, as closely as you can."
            ),
        ),
        Otherwise(
            frozenset({OFFICER}),
            _("What does the person want to tell us?"),
            _("Write their words as they say them, in their language if you can."),
            (
                _(
                    "A first account is enough: please do not ask for details. Nobody has to describe injuries, "
                    "torture or sexual violence here. Somebody trained can listen to them later, if they want that."
                ),
                CAUTION,
            ),
        ),
    ),
)
WHERE: Final = Question(
    "place_where",
    Kind.WORDS,
    _("Where was it?"),
    _("For example a town, a street, or what was nearby. If you are not sure, say so."),
    rows=3,
)
WHEN: Final = Question(
    "place_when",
    Kind.WORDS,
    _("When was it?"),
    _("For example a date, a season, or what happened just before or after. A guess is fine."),
    rows=3,
)
ACCOUNT_PAGE: Final = Step("account", ACCOUNT.title, (ACCOUNT,))
PLACE_PAGE: Final = Step(
    "place", _("Where and when"), (WHERE, WHEN), _("Write what you remember. It is fine not to be sure.")
)
FILES_PAGE: Final = Step("files", _("Photos, videos, documents"), shows=Shows.FILES)
ABOUT_FILES_PAGE: Final = Step("about-files", _("About your files"), intro=about.INTRO, shows=Shows.ABOUT_FILES)
