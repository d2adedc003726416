"""`affiant VERB …`: finds the verb among the installed ones and hands over to it."""

import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from affiant.cli import sentences

GROUP: Final = "affiant.verbs"
_UNKNOWN: Final = 2


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return its exit code; 2 when there is none, or when its packages are not installed."""
    arguments = sys.argv[1:] if argv is None else argv
    verbs = {each.name: each for each in entry_points(group=GROUP)}
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(_told("usage", verbs))
        return 0 if arguments else _UNKNOWN
    verb, *rest = arguments
    if verb not in verbs:
        print(_told("no_verb", verbs, verb=verb), file=sys.stderr)
        return _UNKNOWN
    return _run(verbs[verb], rest)


def _run(verb: EntryPoint, arguments: list[str]) -> int:
    try:
        return int(verb.load()(arguments) or 0)
    except ModuleNotFoundError as missing:
        module = (missing.name or "").split(".")[0]
        if module == "affiant":
            raise
        print(sentences.of_report("needs_server", "en", verb=verb.name, module=module), file=sys.stderr)
        return _UNKNOWN


def _told(sentence: str, verbs: Mapping[str, EntryPoint], **facts: str) -> str:
    return sentences.of_report(sentence, "en", verbs=", ".join(sorted(verbs)), **facts)


if __name__ == "__main__":
    sys.exit(main())
