"""The languages that the public face offers, each by its own name, in two tiers.

In the first every page is translated; in the second the frame of each page and the pages that keep a person safe are,
and the rest is in English.
"""

from typing import Any, Final

FIRST: Final = (("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية"))
SECOND: Final = (
    ("fa", "فارسی"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("ckb", "کوردیی ناوەندی"),
    ("ti", "ትግርኛ"),
    ("my", "မြန်မာ"),
    ("ta", "தமிழ்"),
    ("fr", "Français"),
)
OFFERED: Final = FIRST + SECOND
CODES: Final = tuple(code for code, _name in FIRST)  # rehearsals, and the tests of whole ways, follow these
PARTLY: Final = tuple(code for code, _name in SECOND)
# A language stands here when a translator has reviewed every sentence: a test compares it with the catalogues.
REVIEWED: Final = frozenset({"en"})
FROM_RIGHT_TO_LEFT: Final = ("ar", "fa", "prs", "ps", "ckb")

# What Django does not know by itself: three languages, and what browsers call Dari and Sorani.
INFORMATION: Final[dict[str, dict[str, Any]]] = {
    "prs": {"bidi": True, "code": "prs", "name": "Dari", "name_local": "دری"},
    "ps": {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"},
    "ti": {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"},
    "fa-af": {"fallback": ["prs"]},
    "ku-arab": {"fallback": ["ckb"]},
    "ku-arab-iq": {"fallback": ["ckb"]},
    "ku-arab-ir": {"fallback": ["ckb"]},
    "ku-iq": {"fallback": ["ckb"]},
    "ku-ir": {"fallback": ["ckb"]},
}
