"""Makes the small table from which the server draws its map: coasts, boundaries, and where each country lies.

Run by the build hook. The shapes are Natural Earth's at 1:50 million, by way of world-atlas; the names are Unicode's.
Which boundary is drawn is no statement: see docs/adr/0021-aids-without-scripts.md.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.core import get_global

# The Crimea stands among Russia's shapes in the source, as this ring of two arcs: it is drawn with Ukraine.
CRIMEA: Final = (34.1, 45.1)  # a point in its middle
EARTH: Final = 360.0
EAST_EDGE: Final = 99_999  # in the source's own units; the west edge and the South Pole are 0
FROM, TO = "643", "804"
NO_CODE: Final = {"Kosovo": "XK"}  # in use everywhere, and not in the standard that numbers countries
LANGUAGES: Final = {
    "en": "en", "uk": "uk", "ru": "ru", "ar": "ar", "fa": "fa", "prs": "fa_AF", "ps": "ps", "ti": "ti",
    "ckb": "ckb", "my": "my", "ta": "ta", "fr": "fr",
}  # fmt: skip

Topology = dict[str, Any]
Ring = list[int]
Point = tuple[float, float]


def write(source: Path, target: Path) -> None:
    """Write the table that `affiant.intake.aids.world` reads."""
    topology: Topology = json.loads(source.read_text())
    geometries = topology["objects"]["countries"]["geometries"]
    shapes = {str(number): _polygons(geometry) for number, geometry in enumerate(geometries)}
    _mend(topology, geometries, shapes)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(_table(topology, geometries, shapes), separators=(",", ":"), ensure_ascii=False))


def _mend(topology: Topology, geometries: list[Topology], shapes: dict[str, list[list[Ring]]]) -> None:
    """Move the Crimea from one country's shapes to the other's; both have to be as they were when this was written."""
    (source,) = (str(number) for number, geometry in enumerate(geometries) if geometry.get("id") == FROM)
    (target,) = (str(number) for number, geometry in enumerate(geometries) if geometry.get("id") == TO)
    (crimea,) = (polygon for polygon in shapes[source] if _holds(_box(topology, polygon[0]), CRIMEA, widest=6))
    shapes[source].remove(crimea)
    shapes[target].append(crimea)


def _table(topology: Topology, geometries: list[Topology], shapes: dict[str, list[list[Ring]]]) -> Topology:
    uses: Counter[int] = Counter()
    owners: dict[int, set[str]] = {}
    for number, polygons in shapes.items():
        for arc in _arcs(polygons):
            uses[arc] += 1
            owners.setdefault(arc, set()).add(number)
    places = {
        code: _box(topology, _largest(topology, shapes[str(number)]))
        for number, geometry in enumerate(geometries)
        if (code := _code(geometry))
    }
    return {
        "move": topology["transform"]["translate"],
        "scale": topology["transform"]["scale"],
        "coasts": [line for arc in owners if uses[arc] == 1 for line in _opened(topology["arcs"][arc], closed=True)],
        "borders": [line for arc in owners if len(owners[arc]) > 1 for line in _opened(topology["arcs"][arc])],
        "places": {code: [round(edge, 1) for edge in box] for code, box in sorted(places.items())},
        "names": {language: _names(locale, places) for language, locale in LANGUAGES.items()},
    }


def _opened(arc: list[list[int]], *, closed: bool = False) -> list[list[int]]:
    """Cut a line where it runs over the edge of the map, at 180 degrees.

    A closed shape needs sides there: from each cut one goes down to the pole, on both edges of the map. Where a shape
    has two cuts, what lies below both is there twice, and counts as outside again.
    """
    points = list(zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True))
    pieces, sides = [[points[0]]], []
    for before, after in pairwise(points):
        if abs(after[0] - before[0]) > EAST_EDGE / 2:
            sides += [[(edge, before[1]), (edge, 0)] for edge in (0, EAST_EDGE)]
            pieces[-1].append((EAST_EDGE if before[0] > after[0] else 0, before[1]))
            pieces.append([(0 if before[0] > after[0] else EAST_EDGE, before[1])])
        pieces[-1].append(after)
    return [_deltas(piece) for piece in (pieces + sides if closed else pieces)]


def _deltas(points: list[tuple[int, int]]) -> list[int]:
    steps = [points[0], *((after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points))]
    return [number for step in steps for number in step]


def _names(locale: str, places: dict[str, Any]) -> dict[str, str]:
    names = Locale.parse(locale).territories
    english = Locale.parse("en").territories
    return {code: names.get(code) or english[code] for code in sorted(places)}


def _code(geometry: Topology) -> str | None:
    aliases: dict[str, list[str]] = get_global("territory_aliases")  # type: ignore[assignment]
    if (number := geometry.get("id")) is None:
        return NO_CODE.get(geometry["properties"]["name"])
    if number == "036" and geometry["properties"]["name"] != "Australia":
        return None
    return aliases[number][0]


def _polygons(geometry: Topology) -> list[list[Ring]]:
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _arcs(polygons: list[list[Ring]]) -> Iterator[int]:
    for polygon in polygons:
        for ring in polygon:
            yield from (arc if arc >= 0 else ~arc for arc in ring)


def _points(topology: Topology, ring: Ring) -> list[Point]:
    (width, height), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    points: list[Point] = []
    for arc in ring:
        x = y = 0
        line = []
        for right, up in topology["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + right, y + up
            line.append((x * width + west, y * height + south))
        points += line if arc >= 0 else line[::-1]
    return list(_unwound(points))


def _unwound(points: list[Point]) -> Iterator[Point]:
    """Go on counting where a line runs over 180 degrees, so that a country there is as wide as it is."""
    turn = 0.0
    for before, (east, north) in pairwise([points[0], *points]):
        turn += EARTH * ((before[0] - east > EARTH / 2) - (east - before[0] > EARTH / 2))
        yield east + turn, north


def _box(topology: Topology, ring: Ring) -> tuple[float, float, float, float]:
    points = _points(topology, ring)
    across, along = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(along), max(across), max(along)


def _largest(topology: Topology, polygons: list[list[Ring]]) -> Ring:
    return max((polygon[0] for polygon in polygons), key=lambda ring: _area(topology, ring))


def _area(topology: Topology, ring: Ring) -> float:
    points = _points(topology, ring)
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(one[0] * two[1] - two[0] * one[1] for one, two in pairs))


def _holds(box: tuple[float, float, float, float], point: Point, widest: float) -> bool:
    west, south, east, north = box
    return east - west < widest and west < point[0] < east and south < point[1] < north
