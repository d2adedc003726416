"""What a report's answers say that the desk has to see at once: the path, the flags, which files are spoken words."""

from dataclasses import dataclass
from typing import Final

from affiant.core.documents import AnswersDocument
from affiant.referrals.kinds import Flag, Form, Path

_FORMS: Final = {Form.WISHES.value: Form.WISHES, Form.WITHDRAWAL.value: Form.WITHDRAWAL}
_UNSAFE: Final = frozenset({"no", "unsure"})


@dataclass(frozen=True, slots=True)
class Said:
    """The short facts of one report; the flags come from answers, never from a machine that reads the account."""

    path: str = ""
    flags: frozenset[Flag] = frozenset()


def form_of(document: AnswersDocument) -> Form:
    """Say which of the public face's forms a document holds; one that is not known is read as a message."""
    if document.kind == Form.REPORT:
        return Form.REPORT
    return _FORMS.get(document.form[0], Form.MESSAGE)


def said_in(document: AnswersDocument) -> Said:
    """Read the path and the flags of a report."""
    given = {answer.question: _values(answer.answer) for answer in document.answers}
    up = {
        Flag.CHILD: "child" in given.get("age", ()),
        Flag.DANGER: "yes" in given.get("danger", ()),
        Flag.YOUNG_UNSAFE: not _UNSAFE.isdisjoint(given.get("young_safe", ())),
    }
    known = given.get("path") or given.get("know", ())  # the first version of the form asked it under another name
    path = next((value for value in known if value in Path.values), "")
    return Said(path, frozenset(flag for flag, is_up in up.items() if is_up))


def spoken_in(document: AnswersDocument) -> frozenset[int]:
    """Return the numbers of the files that are a spoken account: first words, not material (R7)."""
    given = [answer.answer for answer in document.answers if answer.question == "spoken"]
    texts = [text for one in given for value in _values(one) for text in value.replace(",", " ").split()]
    return frozenset(int(text) for text in texts if text.isdecimal() and len(text) < 10)  # noqa: PLR2004 - any number


def _values(answer: str | tuple[str, ...]) -> tuple[str, ...]:
    return ((answer,) if answer else ()) if isinstance(answer, str) else answer
