"""`make translations`: count, by language, the sentences that are translated and those that a translator has reviewed.

A sentence is reviewed when a comment over it in its catalogue says who and when: `# Reviewed: 2026-11-21, O. Example`.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent.parent / "src/affiant"
REVIEWED = re.compile(r"Reviewed: \d{4}-\d\d-\d\d, \S.*")


def main() -> int:
    """Print the table; return 1 if a mark is not written as it has to be."""
    counts: Counter[tuple[str, str]] = Counter()
    faulty = []
    for file in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        language = file.parts[-3]
        with file.open("rb") as opened:
            messages = [message for message in read_po(opened, locale=language, abort_invalid=True) if message.id]
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
    """Print one line a language."""
    columns = ("sentences", "translated", "reviewed")
    print("language", *(f"{column:>10}" for column in (*columns, "unreviewed")))
    for language in sorted({language for language, _ in counts}):
        found = [counts[language, column] for column in columns]
        print(f"{language:<8}", *(f"{number:>10}" for number in (*found, found[0] - found[2])))


if __name__ == "__main__":
    sys.exit(main())
