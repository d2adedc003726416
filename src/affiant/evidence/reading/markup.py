"""Walking through XML that declares nothing: no document type, no entity, no depth without end."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol
from xml.parsers import expat

from affiant.evidence.reading.outcomes import Outcome, Unreadable

DEEPEST: Final = 200  # elements within each other

# Walking through untrusted XML with expat is safe as long as nothing is declared: every bomb and every outside
# reference is a declaration first, and the handlers below refuse those before anything is made of them.


class Walker(Protocol):
    """Is told what comes; names are without their namespace."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take its end."""

    def words(self, text: str) -> None:
        """Take words between the two."""


def walk(pieces: Iterable[bytes], walker: Walker) -> None:
    """Tell the walker of a document that comes in pieces.

    Raises:
        Unreadable: it declares something, or is too deep.
        expat.ExpatError: it is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = _Depth(walker)
    parser.StartElementHandler = depth.begin
    parser.EndElementHandler = depth.end
    parser.CharacterDataHandler = walker.words
    parser.StartDoctypeDeclHandler = _refusing()
    parser.EntityDeclHandler = _refusing()
    parser.ExternalEntityRefHandler = _refusing()
    for piece in pieces:
        parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by place
    parser.Parse(b"", True)  # noqa: FBT003 - the same


class _Depth:
    def __init__(self, walker: Walker) -> None:
        self._walker, self._depth = walker, 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(Outcome.TOO_LARGE)
        self._walker.begin(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._walker.end(_local(name))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refusing() -> Callable[..., int]:
    def refuse(*_: object) -> int:
        raise Unreadable(Outcome.DECLARES)

    return refuse
