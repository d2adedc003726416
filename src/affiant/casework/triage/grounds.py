"""The two fields in which an officer says what something rests on: numbers of files, and words of the account."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from django import forms

from affiant.casework.triage.forms import words
from affiant.triage.passages import Holdings, Rest

FILES, PASSAGE = "files", "passage"
NUMBER: Final = re.compile(r"[0-9]{1,6}")
BETWEEN_NUMBERS: Final = re.compile(r"[\s,;]+")
BETWEEN_PASSAGES: Final = re.compile(r"\n[ \t]*\n")
# The words stand between signs that keep their direction from turning the sentence.
NOT_THERE: Final = "“\u2068{}\u2069…” does not stand in the account. Copy the words exactly as they were written"
SHOWN: Final = 30  # letters of a passage that was not found


class NotHeld(Exception):
    """The referral does not hold what was named; carries the field and a sentence for the page."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep both."""
        super().__init__(field)
        self.field, self.sentence = field, sentence


def fields(held: Holdings, rests: Sequence[Rest]) -> dict[str, forms.Field]:
    """Return the fields, filled with what stands; without files in the referral there is none for files."""
    passage = words(
        "Words of the account that it rests on",
        "Copied exactly as they were written. An empty line between two passages",
        rows=3,
    )
    passage.initial = "\n\n".join(BETWEEN_PASSAGES.sub("\n", rest.passage) for rest in rests if rest.exhibit is None)
    if not held.exhibits:
        return {PASSAGE: passage}
    numbers = {exhibit: number for number, exhibit in held.exhibits.items()}
    files = forms.CharField(
        label="Files that it rests on",
        help_text=_offer(held),
        required=False,
        max_length=200,
        initial=", ".join(str(numbers[rest.exhibit]) for rest in rests if rest.exhibit in numbers),
        widget=forms.TextInput(attrs={"classes": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"max_length": "These are too many numbers of files"},
    )
    return {FILES: files, PASSAGE: passage}


def read(held: Holdings, files: str, passage: str, standing: Iterable[Rest] = ()) -> tuple[Rest, ...]:
    """Return what was named; words that stood before rest where they rested.

    Raises:
        NotHeld: the referral has no such file, or the words stand nowhere in what was sent.
    """
    before = {_level(rest.passage): rest for rest in standing if rest.exhibit is None}
    numbers = [one for one in BETWEEN_NUMBERS.split(files.strip()) if one]
    passages = [one.strip() for one in BETWEEN_PASSAGES.split(passage.strip()) if one.strip()]
    return (
        *(_exhibit(held, one) for one in numbers),
        *(before.get(_level(one)) or _words(held, one) for one in passages),
    )


def _exhibit(held: Holdings, number: str) -> Rest:
    found = held.exhibits.get(int(number)) if NUMBER.fullmatch(number) else None
    if found is None:
        raise NotHeld(FILES, f"There is no file “{number[:SHOWN]}”. {_offer(held)}")
    return Rest(exhibit=found)


def _words(held: Holdings, passage: str) -> Rest:
    submission = held.place_of(passage)
    if submission is None:
        raise NotHeld(PASSAGE, NOT_THERE.format("".join(filter(str.isprintable, passage[:SHOWN]))))
    return Rest(submission=submission, passage=passage)


def _level(passage: str) -> str:
    return " ".join(passage.split())


def _offer(held: Holdings) -> str:
    first, last = min(held.exhibits, default=1), max(held.exhibits, default=1)
    return "Its number. There is one file" if first == last else f"Their numbers, such as {first}, {last}"
