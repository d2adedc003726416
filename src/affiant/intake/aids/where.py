"""The place that somebody marked: a point and how far from it the place may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import formats
from django.utils.translation import gettext as _

MARKED: Final = "where_marked"
NORTHMOST: Final = 90
EASTMOST: Final = 180
FARTHEST: Final = 1000  # km
COARSE: Final = 50  # km: from here on one digit after the point says enough


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the Earth in degrees (WGS 84) and a radius in kilometres."""

    latitude: float
    longitude: float
    radius: int

    def __str__(self) -> str:
        return f"{self.latitude:.2f},{self.longitude:.2f},{self.radius}"


def read(answers: Mapping[str, object]) -> Spot | None:
    """Read the mark of a draft; None if there is none."""
    try:
        latitude, longitude, radius = str(answers.get(MARKED, "")).split(",")
        spot = Spot(float(latitude), float(longitude), int(radius))
    except ValueError:
        return None
    inside = abs(spot.latitude) <= NORTHMOST and abs(spot.longitude) <= EASTMOST and 0 < spot.radius <= FARTHEST
    return spot if inside else None


def words(spot: Spot) -> str:
    """Say where it is, as far as it was marked."""
    digits = 1 if spot.radius > COARSE else 2
    numbers = {
        "latitude": formats.number_format(abs(spot.latitude), digits),
        "longitude": formats.number_format(abs(spot.longitude), digits),
        "radius": spot.radius,
    }
    return _sentence(north=spot.latitude >= 0, east=spot.longitude >= 0) % numbers


def _sentence(*, north: bool, east: bool) -> str:
    match north, east:
        case True, True:
            return _("%(latitude)s° north, %(longitude)s° east, within about %(radius)s km")
        case True, False:
            return _("%(latitude)s° north, %(longitude)s° west, within about %(radius)s km")
        case False, True:
            return _("%(latitude)s° south, %(longitude)s° east, within about %(radius)s km")
        case _:
            return _("%(latitude)s° south, %(longitude)s° west, within about %(radius)s km")
