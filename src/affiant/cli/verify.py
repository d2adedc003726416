"""`affiant verify`: checks a package, a receipt, a decision or a ledger export; says what was found, and where."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from affiant.cli import kinds, pins, reading, sentences
from affiant.cli.kinds import Kind
from affiant.cli.reading import Checked
from affiant.core.findings import Finding
from affiant.core.packaging.verify.package import Pinned
from affiant.core.sealing.recipients import MalformedKey
from affiant.core.sealing.unseal import Identity

SOUND: Final = 0
UNSOUND: Final = 1
UNREAD: Final = 2
_HEADINGS: Final = {Kind.RECEIPT: "receipt", Kind.DECISION: "decision"}
_LARGEST_IDENTITY: Final = 1 << 16


class _Unreadable(Exception):
    """Nothing could be checked; carries the sentence's name and its facts."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence, self.facts = sentence, facts


def run(argv: Sequence[str]) -> int:
    """Verify what the arguments name; returns 0 without errors, 1 with some, 2 when nothing could be read."""
    given = _parser().parse_args(argv)
    try:
        kind, checked = _check(given)
    except _Unreadable as refused:
        _say_unreadable(given, sentences.of_report(refused.sentence, given.language, **refused.facts))
        return UNREAD
    print(_as_json(given, kind, checked) if given.json else _as_text(given, kind, checked))
    return UNSOUND if _errors(checked) else SOUND


def _say_unreadable(given: argparse.Namespace, sentence: str) -> None:
    if given.json:
        print(json.dumps({"path": sentences.printable(given.path), "unreadable": sentence}, ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="affiant verify",
        description="Check a package (.tar.age, .tar or unpacked), a receipt, a decision or a ledger export.",
        epilog="Exit code: 0 no errors, 1 errors were found, 2 nothing could be read.",
    )
    parser.add_argument("path", metavar="PATH", help="what to check")
    parser.add_argument("--identity", metavar="FILE", help="the age identity that opens a sealed package")
    parser.add_argument("--package-key", metavar="KEY", help="the key that you know: its fingerprint, or a PEM file")
    parser.add_argument("--receipt-key", metavar="KEY", help="the key that you know: 64 digits, or a file")
    parser.add_argument("--desk-key", metavar="KEY", help="the key that you know: 64 digits, or a file")
    parser.add_argument("--ledger-key", metavar="KEY", help="the verifier key that you know, or a file")
    parser.add_argument("--language", choices=sentences.LANGUAGES, default="en", help="of the sentences")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _check(given: argparse.Namespace) -> tuple[Kind, Checked]:
    path = Path(given.path)
    try:
        kind = kinds.kind_of(path)
        if kind is None:
            raise _Unreadable("unknown_kind", path=path)
        identity = _identity(path, given.identity) if kind is Kind.SEALED else None
        return kind, reading.check(path, kind, identity=identity, pinned=_pinned(given))
    except FileNotFoundError as refused:
        raise _Unreadable("no_such_path", path=refused.filename or path) from refused
    except (OSError, ValueError) as refused:
        reason = getattr(refused, "strerror", None) or refused
        raise _Unreadable("cannot_read", path=getattr(refused, "filename", None) or path, reason=reason) from refused


def _identity(path: Path, named: str | None) -> Identity:
    if named is None:
        raise _Unreadable("no_identity", path=path)
    with Path(named).open("rb") as source:
        text = source.read(_LARGEST_IDENTITY).decode(errors="replace")
    try:
        return Identity.parse(text)
    except MalformedKey as refused:
        raise _Unreadable("bad_identity", path=named) from refused


def _pinned(given: argparse.Namespace) -> Pinned:
    try:
        return Pinned(
            package=pins.package_key(given.package_key),
            receipt=pins.receipt_key(given.receipt_key),
            ledger=pins.ledger_key(given.ledger_key),
            desk=pins.desk_key(given.desk_key),
        )
    except pins.NoKey as refused:
        raise _Unreadable("bad_key", option=refused) from refused


def _errors(checked: Checked) -> int:
    return sum(finding.severity == "error" for finding in checked.findings)


def _as_json(given: argparse.Namespace, kind: Kind, checked: Checked) -> str:
    errors = _errors(checked)
    return json.dumps(
        {
            "path": sentences.printable(given.path),
            "kind": kind.value,
            "errors": errors,
            "warnings": len(checked.findings) - errors,
            "facts": dict(checked.facts),
            "findings": [_finding_json(finding, given.language) for finding in checked.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _finding_json(finding: Finding, language: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": sentences.printable(finding.place),
        "sentence": sentences.of_finding(finding, language),
        "facts": {name: sentences.printable(value) for name, value in finding.facts.items()},
    }


def _as_text(given: argparse.Namespace, kind: Kind, checked: Checked) -> str:
    language, errors = given.language, _errors(checked)
    lines = _about(kind, checked, language)
    for finding in checked.findings:
        word = sentences.of_report(finding.severity, language)
        place = sentences.printable(finding.place)
        lines.append(f"{finding.code} {word}: {place}: {sentences.of_finding(finding, language)}")
    lines.append(sentences.of_report("summary", language, errors=errors, warnings=len(checked.findings) - errors))
    lines.append(sentences.of_report("unsound" if errors else "sound", language, errors=errors))
    return "\n".join(lines)


def _about(kind: Kind, checked: Checked, language: str) -> list[str]:
    facts = checked.facts
    lines = [sentences.of_report(_HEADINGS.get(kind, "package"), language, **facts)] if len(facts) > 1 else []
    if "verdict" in facts:
        lines.append(sentences.of_report(facts["verdict"], language, **facts))
    if facts.get("rehearsal") == "true":
        lines.append(sentences.of_report("rehearsal", language))
    if facts.get("collected") == "true":
        lines.append(sentences.of_report("collected", language))
    return lines
