"""What codes and choices are called in an officer's language, in short."""

from typing import Final

UNKNOWN: Final = "not answered"

KNOW: Final = {
    "experienced": "happened to them",
    "witnessed": "saw or heard it",
    "told": "was told or sent it",
    "material": "holds material",
    "helping": "helps somebody report",
    "other": "in another way",
}
CONTACT: Final = {"yes": "may contact", "no": "do not contact", "unanswered": "contact: not answered"}
ICC: Final = {
    "yes": "ICC: yes",
    "yes_without_me": "ICC: without name and contact",
    "ask_first": "ICC: ask first",
    "no": "ICC: no",
    "unanswered": "ICC: not answered",
}
WISHES: Final = {"contact": CONTACT, "icc": ICC}

LANGUAGES: Final = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "ar": "Arabic", "fa": "Farsi", "ti": "Tigrinya"}
RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur"})


def language(code: str) -> str:
    """Name a language; an unknown code stands for itself."""
    return LANGUAGES.get(code, code)


def direction(code: str) -> str:
    """Say in which direction a language is written."""
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def knowing(values: tuple[str, ...]) -> str:
    """Say in short how a person knows."""
    return ", ".join(KNOW.get(value, value) for value in values) or UNKNOWN


def wish(name: str, value: str) -> str:
    """Say one wish in short."""
    return WISHES.get(name, {}).get(value, f"{name}: {value}")
