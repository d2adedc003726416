"""`make translations`: count, by tier and language, what is translated and what a translator has reviewed.

Languages of the first tier have every sentence; those of the second have the frame and the pages for safety, and the
first column of figures says how many sentences that is. A sentence is reviewed when a comment over it in its catalogue
says who and when: `# Reviewed: 2026-11-21, O. Example`.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from affiant.config import languages

SOURCE = Path(__file__).parent.parent / "src/affiant"
UNKNOWN_TO_BABEL = {"prs": "fa"}
REVIEWED = re.compile(r"Reviewed: \d{4}-\d\d-\d\d, \S.*")


def main() -> int:
    """Print the table; return 1 if a mark is not written as it has to be."""
    counts: Counter[tuple[str, str]] = Counter()
    faulty = []
    for file in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        language = file.parts[-3]
        with file.open("rb") as opened:
            messages = [message for message in _catalogue(opened, language) if message.id]
        for message in messages:
            counts[language, "sentences"] += 1
            counts[language, "translated"] += bool(message.string and all(message.string))
            counts[language, "reviewed"] += is_reviewed(message)
            faulty += [f"{file.relative_to(SOURCE)}: {mark}" for mark in faulty_marks(message)]
    print_table(counts)
    for fault in faulty:
        print(f"not a mark of review: {fault}", file=sys.stderr)
    return 1 if faulty else 0


def is_reviewed(message: Message) -> bool:
    """Say whether a translator has reviewed a sentence; a fuzzy one has changed since."""
    return not message.fuzzy and any(REVIEWED.fullmatch(comment) for comment in message.user_comments)


def faulty_marks(message: Message) -> list[str]:
    """List what looks like a mark of review and is none: a slip must not hide a review."""
    return [
        comment
        for comment in message.user_comments
        if comment.lower().startswith("review") and not REVIEWED.fullmatch(comment)
    ]


def print_table(counts: Counter[tuple[str, str]]) -> None:
    """Print one line a language, tier by tier."""
    columns = ("sentences", "translated", "reviewed")
    print("tier language", *(f"{column:>10}" for column in (*columns, "unreviewed")))
    for tier, language in sorted((tier_of(language), language) for language in {language for language, _ in counts}):
        found = [counts[language, column] for column in columns]
        print(f"{tier:<4} {language:<8}", *(f"{number:>10}" for number in (*found, found[0] - found[2])))


def tier_of(language: str) -> int:
    """Say how much of the public face is translated into a language: 1 is all of it."""
    return 1 if language in languages.CODES else 2


def _catalogue(opened: IO[bytes], language: str) -> Catalog:
    return read_po(opened, locale=UNKNOWN_TO_BABEL.get(language, language), abort_invalid=True)


if __name__ == "__main__":
    sys.exit(main())
