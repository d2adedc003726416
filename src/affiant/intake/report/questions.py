"""The questions, as data: what is asked, in which order and in which words.

The words that a person saw are sealed with their answers. Whoever changes a question raises VERSION.
No question names a crime, a person or a unit, and none can be answered only one way.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAME = "report"
VERSION = "1"
LONGEST_ACCOUNT = 200_000
LONGEST_LINE = 5_000

if TYPE_CHECKING:  # the types' package is not installed where this runs
    from django_stubs_ext import StrOrPromise

    Text = StrOrPromise
else:
    Text = str | Promise


class Kind(Enum):
    """How a question is answered."""

    LINE = auto()
    WORDS = auto()
    ONE = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name never changes, its words may with the version."""

    name: str
    kind: Kind
    title: Text
    hint: Text = ""
    options: tuple[Option, ...] = ()
    longest: int = LONGEST_LINE
    rows: int = 4
    note: Text = ""  # what the person should know while they answer
    contact: bool = False  # sealed apart from the account


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form."""

    name: str
    title: Text
    questions: tuple[Question, ...]
    intro: Text = ""


NOT_DECIDED = Option("unanswered", _("I would rather not say now"))

KNOW = Question(
    "know",
    Kind.SEVERAL,
    _("How do you know about what happened?"),
    _("Choose everything that fits. You can also leave this empty."),
    (
        Option("experienced", _("It happened to me")),
        Option("witnessed", _("I saw or heard it myself")),
        Option("told", _("Someone told me, or sent me something")),
        Option("material", _("I have photos, videos, documents or other material")),
        Option("helping", _("I am helping someone else to report")),
        Option("other", _("In another way")),
    ),
)
ACCOUNT = Question(
    "account",
    Kind.WORDS,
    _("What would you like to tell us?"),
    _(
        "In your own words and in any language, as much or as little as you want. "
        "There is no right or wrong way to tell it."
    ),
    longest=LONGEST_ACCOUNT,
    rows=12,
    note=_(
        "You do not need to describe injuries, torture or sexual violence here. If there is something that is hard to "
        "write, you can leave it out. Somebody trained can listen to you later, if you want that."
    ),
)
WHERE = Question(
    "place_where",
    Kind.WORDS,
    _("Where was it?"),
    _("For example a town, a street, or what was nearby. If you are not sure, say so."),
    rows=3,
)
WHEN = Question(
    "place_when",
    Kind.WORDS,
    _("When was it?"),
    _("For example a date, a season, or what happened just before or after. A guess is fine."),
    rows=3,
)
CONTACT = Question(
    "wish_contact",
    Kind.ONE,
    _("May we contact you?"),
    options=(
        Option("yes", _("Yes"), _("We reply here, under your return code, or in the way you choose on the next page.")),
        Option("no", _("No"), _("We will not look for you. You can still come back with your return code.")),
        NOT_DECIDED,
    ),
)
ICC = Question(
    "wish_icc",
    Kind.ONE,
    _("May we pass what you sent to the International Criminal Court?"),
    _("The Court is in The Hague. It tries people for the gravest crimes when a country cannot or does not."),
    options=(
        Option("yes", _("Yes"), _("Everything that you sent, with your name and how to reach you, if you gave them.")),
        Option(
            "yes_without_me",
            _("Yes, without my name and how to reach me"),
            _("We leave those out. What you wrote yourself may still show who you are."),
        ),
        Option("ask_first", _("Ask me first"), _("We pass nothing on before you have answered.")),
        Option("no", _("No")),
        NOT_DECIDED,
    ),
)
PERSON = Question(
    "name",
    Kind.LINE,
    _("What should we call you?"),
    _("Your name, or any name you like."),
    contact=True,
)
REACH = Question(
    "reach",
    Kind.WORDS,
    _("How can we reach you?"),
    _("For example a phone number, an email address, or someone you trust."),
    rows=3,
    contact=True,
)
SAFE = Question(
    "safe",
    Kind.WORDS,
    _("What should we keep in mind, so that it is safe and right for you?"),
    _(
        "For example times when we may call, what we must not say if somebody else answers, your language, or whether "
        "you would rather speak with a woman or a man."
    ),
    rows=3,
    contact=True,
)

STEPS = (
    Step("know", KNOW.title, (KNOW,)),
    Step("account", ACCOUNT.title, (ACCOUNT,)),
    Step("place", _("Where and when"), (WHERE, WHEN), _("Write what you remember. It is fine not to be sure.")),
    Step("files", _("Photos, videos, documents"), ()),
    Step(
        "wishes",
        _("Your wishes"),
        (CONTACT, ICC),
        _(
            "We follow your wishes as far as we can, and you can write to us later to change them. Two things we tell "
            "you openly: what has been passed on cannot be called back, and the law may oblige us to give information "
            "to a court or to protect somebody, even if you said no."
        ),
    ),
    Step(
        "reach",
        _("How to reach you"),
        (PERSON, REACH, SAFE),
        _(
            "You can leave all of this empty: your return code is enough for us to write to each other here. What you "
            "write on this page is locked apart from your account."
        ),
    ),
)
QUESTIONS = tuple(question for step in STEPS for question in step.questions)
LAST = "check"
_NAMES = tuple(step.name for step in STEPS)


def step(name: str) -> Step | None:
    """Find a page by its name."""
    return next((step for step in STEPS if step.name == name), None)


def number(name: str) -> int:
    """Say which page this is, from 1."""
    return _NAMES.index(name) + 1


def after(name: str) -> str:
    """Name the page that follows; after the last question come the answers to check."""
    return (*_NAMES, LAST)[number(name)]


def before(name: str) -> str | None:
    """Name the page before; None before the first."""
    order = (None, *_NAMES)
    return order[len(STEPS)] if name == LAST else order[number(name) - 1]
