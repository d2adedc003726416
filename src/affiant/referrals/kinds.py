"""The small words of referrals: forms, ways in, flags, states, what a note or a translation is."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from affiant.referrals.stages import Stage


class Form(TextChoices):
    """Which of the public face's forms an envelope holds."""

    REPORT = "report", _("Report")
    MESSAGE = "message", _("Message")
    WISHES = "wishes", _("Changed wishes")
    WITHDRAWAL = "withdrawal", _("Withdrawal")


class Path(TextChoices):
    """How a person says that they come to report: the form's first question."""

    EXPERIENCED = "experienced", _("It happened to them")
    WITNESSED = "witnessed", _("Saw or heard it")
    TOLD = "told", _("Was told or sent it")
    MATERIAL = "material", _("Holds material")
    PERSON = "person", _("Knows of a person")
    BEHALF = "behalf", _("Reports for somebody else")
    OFFICER = "officer", _("An officer helps")


class Route(TextChoices):
    """By which way a report came: the signed header of its envelope says so."""

    PUBLIC = "public", _("The public form")
    ORGANISATION = "organisation", _("Sent by an organisation")
    IMPORT = "import", _("Handed over by an organisation")


class Flag(TextChoices):
    """What an answer says about safety now. No machine reads the account for it."""

    CHILD = "child", _("A child")
    DANGER = "danger", _("In danger now")
    YOUNG_UNSAFE = "young_unsafe", _("A young person who may not be safe")


class State(TextChoices):
    """Where a report stands, as its reporter is told."""

    RECEIVED = "received", _("Received")
    BEING_READ = "being_read", _("Being read")
    ASSESSED = "assessed", _("Being assessed")
    TAKEN_UP = "taken_up", _("Taken up")
    PASSED_ON = "passed_on", _("Passed on")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class What(TextChoices):
    """What of a report was passed on."""

    ACCOUNT = "account", _("The account and the files")
    ACCOUNT_CONTACT = "account_contact", _("The account, the files, the name and the ways of contact")


class Role(TextChoices):
    """Who somebody to contact is, as far as it may stand in the open."""

    REPORTER = "reporter", _("The person who reported")
    CONCERNED = "concerned", _("The person whom it happened to")
    TRUSTED = "trusted", _("Somebody whom they trust")
    WITNESS = "witness", _("Somebody else who may know of it")
    REPRESENTATIVE = "representative", _("A lawyer or an organisation that acts for them")
    OTHER = "other", _("Somebody else")


class Standing(TextChoices):
    """Whether a note says what is so, or what its author thinks (R32)."""

    FACT = "fact", _("Fact")
    OPINION = "opinion", _("Opinion")


class Origin(TextChoices):
    """Who made a translation (R9)."""

    HUMAN = "human", _("By a person")
    CERTIFIED = "certified", _("By a person, certified")
    MACHINE = "machine", _("By a machine: a draft, not checked")


# What the reporter is told in each stage; a stage without a row would leave them without word.
SHOWN: Final[dict[Stage, State]] = {
    Stage.RECEIVED: State.RECEIVED,
    Stage.ASSIGNED: State.BEING_READ,
    Stage.ADVICE: State.ASSESSED,
    Stage.PROPOSED: State.ASSESSED,
    Stage.ACCEPTED: State.TAKEN_UP,
    Stage.INTELLIGENCE: State.CLOSED,
    Stage.SUSPENDED: State.PAUSED,
    Stage.REFERRED: State.PASSED_ON,
    Stage.SHARING: State.ASSESSED,
    Stage.SHARED: State.PASSED_ON,
    Stage.NO_FURTHER_ACTION: State.CLOSED,
}
