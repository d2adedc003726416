"""Reading one file's text: any bytes give text or a reason."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from affiant.evidence.reading import hypertext, mail, office, pdf
from affiant.evidence.reading.gathering import Enough, Gathering
from affiant.evidence.reading.kinds import Hint, Kind, kind_of
from affiant.evidence.reading.outcomes import LARGEST, Outcome, Reading, Unreadable

READERS: Final[Mapping[Kind, Callable[[bytes, Gathering], None]]] = MappingProxyType(
    {Kind.PDF: pdf.read, Kind.ZIP: office.read, Kind.HTML: hypertext.read, Kind.MAIL: mail.read}
)


def read(raw: bytes, hint: Hint) -> Reading:
    """Return the text of a file, or why there is none; nothing is raised, whatever the bytes are."""
    if len(raw) > LARGEST:
        return Reading(Outcome.TOO_LARGE)
    into = Gathering()
    try:
        _reader(raw, hint)(raw, into)
    except Enough:
        return into.reading(cut=True)
    except Unreadable as refused:
        return Reading(refused.outcome)
    except MemoryError:
        return Reading(Outcome.TOO_LARGE)
    except Exception:  # noqa: BLE001 - the outermost edge of the child: parsers fail on hostile files in every way
        return Reading(Outcome.DAMAGED)
    return into.reading(cut=False)


def _reader(raw: bytes, hint: Hint) -> Callable[[bytes, Gathering], None]:
    kind = kind_of(raw, hint)
    if kind is Kind.OLE:
        raise Unreadable(Outcome.OLD_OFFICE)
    if kind is None or kind not in READERS:
        raise Unreadable(Outcome.OTHER_KIND)
    return READERS[kind]
