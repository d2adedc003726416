"""File names that strangers chose: made visible on a page, made harmless in a header."""

import unicodedata
from urllib.parse import quote

LONGEST = 120
_FORBIDDEN = frozenset('<>:"/\\|?*')
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(name: str) -> str:
    """Return the name with every hidden character (controls, direction overrides) shown as one that can be seen."""
    return "".join(REPLACEMENT if _is_hidden(letter) else letter for letter in name) or "(no name)"


def has_hidden(name: str) -> bool:
    """Answer whether the name holds characters that a reader cannot see."""
    return any(_is_hidden(letter) for letter in name)


def safe(name: str, *, prefix: str) -> str:
    """Return a name that any file system takes and that cannot pass for another kind of file.

    The prefix (the exhibit's reference) comes first, so that a name is never empty, hidden or reserved.
    """
    kept = "".join("_" if _is_hidden(letter) or letter in _FORBIDDEN else letter for letter in name)
    return f"{prefix} {_short(kept.strip(' .'))}".strip()


def attachment(name: str) -> str:
    """Return the Content-Disposition of a download (RFC 6266), with the name in UTF-8 (RFC 8187)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().replace('"', "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _short(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST or not stem or len(ending) > 10:  # noqa: PLR2004 - longer is not an ending
        return name[:LONGEST]
    return stem[: LONGEST - len(ending) - 1] + dot + ending


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in _HIDDEN
