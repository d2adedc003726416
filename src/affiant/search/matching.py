"""From what was asked to what the index is asked, and to what is marked in a text that was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Final
from uuid import UUID

from tantivy import FieldType, Occur, Query, Searcher

from affiant.search import analysis, index, places
from affiant.search.filters import Filter
from affiant.search.places import Place
from affiant.search.query import All, AnyOf, Node, Not, Phrase, Word
from affiant.search.sought import Sought

AS_TYPED: Final = 4.0  # how much more a word as it was typed counts than another form of it
SHORTEST_FUZZY: Final = 3


@dataclass
class Matching:
    """Turns a tree into a question to the index, and gathers what to mark and which places were meant."""

    officer_id: UUID
    sought: Sought = field(default_factory=Sought)
    places: list[Place] = field(default_factory=list)
    _negated: bool = False

    def question(self, tree: All, closed: Iterable[UUID]) -> Query:
        """Return the question for the referrals that fit, without those that are closed to the officer."""
        hidden = [one.hex for one in closed]
        clauses = [(Occur.Must, _facet(index.EVERYTHING)), *self._clauses(self._with_places(tree))]
        if hidden:
            clauses.append((Occur.MustNot, Query.term_set_query(index.SCHEMA, index.ID, hidden)))
        return Query.boolean_query(clauses)

    def _with_places(self, tree: All) -> All:
        """Read each row of words that is the name of a place as that place, under any of its names."""
        nodes: list[Node] = []
        rest = list(tree.nodes)
        while rest:
            taken, place = _row(rest)
            if place is None:
                nodes.append(rest.pop(0))
                continue
            self.places.append(place)
            nodes.append(_under_any_name(rest[:taken], place))
            rest = rest[taken:]
        return All(tuple(nodes))

    def _clauses(self, tree: All) -> list[tuple[Occur, Query]]:
        clauses = []
        for node in tree.nodes:
            if isinstance(node, Not):
                clauses.append((Occur.MustNot, self._unmarked(node.one)))
            else:
                clauses.append((Occur.Must, self._query(node)))
        return clauses

    @singledispatchmethod
    def _query(self, node: Node) -> Query:
        raise NotImplementedError(type(node))

    @_query.register
    def _(self, node: Word) -> Query:
        field_name = index.NAMES if node.in_names else index.WORDS
        self._seek(node)
        if node.beginning:
            return Query.fuzzy_term_query(index.SCHEMA, field_name, node.text, distance=0, prefix=True)
        if node.unlike and len(node.text) >= SHORTEST_FUZZY:
            return Query.fuzzy_term_query(index.SCHEMA, field_name, node.text, distance=node.unlike)
        typed = Query.boost_query(Query.term_query(index.SCHEMA, field_name, node.text), AS_TYPED)
        return typed if node.in_names else _any([typed, _keys(self._keys(node))])

    @_query.register
    def _(self, node: Phrase) -> Query:
        if not self._negated:
            self.sought.phrases.add(node.texts)
        return Query.phrase_query(index.SCHEMA, index.NAMES if node.in_names else index.WORDS, list(node.texts))

    @_query.register
    def _(self, node: Not) -> Query:
        return Query.boolean_query([(Occur.Must, _facet(index.EVERYTHING)), (Occur.MustNot, self._unmarked(node.one))])

    @_query.register
    def _(self, node: All) -> Query:
        return Query.boolean_query([(Occur.Must, _facet(index.EVERYTHING)), *self._clauses(node)])

    @_query.register
    def _(self, node: AnyOf) -> Query:
        return _any([self._query(one) for one in node.nodes])

    @_query.register
    def _(self, node: Filter) -> Query:
        if node.name in {"from", "to"}:
            first, last = (int(node.value), None) if node.name == "from" else (None, int(node.value))
            return Query.range_query(index.SCHEMA, index.AT, FieldType.Unsigned, first, last)
        if node.name == "officer":
            return _facet(index.officer_facet(self.officer_id if node.value == "me" else None))
        return _facet(f"{node.name}={node.value}")

    def _unmarked(self, node: Node) -> Query:
        before, self._negated = self._negated, True
        try:
            return self._query(node)
        finally:
            self._negated = before

    def _seek(self, node: Word) -> None:
        if self._negated:
            return
        if node.beginning:
            self.sought.beginnings.add(node.text)
        elif node.unlike:
            self.sought.unlike[node.text] = node.unlike
        else:
            self.sought.words.add(node.text)

    def _keys(self, node: Word) -> set[str]:
        found = [] if self._negated or node.of_a_place else places.named((node.text,))
        self.places += [place for place in found if place not in self.places]
        others = {key for place in found for name in place.names if len(name) == 1 for key in analysis.keys(name[0])}
        keys = analysis.asked(node.text) | {key for key in others if key[0] in analysis.STEMS}
        if not self._negated:
            self.sought.keys |= keys
        return keys


def _row(nodes: list[Node]) -> tuple[int, Place | None]:
    """Return how many of the first words are the name of one place, and the place."""
    for length in range(places.LONGEST, 1, -1):
        row = [node for node in nodes[:length] if isinstance(node, Word) and node.is_plain]
        found = places.named(tuple(word.text for word in row)) if len(row) == length else []
        if found:
            return length, found[0]
    return 0, None


def _under_any_name(typed: list[Node], place: Place) -> Node:
    names = [name for name in place.names if len(name) > 1]
    others = [All(tuple(Word(word, of_a_place=True) for word in name)) for name in names]
    return AnyOf((All(tuple(typed)), *others))


def widened(tree: All, searcher: Searcher) -> All:
    """Return the tree with every word that nothing has, in any form, read as one that is misspelt."""

    def widen(node: Node) -> Node:
        if isinstance(node, Word) and not node.unlike and not node.beginning and _is_unknown(node, searcher):
            return Word(node.text, unlike=2 if len(node.text) > 5 else 1, in_names=node.in_names)  # noqa: PLR2004
        if isinstance(node, All):
            return All(tuple(map(widen, node.nodes)))
        if isinstance(node, AnyOf):
            return AnyOf(tuple(map(widen, node.nodes)))
        return node

    return All(tuple(map(widen, tree.nodes)))


def _is_unknown(node: Word, searcher: Searcher) -> bool:
    if searcher.doc_freq(index.NAMES if node.in_names else index.WORDS, node.text):
        return False
    return node.in_names or not any(searcher.doc_freq(index.KEYS, key) for key in analysis.asked(node.text))


def _facet(value: str) -> Query:
    return Query.term_query(index.SCHEMA, index.FACETS, value, index_option="basic")


def _keys(keys: Iterable[str]) -> Query:
    return Query.term_set_query(index.SCHEMA, index.KEYS, sorted(keys))


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
