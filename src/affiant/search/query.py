"""The language of a search: what was typed becomes a tree, and nothing that can be typed is an error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from affiant.core.spelling import words
from affiant.search import filters
from affiant.search.filters import Filter

LONGEST: Final = 500  # letters of a search
MOST: Final = 30  # words and filters of a search
DEEPEST: Final = 8  # brackets within brackets
SHORTEST_PREFIX: Final = 2

_QUOTES: Final = '"“”„‟«»'
_TERM: Final = re.compile(rf"""(?P<field>[^\W\d_]+):(?=[^\s{_QUOTES}()]|[{_QUOTES}])|[^\s{_QUOTES}()|]+""")
_UNSPACED_OR_NUMBER: Final = re.compile(r"[\d\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; `beginning`: words that begin so; `unlike`: how many letters may differ."""

    text: str
    beginning: bool = False
    unlike: int = 0
    in_names: bool = False  # among the names of files alone
    of_a_place: bool = False  # it came from a place's name, and is looked up no further

    @property
    def is_plain(self) -> bool:
        """Answer whether it was typed without any sign."""
        return not (self.beginning or self.unlike or self.in_names or self.of_a_place)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, as they are typed."""

    texts: tuple[str, ...]
    in_names: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    one: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What must all be there."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What may be there, one of them at least."""

    nodes: tuple["Node", ...]


Node = Word | Phrase | Not | All | AnyOf | Filter


@dataclass(frozen=True, slots=True)
class Parsed:
    """A search as it was understood; `notes` say what was understood in another way than it was typed."""

    tree: All
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Answer whether nothing is asked for."""
        return not self.tree.nodes


def parse(text: str) -> Parsed:
    """Return what a search asks for; whatever is typed, there is a tree."""
    reading = _Reading(text[:LONGEST].replace("\0", " "))
    if len(text) > LONGEST:
        reading.notes.append(f"Only the first {LONGEST} letters were read.")
    nodes: list[Node] = []
    while not reading.at_end:
        nodes += reading.alternatives(0)
        reading.skip(")|")
    return Parsed(All(tuple(nodes)), tuple(dict.fromkeys(reading.notes)))


@dataclass
class _Reading:
    """Where the reading stands."""

    text: str
    at: int = 0
    taken: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def at_end(self) -> bool:
        self.skip("")
        return self.at >= len(self.text)

    def skip(self, also: str) -> None:
        while self.at < len(self.text) and (self.text[self.at].isspace() or self.text[self.at] in also):
            self.at += 1

    def alternatives(self, depth: int) -> list[Node]:
        """Read up to a closing bracket: what stands on both sides of OR becomes one node."""
        found: list[Node] = []
        beside = False
        while not self.at_end and self.text[self.at] != ")":
            if self._is_or():
                beside = bool(found)
                continue
            for number, node in enumerate(self._one(depth)):
                found = _beside(found, node) if beside and number == 0 else [*found, node]
                beside = False
        return found

    def _is_or(self) -> bool:
        found = re.compile(r"OR(?![^\s()])|\|+").match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _one(self, depth: int) -> list[Node]:
        negated = re.compile(r"(?:NOT\s+|[-\u2212\u2013](?=\S))").match(self.text, self.at)
        self.at = negated.end() if negated else self.at
        nodes = self._bare(depth)
        if not negated or not nodes:
            return nodes
        return [Not(nodes[0] if len(nodes) == 1 else All(tuple(nodes)))]

    def _bare(self, depth: int) -> list[Node]:
        if self.at >= len(self.text):
            return []
        letter = self.text[self.at]
        if letter == "(":
            self.at += 1
            return self._bracket(depth)
        if letter in _QUOTES:
            return self._count([_phrase(self._quoted(), in_names=False)])
        found = _TERM.match(self.text, self.at)
        if found is None:
            self.at += 1
            return []
        self.at = found.end()
        return self._count(self._field(found["field"]) if found["field"] else _plain(found[0], in_names=False))

    def _bracket(self, depth: int) -> list[Node]:
        if depth >= DEEPEST:
            return []
        nodes = self.alternatives(depth + 1)
        self.at += 1  # the closing bracket, if there is one
        return [All(tuple(nodes))] if nodes else []

    def _quoted(self) -> str:
        end = next((at for at in range(self.at + 1, len(self.text)) if self.text[at] in _QUOTES), len(self.text))
        quoted = self.text[self.at + 1 : end]
        self.at = end + 1
        return quoted

    def _field(self, name: str) -> list[Node | None]:
        if self.text[self.at] in _QUOTES:
            value, quoted = self._quoted(), True
        else:
            found = re.compile(rf"[^\s{_QUOTES}()|]+").match(self.text, self.at)
            value, quoted = (found[0] if found else ""), False
            self.at += len(value)
        known = filters.name_of(name)
        if known == filters.FILE:
            return [_phrase(value, in_names=True)] if quoted else _plain(value, in_names=True)
        if known is None:
            self.notes.append(f"There is no field “{name}”; it was searched for as a word.")
            return [*_plain(name, in_names=False), *_plain(value, in_names=False)]
        chosen, notes = filters.read(known, value)
        self.notes += notes
        return [chosen] if chosen else []

    def _count(self, nodes: list[Node | None]) -> list[Node]:
        kept = [node for node in nodes if node is not None]
        self.taken += len(kept)
        if self.taken > MOST:
            self.notes.append(f"Only the first {MOST} words were searched for.")
            return []
        return kept


def _beside(found: list[Node], node: Node) -> list[Node]:
    last = found[-1]
    nodes = last.nodes if isinstance(last, AnyOf) else (last,)
    return [*found[:-1], AnyOf((*nodes, node))]


def _phrase(text: str, *, in_names: bool) -> Node | None:
    folded = tuple(word for raw in words.raw(text) if (word := words.fold(raw)))[:MOST]
    if not folded:
        return None
    return Phrase(folded, in_names) if len(folded) > 1 else Word(folded[0], in_names=in_names)


def _plain(text: str, *, in_names: bool) -> list[Node | None]:
    """Read what stands between blanks: mostly one word; numbers and signs without blanks belong together."""
    bare, unlike = _unlike(text)
    beginning = bare.endswith("*")
    folded = [word for raw in words.raw(bare) if (word := words.fold(raw))]
    if not folded:
        return []
    if len(folded) > 1 and any(_UNSPACED_OR_NUMBER.match(word) for word in folded):
        return [Phrase(tuple(folded[:MOST]), in_names)]
    return list(_marked(folded, unlike, beginning=beginning, in_names=in_names))


def _unlike(text: str) -> tuple[str, int]:
    found = re.search(r"~([12]?)$", text)
    if found is None:
        return text, 0
    bare = text[: found.start()]
    return bare, int(found[1]) if found[1] else _FAR if len(bare) > _LONG else 1


_LONG: Final = 7  # in a longer word two letters may differ
_FAR: Final = 2


def _marked(folded: list[str], unlike: int, *, beginning: bool, in_names: bool) -> Iterator[Node | None]:
    for number, word in enumerate(folded, start=1):
        last = number == len(folded)
        begins = beginning and last and len(word) >= SHORTEST_PREFIX
        yield Word(word, begins, unlike if last and not begins else 0, in_names)
