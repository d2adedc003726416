"""The page that each path has of its own: how the person comes to know what they tell (R3), without probing."""

from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from affiant.intake.report.questions import beginning
from affiant.intake.report.questions.shapes import NOT_DECIDED, Kind, Option, Question, Step

HOW_SEEN: Final = Question(
    "how_seen",
    Kind.WORDS,
    _("How did you come to see or hear it?"),
    _("For example where you were, and how far away. Leave out what you do not remember."),
)
TOLD_HOW: Final = Question(
    "told_how",
    Kind.WORDS,
    _("How did it reach you?"),
    _("For example in a talk, in a call, in messages or pictures, and about when."),
    rows=3,
)
TOLD_KNOWS: Final = Question(
    "told_knows",
    Kind.WORDS,
    _("How does the person who told you know about it?"),
    _("If you know. For example they were there, or heard it from others. You do not need to name them."),
    rows=3,
)
MATERIAL_WHAT: Final = Question(
    "material_what",
    Kind.WORDS,
    _("What do you have, and how did it come to you?"),
    _("You can add files on the next page. Please do not change or delete anything, and keep the originals."),
)
PERSON_WHO: Final = Question(
    "person_who",
    Kind.WORDS,
    _("Who is the person, as far as you know?"),
    _("For example a name, another name, a task that they had, or what they look like. A part of it is enough."),
    rows=3,
)
PERSON_WHERE: Final = Question(
    "person_where",
    Kind.WORDS,
    _("Where are they now, as far as you know?"),
    _("For example a country, a town or a street. Please do not follow anybody, and do not ask around for us."),
    rows=3,
)
PERSON_HOW: Final = Question(
    "person_how",
    Kind.WORDS,
    _("How do you know this about them?"),
    _("For example you met them, knew them before, or somebody told you."),
    rows=3,
)
BEHALF_WHO: Final = Question(
    "behalf_who",
    Kind.WORDS,
    _("For whom do you report?"),
    _("For example a relative, a guest, a client, or people with whom you work. You do not need to name them."),
    rows=3,
)
BEHALF_CONSENT: Final = Question(
    "behalf_consent",
    Kind.ONE,
    _("Do they know that you tell us this?"),
    options=(
        Option("yes", _("Yes, and they want it")),
        Option("knows", _("They know, but I do not know whether they want it")),
        Option("no", _("No")),
        Option("cannot", _("I cannot ask them"), _("For example because they are missing, or not well.")),
        NOT_DECIDED,
    ),
)
BEHALF_BODY: Final = Question(
    "behalf_body",
    Kind.WORDS,
    _("If you report for an organisation, which one?"),
    _("Its name, and how to reach somebody there. We keep this apart from what you tell us."),
    rows=3,
    contact=True,
)
OFFICER_PLACE: Final = Question(
    "officer_place",
    Kind.LINE,
    _("Where are you with the person?"),
    _("For example a port, a station or a reception centre."),
)
OFFICER_WITH: Final = Question(
    "officer_with",
    Kind.LINE,
    _("Who else is there, and who helps with the language?"),
    _("For example a relative, a colleague, or an interpreter on the telephone."),
)
OFFICER_REACH: Final = Question(
    "officer_reach",
    Kind.WORDS,
    _("How can we reach you about this?"),
    _("Your name, your unit, and a number or an address at work. We keep this apart from the account."),
    rows=3,
    contact=True,
)
# The name of a page stands in the browser's history: none says what the site is about.
PAGES: Final = MappingProxyType(
    {
        beginning.WITNESSED: Step("seen", HOW_SEEN.title, (HOW_SEEN,)),
        beginning.TOLD: Step("told", _("How you heard of it"), (TOLD_HOW, TOLD_KNOWS)),
        beginning.MATERIAL: Step("material", MATERIAL_WHAT.title, (MATERIAL_WHAT,)),
        beginning.PERSON: Step(
            "person",
            _("The person of whom you know"),
            (PERSON_WHO, PERSON_WHERE, PERSON_HOW),
            _("Write only what you know. It is for us to find out whether it is right."),
        ),
        beginning.BEHALF: Step(
            "behalf", _("The person for whom you report"), (BEHALF_WHO, BEHALF_CONSENT, BEHALF_BODY)
        ),
        beginning.OFFICER: Step("helping", _("You and the person"), (OFFICER_PLACE, OFFICER_WITH, OFFICER_REACH)),
    }
)
