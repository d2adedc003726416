"""The part of the Earth that the map shows: which point lies where in the picture."""

import math
from dataclasses import dataclass
from typing import Final, Self

WIDTH: Final = 288  # px of a page: fits a telephone of 320
WIDTHS: Final = (0, 8000, 2400, 700, 200)  # km from side to side, by level; level 0 is the whole Earth
RADII: Final = (500, 300, 100, 30, 10)  # km: what a fingertip covers, by level
CLOSEST: Final = len(WIDTHS) - 1
KM_PER_DEGREE: Final = 111.2
SOUTHMOST: Final = -58.0  # below lies ice
NORTHMOST: Final = 84.0
HALF: Final = 180.0


@dataclass(frozen=True, slots=True)
class Window:
    """A view of the Earth: around a point, at a level of closeness."""

    latitude: float = 13.0
    longitude: float = 0.0
    level: int = 0

    @classmethod
    def around(cls, latitude: float, longitude: float, level: int) -> Self:
        """Make the view, moved as far as needed to stay on the Earth."""
        level = max(0, min(CLOSEST, level))
        if level == 0:
            return cls()
        half = WIDTHS[level] / KM_PER_DEGREE / 2
        latitude = max(SOUTHMOST + half, min(NORTHMOST - half, latitude))
        wide = min(HALF, half / _narrowing(latitude))
        return cls(latitude, max(-HALF + wide, min(HALF - wide, longitude)), level)

    @property
    def height(self) -> int:
        """The picture's height in px of a page."""
        return round(WIDTH * (NORTHMOST - SOUTHMOST) / (2 * HALF)) if self.level == 0 else WIDTH

    @property
    def scale(self) -> tuple[float, float]:
        """How many px a degree is, eastward and northward."""
        if self.level == 0:
            return WIDTH / (2 * HALF), WIDTH / (2 * HALF)
        northward = WIDTH / (WIDTHS[self.level] / KM_PER_DEGREE)
        return northward * _narrowing(self.latitude), northward

    @property
    def radius(self) -> int:
        """How exactly a point can be marked here, in km."""
        return RADII[self.level]

    @property
    def kilometres(self) -> int:
        """How wide the picture is, in km; 0 for the whole Earth."""
        return WIDTHS[self.level]

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point of the Earth lies in the picture: px from the left and from the top."""
        eastward, northward = self.scale
        return (longitude - self.longitude) * eastward + WIDTH / 2, (
            self.latitude - latitude
        ) * northward + self.height / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return which latitude and longitude lies at a place of the picture."""
        eastward, northward = self.scale
        latitude = self.latitude - (y - self.height / 2) / northward
        longitude = self.longitude + (x - WIDTH / 2) / eastward
        return max(-90.0, min(90.0, latitude)), max(-HALF, min(HALF, longitude))

    def moved(self, right: float, down: float) -> Self:
        """Return the view next to this one; the numbers are parts of the picture's sides."""
        latitude, longitude = self.point(WIDTH / 2 + right * WIDTH, self.height / 2 + down * self.height)
        return self.around(latitude, longitude, self.level)

    def closer(self, steps: int) -> Self:
        """Return the view of the same middle from nearer, or from farther away."""
        return self.around(self.latitude, self.longitude, self.level + steps)

    @classmethod
    def over(cls, box: tuple[float, float, float, float]) -> Self:
        """Return the nearest view that holds a country."""
        west, south, east, north = box
        latitude, longitude = (south + north) / 2, (west + east) / 2
        size = max((north - south), (east - west) * _narrowing(latitude)) * KM_PER_DEGREE
        level = max((level for level, width in enumerate(WIDTHS) if width >= size), default=1)
        return cls.around(latitude, longitude, level)


def _narrowing(latitude: float) -> float:
    return max(0.1, math.cos(math.radians(latitude)))
