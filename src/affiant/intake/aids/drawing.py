"""Draws the map: land, coasts, boundaries as dots, towns with their numbers, and the mark."""

import functools
from typing import Final

from affiant.intake.aids import digits, towns, world
from affiant.intake.aids.canvas import Canvas, Colour, Pixel
from affiant.intake.aids.where import Spot
from affiant.intake.aids.window import HALF, KM_PER_DEGREE, WIDTH, Window
from affiant.intake.aids.world import Line

SHARP: Final = 2  # points of the picture for each px of a page
COLOURS: Final[tuple[Colour, ...]] = (
    (214, 228, 233),  # water
    (250, 249, 245),  # land
    (120, 144, 152),  # coast
    (132, 112, 76),  # boundary
    (255, 255, 255),  # the mark's edge
    (87, 64, 124),  # the mark
    (22, 38, 44),  # towns and their numbers
)
WATER, LAND, COAST, BOUNDARY, EDGE, MARK, TOWN = range(len(COLOURS))
TOWN_SIZE: Final = 5
LARGE: Final = 3  # points of the picture for each point of a digit
DOTS: Final = (3, 4)
EDGE_OF_THE_MAP: Final = HALF - 0.01


def picture(window: Window, spot: Spot | None) -> bytes:
    """Return the map as PNG."""
    return _marked(window, spot) if window.level or spot else _earth(window)


@functools.cache  # one picture: the one with which everybody begins
def _earth(window: Window) -> bytes:
    return _marked(window, None)


def _marked(window: Window, spot: Spot | None) -> bytes:
    canvas = _blank(window)
    for number, town in enumerate(towns.within(window), start=1):
        x, y = window.place(town.latitude, town.longitude)
        _town(canvas, (x * SHARP, y * SHARP), number)
    if spot:
        _mark(canvas, window, spot)
    return canvas.png(COLOURS)


def _blank(window: Window) -> Canvas:
    canvas = Canvas(WIDTH * SHARP, window.height * SHARP)
    earth = world.load()
    coasts = [line for line in earth.coasts if _is_level_with(line, window)]
    placed = [(line, _placed(line, window)) for line in coasts]
    for _line, points in placed:
        canvas.outline(points)
    canvas.fill(LAND)
    for line, points in placed:
        if _is_seen(line, window) and not _is_edge(line):
            canvas.line(points, COAST)
    for line in earth.boundaries:
        if _is_level_with(line, window) and _is_seen(line, window):
            canvas.line(_placed(line, window), BOUNDARY, dots=DOTS)
    return canvas


def _mark(canvas: Canvas, window: Window, spot: Spot) -> None:
    x, y = window.place(spot.latitude, spot.longitude)
    centre = (x * SHARP, y * SHARP)
    radius = max(12.0, spot.radius / KM_PER_DEGREE * window.scale[1] * SHARP)
    canvas.ring(centre, radius + 2, EDGE, thick=4)
    canvas.ring(centre, radius, MARK, thick=6)
    canvas.disc(centre, 9, EDGE)
    canvas.disc(centre, 6, MARK)


def _town(canvas: Canvas, centre: Pixel, number: int) -> None:
    x, y = centre
    canvas.disc(centre, TOWN_SIZE + 2, EDGE)
    canvas.disc(centre, TOWN_SIZE, TOWN)
    left, top = x + 2 * TOWN_SIZE, y - digits.HEIGHT * LARGE / 2
    for colour, grown in ((EDGE, 2), (TOWN, 0)):
        for column, row in digits.points(number):
            canvas.block(left + column * LARGE - grown, top + row * LARGE - grown, LARGE + 2 * grown, colour)


def _is_level_with(line: Line, window: Window) -> bool:
    """Say whether a line lies between the picture's top and bottom: for filling, what is left of it counts too."""
    top, bottom = window.point(0, 0)[0], window.point(0, window.height)[0]
    return line.south_end <= top and line.north_end >= bottom


def _is_seen(line: Line, window: Window) -> bool:
    """Say whether a line lies between the picture's left and right."""
    left, right = window.point(0, 0)[1], window.point(WIDTH, 0)[1]
    return line.west_end <= right and line.east_end >= left


def _placed(line: Line, window: Window) -> list[Pixel]:
    eastward, northward = (scale * SHARP for scale in window.scale)
    left = WIDTH * SHARP / 2 - window.longitude * eastward
    top = window.height * SHARP / 2 + window.latitude * northward
    return [
        (east * eastward + left, top - north * northward) for east, north in zip(line.east, line.north, strict=True)
    ]


def _is_edge(line: Line) -> bool:
    """Say whether a line is where the source cuts the Earth open, not a coast."""
    return all(abs(east) > EDGE_OF_THE_MAP for east in line.east)
