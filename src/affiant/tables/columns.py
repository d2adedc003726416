"""The columns of a table of reports, and what may stand in them."""

from collections.abc import Mapping
from typing import Final

NAME: Final = "reports.csv"
REQUIRED: Final = ("number", "account")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "consent": ("yes", "knows", "no", "cannot"),
    "age": ("adult", "child"),
    "wish_contact": ("yes", "no"),
    "wish_uk": ("yes", "no", "ask_first"),
    "wish_sharing": ("yes", "no", "ask_first", "yes_without_me"),
    "wish_analysis": ("yes", "no"),
}
WISHES: Final = tuple(name for name in CHOICES if name.startswith("wish_"))
COLUMNS: Final = (*REQUIRED, "language", "where", "when", *CHOICES, "name", "reach", "safe", "files")
LONGEST: Final = 100_000  # letters of an account
LONGEST_CELL: Final = 10_000  # letters of any other cell
