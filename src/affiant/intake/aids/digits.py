"""Ten digits as points of a picture: the map's numbers need no font."""

from typing import Final

WIDTH: Final = 5
HEIGHT: Final = 7
SHAPES: Final = (
    ("01110", "10001", "10011", "10101", "11001", "10001", "01110"),
    ("00100", "01100", "00100", "00100", "00100", "00100", "01110"),
    ("01110", "10001", "00001", "00110", "01000", "10000", "11111"),
    ("11111", "00010", "00100", "00010", "00001", "10001", "01110"),
    ("00010", "00110", "01010", "10010", "11111", "00010", "00010"),
    ("11111", "10000", "11110", "00001", "00001", "10001", "01110"),
    ("00110", "01000", "10000", "11110", "10001", "10001", "01110"),
    ("11111", "00001", "00010", "00100", "01000", "01000", "01000"),
    ("01110", "10001", "10001", "01110", "10001", "10001", "01110"),
    ("01110", "10001", "10001", "01111", "00001", "00010", "01100"),
)


def points(number: int) -> list[tuple[int, int]]:
    """Return the points of a number, from its upper left corner."""
    return [
        (place * (WIDTH + 1) + column, row)
        for place, digit in enumerate(str(number))
        for row, line in enumerate(SHAPES[int(digit)])
        for column, mark in enumerate(line)
        if mark == "1"
    ]
