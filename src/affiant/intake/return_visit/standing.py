"""Where a report stands, in plain words: the state, the way so far, and who has received it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from affiant.submissions import letterbox
from affiant.submissions.letterbox import Letter
from affiant.submissions.records import MESSAGE, Sent
from affiant.submissions.selectors import DraftView

# An isolate around a name: its direction does not turn the sentence around it.
ISOLATED: Final = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class State:
    """How a state is told: as it stands, what that means, and as a stop on the way."""

    now: Promise
    meaning: Promise
    stop: Promise


WAITING: Final = State(
    _("It is stored safely, and waits for the team to collect it."),
    _("This mostly takes a few minutes, at times longer. You do not have to do anything."),
    _("You sent it."),
)
COLLECTED: Final = State(
    _("The team has it."),
    _("An officer will read it. This can take some time. You do not have to do anything."),
    _("The team collected it."),
)
STATES: Final[Mapping[str, State]] = {
    "received": State(
        _("The team has it, and it waits for an officer to read it."),
        _("This can take some time. You do not have to do anything."),
        _("The team entered it in its register."),
    ),
    "being_read": State(
        _("An officer is reading what you sent."),
        _("If there is a question, you find it here, under messages."),
        _("An officer began to read it."),
    ),
    "assessed": State(
        _("The team has read it, and considers what can be done."),
        _("This can take weeks or longer. It says nothing about whether you are believed."),
        _("The team had read it."),
    ),
    "taken_up": State(
        _("The team has taken it up: it is part of their work."),
        _(
            "An investigation can take years. If they need you, you find a message here, or they reach you as you "
            "wished."
        ),
        _("The team took it up."),
    ),
    "passed_on": State(
        _("It has been passed on to somebody who can do more with it."),
        _("Below you see to whom."),
        _("It was passed on."),
    ),
    "paused": State(
        _("The work on it is paused."),
        _("It is kept, and the work can go on later. You can still write, add something or change your wishes."),
        _("The work on it was paused."),
    ),
    "closed": State(
        _("At the moment no further steps are planned."),
        _(
            "This is no judgement of what you told us. It is kept as the law demands, and can be opened again, for "
            "example when you or somebody else adds something."
        ),
        _("The team finished its work on it for now."),
    ),
}
LATER: Final[Mapping[str, Promise]] = {
    "message": _("You wrote to the team."),
    "wishes": _("You changed your wishes."),
    "withdrawal": _("You withdrew it."),
}
A_LETTER: Final = _("The team wrote to you.")


@dataclass(frozen=True, slots=True)
class Shared:
    """That something was given to somebody, as the team tells it."""

    to: str
    on: date
    with_contact: bool

    @property
    def sentence(self) -> str:
        """The act as a sentence of the page's language."""
        words = (
            _("%(to)s received what you sent, with your name and how to reach you, as far as you gave them.")
            if self.with_contact
            else _("%(to)s received what you sent, without the page about your name and how to reach you.")
        )
        return str(words) % {"to": ISOLATED.format(_called(self.to))}


def _called(recipient: str) -> str:
    """Give a recipient's name as the unit profile has it in the page's language; any other as the team wrote it."""
    names = (body.name for body in settings.AFFIANT.profile.bodies)
    return next((str(name) for name in names if name.english == recipient), recipient)


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that happened on the way."""

    at: datetime
    told: Promise | Shared

    @property
    def sentence(self) -> str:
        """The stop in the page's language."""
        return self.told.sentence if isinstance(self.told, Shared) else str(self.told)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the first page of a return visit says."""

    state: State
    stops: tuple[Stop, ...]
    shared: tuple[Shared, ...]
    letters: int  # messages from the team
    newest_letter: datetime | None
    asked: bool  # the team asked something, and no message has come from here since
    withdrawn_at: datetime | None

    @property
    def new_letters(self) -> str:
        """Say how many messages there are."""
        return ngettext(
            "The team has written you %(letters)d message.",
            "The team has written you %(letters)d messages.",
            self.letters,
        ) % {"letters": self.letters}


def of(draft: DraftView, letters: Sequence[Letter]) -> Standing:
    """Put together what the sent envelopes and the team's letters say; the draft has been sent."""
    messages = [letter.at for letter in letters if letter.kind == letterbox.MESSAGE]
    stops = sorted([*_own(draft.sent), *_told(draft.sent, letters)], key=lambda stop: stop.at)
    return Standing(
        state=_state(draft.sent, letters),
        stops=tuple(stops),
        shared=shared_with(letters),
        letters=len(messages),
        newest_letter=max(messages, default=None),
        asked=_is_asked(draft.sent, letters),
        withdrawn_at=draft.withdrawn_at,
    )


def shared_with(letters: Sequence[Letter]) -> tuple[Shared, ...]:
    """Give to whom what was sent has been given, the first first."""
    found = [_shared(letter) for letter in letters if letter.kind == letterbox.SHARED]
    return tuple(sorted(found, key=lambda shared: shared.on))


def collected_at(envelope: str, letters: Sequence[Letter]) -> datetime | None:
    """Say when the team collected an envelope; None before it has."""
    return next((letter.at for letter in letters if letter.envelope == envelope), None)


def _state(sent: Sequence[Sent], letters: Sequence[Letter]) -> State:
    told = [letter.facts["state"] for letter in letters if letter.kind == letterbox.STATUS]
    if told:
        return STATES[told[-1]]
    return COLLECTED if collected_at(sent[0].envelope, letters) else WAITING


def _is_asked(sent: Sequence[Sent], letters: Sequence[Letter]) -> bool:
    asked = max((letter.at for letter in letters if letter.asks), default=None)
    return asked is not None and not any(each.at > asked for each in sent if each.kind == MESSAGE)


def _own(sent: Sequence[Sent]) -> Iterator[Stop]:
    for each in sent:
        yield Stop(each.at, LATER.get(each.kind, WAITING.stop))


def _told(sent: Sequence[Sent], letters: Sequence[Letter]) -> Iterator[Stop]:
    for letter in letters:
        match letter.kind:
            case letterbox.ACKNOWLEDGEMENT if letter.envelope in {sent[0].envelope, ""}:
                yield Stop(letter.at, COLLECTED.stop)
            case letterbox.STATUS:
                yield Stop(letter.at, STATES[letter.facts["state"]].stop)
            case letterbox.MESSAGE:
                yield Stop(letter.at, A_LETTER)
            case letterbox.SHARED:
                yield Stop(letter.at, _shared(letter))


def _shared(letter: Letter) -> Shared:
    facts = letter.facts
    return Shared(facts["to"], date.fromisoformat(facts["on"]), facts["what"] == "account_contact")
