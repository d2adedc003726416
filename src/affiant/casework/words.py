"""What codes and choices are called in an officer's language, in short."""

from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "not answered"

PATHS: Final = {
    "experienced": "happened to them",
    "witnessed": "saw or heard it",
    "told": "was told or sent it",
    "material": "holds material",
    "person": "knows of a person",
    "behalf": "for somebody else",
    "officer": "an officer helped",
}
ROUTES: Final = {
    "public": "through the public form",
    "organisation": "sent by an organisation",
    "import": "handed over by an organisation",
}
FLAGS: Final = {
    "child": "Child",
    "danger": "In danger now",
    "young_unsafe": "Young, may not be safe",
}
CONTACT: Final = {"yes": "may contact", "no": "do not contact", "unanswered": "contact: not answered"}
ANSWERS: Final = {
    "yes": "yes",
    "yes_without_me": "without name and contact",
    "ask_first": "ask first",
    "no": "no",
    "unanswered": "not answered",
}
USES: Final = {
    "contact": "Being contacted",
    "uk": "Use in an investigation in the UK",
    "analysis": "Analysis by machines, such as comparing faces",
    "states": "Authorities of other States",
    "support": "Organisations that support people",
    "icc": "International Criminal Court",
}
STATES: Final = {
    "received": "received",
    "being_read": "being read",
    "assessed": "being assessed",
    "taken_up": "taken up",
    "passed_on": "passed on",
    "paused": "paused",
    "closed": "closed",
}

LANGUAGES: Final = {
    "en": "English",
    "uk": "Ukrainian",
    "ru": "Russian",
    "ar": "Arabic",
    "fa": "Farsi",
    "prs": "Dari",
    "ps": "Pashto",
    "ti": "Tigrinya",
    "ckb": "Kurdish (Sorani)",
    "my": "Burmese",
    "ta": "Tamil",
    "fr": "French",
}
RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur"})


def language(code: str) -> str:
    """Name a language; an unknown code stands for itself."""
    return LANGUAGES.get(code, code)


def direction(code: str) -> str:
    """Say in which direction a language is written."""
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def path(code: str) -> str:
    """Say in short how a person comes to report."""
    return PATHS.get(code, code) or UNKNOWN


def wish(name: str, value: str) -> str:
    """Say one wish in short."""
    if name == "contact":
        return CONTACT.get(value, f"contact: {value}")
    return f"{name.upper()}: {ANSWERS.get(value, value)}"


def wish_about(name: str, bodies: Mapping[str, str]) -> str:
    """Name what a wish is about: a use, or who may receive the report."""
    return USES.get(name) or bodies.get(name, name)


def wish_answer(value: str) -> str:
    """Say in short what was wished."""
    return ANSWERS.get(value, value)


def flag(code: str) -> str:
    """Name a safeguarding flag."""
    return FLAGS.get(code, code)


def state(code: str) -> str:
    """Say what the reporter is told of where their report stands."""
    return STATES.get(code, code)


STAGES: Final = {
    "received": ("New", "govuk-tag--blue"),
    "assigned": ("Being scoped", "govuk-tag--turquoise"),
    "advice": ("Early advice sought", "govuk-tag--turquoise"),
    "proposed": ("Waits for a second officer", "govuk-tag--yellow"),
    "accepted": ("Being investigated", "govuk-tag--green"),
    "intelligence": ("Intelligence only", "govuk-tag--grey"),
    "suspended": ("Suspended", "govuk-tag--orange"),
    "referred": ("Referred to another UK body", "govuk-tag--purple"),
    "sharing": ("To be shared", "govuk-tag--purple"),
    "shared": ("Shared", "govuk-tag--purple"),
    "no_further_action": ("No further action", "govuk-tag--grey"),
}
ACTS: Final = {
    "referral.collected": "Collected",
    "referral.consent_heard": "What the person said of the report themselves entered",
    "handover.received": "File of an organisation received",
    "handover.accepted": "Reports of a file accepted",
    "handover.declined": "Nothing of a file taken",
    "handover.report_taken": "Taken from a file that an organisation handed over",
    "handover.taken": "Reports of a file taken",
    "handover.tried_again": "Another worker asked for",
    "handover.erased": "File of an organisation erased",
    "organisation.added": "Organisation added",
    "organisation.closed": "Organisation closed",
    "organisation.reopened": "Organisation opened again",
    "referral.read": "Read",
    "referral.wishes_changed": "Wishes changed by the person",
    "referral.withdrawn": "Withdrawn by the person",
    "referral.flags_acknowledged": "Safeguarding flags acknowledged",
    "referral.noted": "Note written",
    "referral.translated": "Translation added",
    "referral.task_set": "Task set",
    "referral.task_done": "Task done",
    "referral.situation_set": "Situation set",
    "referral.assigned": "Assigned",
    "referral.decided": "Decided",
    "referral.proposed": "Decided; waits for a second officer",
    "referral.confirmed": "Decision confirmed by a second officer",
    "referral.returned": "Decision returned by a second officer",
    "referral.reopened": "Scoped again",
    "decision.taken": "Record of a decision taken as a file",
    "referral.recused": "Closed to an officer: conflict of interest",
    "referral.readmitted": "Opened to an officer again",
    "referral.restricted": "Restricted to its members",
    "referral.unrestricted": "No longer restricted to its members",
    "referral.taken_over": "Restricted, and taken over from nobody",
    "referral.member_added": "Member added",
    "referral.membership_ended": "Membership ended",
    "referral.handed_back": "Handed back to the queue",
    "referral.scoped": "Checklist answered",
    "referral.lawyer_answered": "Lawyer’s answer recorded",
    "referral.jurisdiction_noted": "Jurisdiction aid asked",
    "referral.classified": "Offence named as possible",
    "referral.candidate_dropped": "Offence no longer seen as possible",
    "referral.elements_viewed": "Elements of an offence looked at",
    "referral.incident_coded": "Incident coded",
    "queue.times_set": "Service times changed by the operator",
    "envelope.quarantined": "Set aside: it does not check out",
    "exhibit.admitted": "File admitted",
    "exhibit.opened": "File opened",
    "exhibit.text_read": "Text file read for the search",
    "exhibit.text_derived": "Text of a file read by a machine",
    "exhibit.text_shown": "Text that a machine read shown",
    "contact.opened": "Name and ways of contact opened",
    "contact.added": "Somebody to contact added",
    "contact.traced": "Ways of contact compared by a machine",
    "contact.closed": "Name and ways of contact closed to a key of their own",
    "contact.reclosed": "Name closed anew, because the key that it came sealed to is to go",
    "contact.erased": "Names and ways of contact erased for good",
    "contact.keys_renewed": "Names closed to a new key",
    "message.written": "Message written to the person",
    "message.placed": "Put into the person’s mailbox",
    "message.drafted": "Message to the person drafted",
    "message.submitted": "Message given to a second officer",
    "message.returned": "Message returned by a second officer",
    "message.taken_over": "Draft of a message taken over",
    "message.discarded": "Draft of a message thrown away",
    "message.file_added": "File added to a draft",
    "message.file_removed": "File taken out of a draft",
    "message.file_opened": "File that went to the person opened",
    "message.let_be": "Said that a message of the person needs no answer",
    "message.settled": "What was asked of the person settled",
    "contact.attempted": "Contact outside tried",
    "search.made": "Searched",
    "referral.shown_in_search": "Shown in a search",
    "package.prepared": "Package prepared",
    "package.approved": "Package approved",
    "package.declined": "Package declined",
    "package.written": "Package written",
    "package.failed": "Package could not be written",
    "package.retried": "Package asked for again",
    "package.taken": "Package downloaded",
    "ledger.secret_erased": "What a number in the ledger stood for was erased",
    "partner.added": "Partner added",
    "partner.status_set": "Partner changed",
    "referral.linked": "Said to belong together with another",
    "referral.told_apart": "Said only to look like another",
    "referral.parted": "Parted from another",
    "referral.likeness_shown": "Shown as like another",
    "earlier_account.registered": "Earlier account registered",
    "earlier_account.corrected": "Earlier account corrected",
    "officer.created": "Officer added",
    "officer.roles_set": "Roles of an officer set",
    "officer.opened": "Account of an officer opened",
    "officer.closed": "Account of an officer closed",
    "officer.second_factor_forgotten": "Second factors of an officer forgotten",
    "officer.sessions_ended": "Sessions of an officer ended",
    "officer.password_set": "Password of an officer set",
    "officer.subject_connected": "Account at the identity provider connected",
    "officer.subject_forgotten": "Account at the identity provider forgotten",
}


def stage(code: str) -> tuple[str, str]:
    """Name a referral's stage and the colour of its tag."""
    return STAGES.get(code, (code, ""))


def act(code: str) -> str:
    """Name an act of the ledger; one without words stands for itself."""
    return ACTS.get(code, code)


def actor(code: str, names: Mapping[str, str]) -> str:
    """Name who did it: an officer, or a part of the system."""
    part = code.removeprefix("system:")
    return names.get(code, code) if part == code else f"{part.capitalize()} (the system)"


FILES: Final = {
    "image/jpeg": "JPEG picture",
    "image/png": "PNG picture",
    "image/gif": "GIF picture",
    "image/webp": "WebP picture",
    "image/heic": "HEIC picture",
    "video/mp4": "MP4 film",
    "video/quicktime": "QuickTime film",
    "video/webm": "WebM film",
    "audio/mpeg": "MP3 sound",
    "application/pdf": "PDF document",
    "application/zip": "ZIP archive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Office document",
    "application/msword": "Office document of an old kind",
    "application/rtf": "RTF document",
    "text/html": "web page",
    "message/rfc822": "e-mail",
    "text/plain": "plain text",
    "": "nothing known",
}


def file_kind(mime: str) -> str:
    """Name what a file looks like; a kind without words stands for itself."""
    return FILES.get(mime, mime)
