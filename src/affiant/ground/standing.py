"""Questions that are put to the database again and again with other ids: each is built once, which takes longest."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

Row = tuple[Any, ...]
"""An id, and the texts that were asked for."""

_SIZES: Final = (20, 900)  # ids of a question: a page, and as many as SQLite takes; fewer are filled up with the last


class _Built(NamedTuple):
    text: str
    given: Sequence[Any]  # what stands in the question; a place stands for the id that is given each time
    places: Mapping[Any, int]


_Which = Callable[[str, Sequence[UUID]], Q]


def _among(field: str, ids: Sequence[UUID]) -> Q:
    return Q(**{f"{field}__in": ids})


def _between(field: str, ids: Sequence[UUID]) -> Q:
    return Q(**{f"{field}__gte": ids[0], f"{field}__lte": ids[-1]})


class StandingQuestion:
    """A question for rows by their ids, of which the first column is an id and every other one a text."""

    def __init__(self, field: str, build: Callable[[Q], QuerySet[Any, Any]]) -> None:
        """Take the column that the ids are looked for in, and what puts the question together."""
        self._field, self._build = field, build
        self._built: dict[tuple[str, int, _Which], _Built] = {}

    def of(self, ids: Sequence[UUID]) -> list[Row]:
        """Return the rows of these ids; one query, and none without any id."""
        if not ids:
            return []
        size = next((size for size in _SIZES if size >= len(ids)), len(ids))
        return self._rows([*ids, *[ids[-1]] * (size - len(ids))], _among)

    def between(self, first: UUID, last: UUID) -> list[Row]:
        """Return the rows whose ids stand from the first to the last; one query."""
        return self._rows([first, last], _between)

    def _rows(self, ids: Sequence[UUID], which: _Which) -> list[Row]:
        built, mine = self._as_built(len(ids), which), _kept(ids)
        with connection.cursor() as cursor:
            cursor.execute(
                built.text, [mine[built.places[each]] if each in built.places else each for each in built.given]
            )
            found = cursor.fetchall()
        return found if connection.features.has_native_uuid_field else [(UUID(one), *rest) for one, *rest in found]

    def _as_built(self, size: int, which: _Which) -> _Built:
        kind = (connection.vendor, size, which)
        found = self._built.get(kind)
        if found is None:
            places = [UUID(int=number) for number in range(size)]
            text, given = self._build(which(self._field, places)).query.sql_with_params()
            numbers = {place: number for number, place in enumerate(_kept(places))}
            found = self._built[kind] = _Built(text, given, numbers)
        return found


def _kept(ids: Sequence[UUID]) -> Sequence[UUID | str]:
    """Return ids as the engine keeps them."""
    return ids if connection.features.has_native_uuid_field else [each.hex for each in ids]
