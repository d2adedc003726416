"""Why an envelope is set aside, and what is wrong with a name: stable codes, each with what an officer reads."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class QuarantineCode(StrEnum):
    """A way in which an envelope does not check out (docs/reference/formats/envelope-v2.md)."""

    HEADER_UNREADABLE = "Q001"
    SIGNATURE_WRONG = "Q002"
    SIGNER_UNKNOWN = "Q003"
    ID_DIFFERS = "Q004"
    FILE_MISSING = "Q005"
    FILE_EXTRA = "Q006"
    FILE_DIFFERS = "Q007"
    FILE_TOO_LARGE = "Q008"
    KEY_UNKNOWN = "Q009"
    DOES_NOT_OPEN = "Q010"
    ANSWERS_MALFORMED = "Q011"
    ANSWERS_FOREIGN = "Q012"
    PARTS_DIFFER = "Q013"
    CONTENT_DIFFERS = "Q014"
    ENVELOPE_REPLACED = "Q015"
    RECOVERY_UNKNOWN = "Q016"
    KEYS_DIFFER = "Q017"
    IDENTITY_UNKNOWN = "Q018"
    UNIT_OPENS_NAMES = "Q019"


class NameCode(StrEnum):
    """What only the key of names can find, after the envelope was taken (envelope-v2, section 6)."""

    DOES_NOT_OPEN = "N001"
    MALFORMED = "N002"
    FOREIGN = "N003"


SENTENCES: Final[dict[QuarantineCode, Promise]] = {
    QuarantineCode.HEADER_UNREADABLE: _("The header is missing or is not what the format says."),
    QuarantineCode.SIGNATURE_WRONG: _("The header's signature does not match the header."),
    QuarantineCode.SIGNER_UNKNOWN: _("The header is signed by a key that is not the public site's and not the desk's."),
    QuarantineCode.ID_DIFFERS: _("The header names another envelope than the folder that it lies in."),
    QuarantineCode.FILE_MISSING: _("A file that the header lists is missing."),
    QuarantineCode.FILE_EXTRA: _("There is a file that the header does not list."),
    QuarantineCode.FILE_DIFFERS: _(
        "A sealed file is not the one that the header lists: it was changed, cut or swapped."
    ),
    QuarantineCode.FILE_TOO_LARGE: _("A sealed file is larger than the format allows."),
    QuarantineCode.KEY_UNKNOWN: _("The envelope is sealed to another unit key than ours."),
    QuarantineCode.DOES_NOT_OPEN: _("A sealed file does not open with the unit key."),
    QuarantineCode.ANSWERS_MALFORMED: _("The sealed answers are not what the format says."),
    QuarantineCode.ANSWERS_FOREIGN: _("The sealed answers belong to another envelope."),
    QuarantineCode.PARTS_DIFFER: _("The files that the answers list are not made of the parts in the envelope."),
    QuarantineCode.CONTENT_DIFFERS: _("What is under a part's seal is not what the answers list."),
    QuarantineCode.ENVELOPE_REPLACED: _("An envelope of this id was already collected, and this one is different."),
    QuarantineCode.RECOVERY_UNKNOWN: _("The envelope is sealed to another recovery key than ours."),
    QuarantineCode.KEYS_DIFFER: _("A sealed file is closed to fewer, more or other keys than two."),
    QuarantineCode.IDENTITY_UNKNOWN: _("The names in the envelope are sealed to another identity key than ours."),
    QuarantineCode.UNIT_OPENS_NAMES: _(
        "The names in the envelope are sealed to the unit key, which may not open them."
    ),
}

OF_NAMES: Final[dict[NameCode, str]] = {
    NameCode.DOES_NOT_OPEN: "What was sent here does not open with the key of names: it was sealed to another key.",
    NameCode.MALFORMED: "What was sent here is not in the format that names are sent in.",
    NameCode.FOREIGN: "What was sent here belongs to another report.",
}
