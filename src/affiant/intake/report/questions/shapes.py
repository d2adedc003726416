"""What a question and a page of the form consist of."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_ACCOUNT: Final = 200_000
LONGEST_LINE: Final = 5_000

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


class Part(Enum):
    """A part of the report, under whose heading its pages stand when they are checked."""

    BEGINNING = _("To begin")
    STORY = _("What you tell us")
    SAFETY = _("Safety and needs")
    WISHES = _("What may be done with it")
    PERSON = _("You and us")


class Shows(Enum):
    """What a page has besides its questions."""

    NOTHING = auto()
    FILES = auto()
    ABOUT_FILES = auto()
    NUMBERS = auto()  # to call


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen; an empty value is an answer that is taken back."""

    value: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The words for some paths; what is empty stays as it is for all."""

    paths: frozenset[str]
    title: Text = ""
    hint: Text = ""
    notes: tuple[Text, ...] = ()


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
    notes: tuple[Text, ...] = ()  # what the person should know before they answer
    contact: bool = False  # sealed apart from the account
    counted: bool = False  # says how many characters there is room for
    small: bool = False  # one of many on its page
    group: str = ""  # what several questions on a page are about: a file's name
    otherwise: tuple[Otherwise, ...] = ()

    def on(self, path: str) -> Self:
        """Give the question in the words of a path."""
        said = _said(self.otherwise, path)
        if said is None:
            return self
        return replace(
            self, title=said.title or self.title, hint=said.hint or self.hint, notes=said.notes or self.notes
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form."""

    name: str
    title: Text
    questions: tuple[Question, ...] = ()
    intro: Text = ""
    part: Part = Part.STORY
    shows: Shows = Shows.NOTHING
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def single(self) -> bool:
        """Whether the page is one question, whose title is then the page's."""
        return len(self.questions) == 1 and self.questions[0].title is self.title

    @property
    def counted(self) -> bool:
        """Whether the page asks anything, so that it counts among the questions."""
        return self.shows is not Shows.NUMBERS or bool(self.questions)

    def on(self, path: str) -> Self:
        """Give the page in the words of a path."""
        said = _said(self.otherwise, path) or Otherwise(frozenset())
        questions = tuple(question.on(path) for question in self.questions)
        title = questions[0].title if self.single else said.title or self.title
        return replace(self, title=title, intro=said.hint or self.intro, questions=questions)


def _said(otherwise: tuple[Otherwise, ...], path: str) -> Otherwise | None:
    return next((said for said in otherwise if path in said.paths), None)


NOT_DECIDED: Final = Option("unanswered", _("I would rather not say now"))
YES: Final = Option("yes", _("Yes"))
NO: Final = Option("no", _("No"))
UNSURE: Final = Option("unsure", _("I am not sure"))
