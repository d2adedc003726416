"""The first two pages: on which path somebody comes, and whether they are a child."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from affiant.intake.report.questions.shapes import NOT_DECIDED, Kind, Option, Otherwise, Part, Question, Step

EXPERIENCED: Final = "experienced"
WITNESSED: Final = "witnessed"
TOLD: Final = "told"
MATERIAL: Final = "material"
PERSON: Final = "person"
BEHALF: Final = "behalf"
OFFICER: Final = "officer"
PATHS: Final = (EXPERIENCED, WITNESSED, TOLD, MATERIAL, PERSON, BEHALF, OFFICER)
FOR_ANOTHER: Final = frozenset({BEHALF, OFFICER})

PATH: Final = Question(
    "path",
    Kind.ONE,
    _("How do you know about what happened?"),
    _("Choose what fits best, or nothing. Later you can tell us everything in your own words."),
    (
        Option(EXPERIENCED, _("It happened to me")),
        Option(WITNESSED, _("I saw or heard it myself")),
        Option(TOLD, _("Someone close to me told me, or sent me something")),
        Option(MATERIAL, _("I have photos, videos, documents or other material")),
        Option(PERSON, _("I know of a person who may be responsible"), _("In this country or in another one.")),
        Option(BEHALF, _("I report for someone else, or for an organisation")),
        Option(OFFICER, _("I am an officer, and I am helping someone"), _("For example at a port or in a station.")),
        Option("", _("None of these, or I would rather not say now")),
    ),
)
AGE: Final = Question(
    "age",
    Kind.ONE,
    _("How old are you?"),
    _("We ask because with young people we do some things in another way."),
    (Option("adult", _("18 or older")), Option("child", _("Under 18")), NOT_DECIDED),
    otherwise=(
        Otherwise(
            FOR_ANOTHER,
            _("How old is the person for whom you report?"),
            _("If you do not know, or if there are several people, leave this empty."),
        ),
    ),
)
START_PAGE: Final = Step("start", PATH.title, (PATH,), part=Part.BEGINNING)
AGE_PAGE: Final = Step("age", AGE.title, (AGE,), part=Part.BEGINNING)
