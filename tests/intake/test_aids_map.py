"""The map: a press is a point, nothing of it stands in an address, and no line settles what is disputed."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.navigators.reporter import answers, envelopes

from affiant.intake.aids import canvas, digits, drawing, maps, towns, where, world
from affiant.intake.aids.canvas import Canvas
from affiant.intake.aids.drawing import BOUNDARY, LAND, MARK, SHARP, WATER
from affiant.intake.aids.where import Spot
from affiant.intake.aids.window import RADII, WIDTH, Window

KHARKIV = (49.99, 36.23)
SIMFEROPOL = (44.95, 34.10)
ISTHMUS = (46.15, 33.70)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
windows = st.builds(Window.around, latitudes, longitudes, st.integers(-1, 6))


def points(png: bytes) -> tuple[int, int, bytes]:
    """Return width, height and the points of a picture, without a library."""
    assert png.startswith(canvas.MAGIC)
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    rows = zlib.decompress(png[start + 4 : start + 4 + length])
    return width, height, b"".join(rows[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height))


def colour_at(window: Window, latitude: float, longitude: float) -> int:
    width, _height, found = points(drawing._blank(window).png(drawing.COLOURS))
    x, y = window.place(latitude, longitude)
    return found[int(y * SHARP) * width + int(x * SHARP)]


@pytest.mark.parametrize(
    ("place", "colour"),
    [
        (KHARKIV, LAND),
        (SIMFEROPOL, LAND),
        ((46.0, 36.5), WATER),  # the Sea of Azov
        ((43.0, 34.0), WATER),  # the Black Sea
        ((66.0, 179.0), LAND),  # on both sides of the edge of the map
        ((66.0, -175.0), LAND),
        ((0.0, -150.0), WATER),
        ((-25.0, 134.0), LAND),
        ((75.0, -40.0), LAND),
    ],
)
def test_land_is_land_and_water_is_water(place, colour):
    assert colour_at(Window.around(*place, 1), *place) == colour


def test_no_boundary_runs_across_the_isthmus_of_the_crimea():
    near = [
        (north, east)
        for line in world.load().boundaries
        for north, east in zip(line.north, line.east, strict=True)
        if abs(north - ISTHMUS[0]) < 0.3 and abs(east - ISTHMUS[1]) < 0.9
    ]

    assert near == []


def test_a_picture_of_the_crimea_shows_no_boundary():
    _width, _height, found = points(drawing._blank(Window.around(45.4, 34.1, 4)).png(drawing.COLOURS))

    assert BOUNDARY not in found


def test_a_picture_with_a_boundary_shows_it_as_dots():
    _width, _height, found = points(drawing._blank(Window.around(*KHARKIV, 4)).png(drawing.COLOURS))

    assert BOUNDARY in found


def test_the_mark_is_drawn_around_its_point():
    spot = Spot(*KHARKIV, 30)
    window = Window.around(*KHARKIV, 3)
    width, height, found = points(drawing.picture(window, spot))

    assert found[height // 2 * width + width // 2] == MARK


@given(windows)
def test_every_point_of_a_picture_is_the_place_that_it_shows(window):
    x, y = window.place(*window.point(100, 50))

    assert abs(x - 100) < 0.01 or window.level == 0
    assert abs(y - 50) < 0.01


@given(windows, st.sampled_from([(0, -0.5), (0, 0.5), (-0.5, 0), (0.5, 0)]))
def test_no_step_leaves_the_earth(window, step):
    latitude, longitude = window.moved(*step).point(WIDTH / 2, window.height / 2)

    assert -90 <= latitude <= 90
    assert -180 <= longitude <= 180


@given(windows)
def test_as_many_towns_are_named_as_can_be_read(window):
    assert len(towns.within(window)) <= towns.MOST


def test_the_largest_towns_of_a_picture_are_named():
    names = [town.name for town in towns.within(Window.around(*KHARKIV, 4))]

    assert names[0] == "Kharkiv"


@given(
    st.builds(
        Spot, latitudes.map(lambda it: round(it, 2)), longitudes.map(lambda it: round(it, 2)), st.integers(1, 1000)
    )
)
def test_a_mark_is_read_as_it_was_written(spot):
    assert where.read({where.MARKED: str(spot)}) == spot


@given(st.text())
def test_any_text_is_a_mark_or_none(text):
    spot = where.read({where.MARKED: text})

    assert spot is None or abs(spot.latitude) <= 90


@given(st.integers(0, 99))
def test_a_number_is_as_wide_as_its_digits(number):
    assert max(x for x, _ in digits.points(number)) < len(str(number)) * (digits.WIDTH + 1)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=6))
def test_any_shape_can_be_drawn(shape):
    drawn = Canvas(20, 20)
    drawn.outline([*shape, shape[0]])
    drawn.fill(1)
    drawn.line(shape, 2)

    assert points(drawn.png([(0, 0, 0)] * 3))[:2] == (20, 20)


def test_every_offered_language_names_the_countries(settings):
    assert {code for code, _ in settings.LANGUAGES} <= set(world.load().names)
    assert ("UA", "Україна") in world.countries("uk")


@pytest.mark.parametrize(
    ("code", "place"),
    [("RU", (61, 100)), ("UA", (49, 31)), ("FJ", (-17.8, 178)), ("NZ", (-43, 171)), ("US", (39, -97))],
)
def test_a_country_is_shown_where_it_lies(code, place):
    window = Window.over(world.load().places[code])

    x, y = window.place(*place)
    assert 0 < x < WIDTH
    assert 0 < y < window.height


pages = pytest.mark.django_db


def sealed(question: str):
    return next((each for each in answers(envelopes()[0]).answers if each.question == question), None)


def press(person, x: float, y: float):
    return person.post("form/map", **{"at.x": str(x), "at.y": str(y)})


@pages
def test_a_press_marks_the_point_and_comes_closer(writing):
    response = press(writing, 175, 30)

    page = writing.read("form/map")
    assert response["Location"] == "/en/form/map#map"
    assert f"within about {RADII[0]} km" in page
    assert "From side to side: about 8000 km." in page


@pages
def test_each_press_makes_the_mark_more_exact(writing):
    press(writing, 150, 60)
    press(writing, 150, 60)

    assert f"within about {RADII[1]} km" in writing.read("form/map")


@pages
def test_nothing_that_is_looked_at_stands_in_an_address(writing):
    press(writing, 175, 30)

    page = writing.read("form/map")
    assert 'src="/en/form/map/picture?1"' in page
    assert "?" not in writing.post("form/map", move="up")["Location"]


@pages
def test_the_picture_is_a_small_png_and_no_copy_is_kept(writing):
    response = writing.open("form/map/picture")

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "no-store"
    assert len(response.content) < 20_000
    assert points(response.content)[0] == WIDTH * SHARP


@pages
def test_many_who_draw_keep_no_form_waiting(writing):
    writing.open("form/map/picture")
    writing.post("form/map", move="closer")

    with maps.DRAWING:
        busy = writing.open("form/map/picture")
        form = writing.open("form/map")
    after = writing.open("form/map/picture")

    assert (busy.status_code, busy["Retry-After"]) == (503, "5")
    assert form.status_code == after.status_code == 200


@pages
def test_page_and_picture_stay_under_sixty_kilobytes(writing):
    writing.post("form/map", go="yes", country="UA")

    assert len(writing.open("form/map").content) + len(writing.open("form/map/picture").content) < 60_000


@pages
@pytest.mark.parametrize("at", [{"at.x": "0", "at.y": "0"}, {"middle": "yes"}])
def test_without_a_pointer_the_middle_can_be_marked(writing, at):
    writing.post("form/map", go="yes", country="UA")
    writing.post("form/map", **at)

    assert "Your mark: 48.8° north, 31.1° east" in writing.read("form/map")


@pages
def test_a_town_can_be_marked_by_its_name(writing):
    writing.post("form/map", go="yes", country="TR")
    writing.post("form/map", town="1")

    assert "Your mark: 41.01° north, 28.95° east, within about 10 km" in writing.read("form/map")


@pages
@pytest.mark.parametrize("move", ["up", "down", "left", "right", "closer", "farther", "earth", "over", ""])
def test_every_button_answers(writing, move):
    press(writing, 175, 30)

    assert writing.post("form/map", move=move).status_code == 302
    assert writing.open("form/map").status_code == 200


@pages
@pytest.mark.parametrize(
    "sent", [{"at.x": "nan", "at.y": "1"}, {"at.x": "-1", "at.y": "5"}, {"at.x": "1e9", "at.y": "5"}, {"town": "99"},
             {"go": "yes", "country": "XX"}, {"at.x": "5"}]
)  # fmt: skip
def test_what_is_no_point_marks_nothing(writing, sent):
    writing.post("form/map", **sent)

    assert "Nothing is marked yet." in writing.read("form/map")


@pages
def test_the_mark_can_be_removed(writing):
    press(writing, 175, 30)

    response = writing.post("form/map", remove="yes")

    assert response["Location"] == "/en/form/place"
    assert "Nothing is marked yet." in writing.read("form/map")


@pages
def test_the_mark_leaves_with_the_report_with_the_words_that_were_seen(writing):
    writing.post("form/map", go="yes", country="TR")
    writing.post("form/map", town="1")
    writing.send()

    found = sealed("where_marked")
    assert found.answer == "41.01,28.95,10"
    assert found.shown.hint == "41.01° north, 28.95° east, within about 10 km"


@pages
def test_the_page_says_that_no_line_settles_anything(writing):
    assert "They say nothing about whom a territory belongs to" in writing.read("form/map")


@pages
def test_after_sending_the_map_leads_to_the_receipt(sent):
    assert sent.open("form/map")["Location"] == "/en/sent"
    assert press(sent, 100, 50)["Location"] == "/en/sent"
