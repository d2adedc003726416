"""A picture of few colours, drawn point by point, and written as PNG: no library, no font, nothing to fetch."""

import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

MAGIC: Final = b"\x89PNG\r\n\x1a\n"
INDEXED: Final = 3
DEPTH: Final = 8

Pixel = tuple[float, float]
Colour = tuple[int, int, int]


class Canvas:
    """A picture whose points are numbers of colours; it begins in colour 0."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._rows = [bytearray(width) for _ in range(height)]
        self._crossings: list[list[float]] = [[] for _ in range(height)]

    def outline(self, points: Iterable[Pixel]) -> None:
        """Add a line to the shapes that `fill` fills."""
        before: Pixel | None = None
        for point in points:
            if before is not None:
                self._cross(before, point)
            before = point

    def fill(self, colour: int) -> None:
        """Fill what lies inside the outlines: from every first crossing of a row to the next."""
        for row, crossings in zip(self._rows, self._crossings, strict=True):
            crossings.sort()
            for starts, ends in zip(crossings[0::2], crossings[1::2], strict=False):
                left, right = max(0, round(starts)), min(self.width, round(ends))
                if left < right:
                    row[left:right] = bytes([colour]) * (right - left)

    def line(self, points: Sequence[Pixel], colour: int, *, dots: tuple[int, int] = (1, 0)) -> None:
        """Draw a line; `dots` says how many points are drawn and how many are left out in turn."""
        drawn, left_out = dots
        step = 0
        for (x, y), (to_x, to_y) in pairwise(points):
            if self._is_outside(x, to_x, self.width) or self._is_outside(y, to_y, self.height):
                continue
            steps = max(1, math.ceil(max(abs(to_x - x), abs(to_y - y))))
            for number in range(steps):
                if (step := step + 1) % (drawn + left_out) < drawn:
                    self.dot(x + (to_x - x) * number / steps, y + (to_y - y) * number / steps, colour)

    def ring(self, centre: Pixel, radius: float, colour: int, *, thick: int) -> None:
        """Draw a circle."""
        turns = max(24, math.ceil(radius * 4))
        for inward in range(thick):
            round_it = [
                (
                    centre[0] + (radius - inward / 2) * math.cos(2 * math.pi * turn / turns),
                    centre[1] + (radius - inward / 2) * math.sin(2 * math.pi * turn / turns),
                )
                for turn in range(turns + 1)
            ]
            self.line(round_it, colour)

    def disc(self, centre: Pixel, radius: int, colour: int) -> None:
        """Draw a filled circle."""
        for down in range(-radius, radius + 1):
            half = math.sqrt(radius * radius - down * down)
            self.line([(centre[0] - half, centre[1] + down), (centre[0] + half, centre[1] + down)], colour)

    def dot(self, x: float, y: float, colour: int) -> None:
        """Draw a point, if it is in the picture."""
        column, row = int(x), int(y)
        if x >= 0 and column < self.width and y >= 0 and row < self.height:
            self._rows[row][column] = colour

    def block(self, x: float, y: float, size: int, colour: int) -> None:
        """Draw a filled square."""
        for down in range(size):
            for right in range(size):
                self.dot(x + right, y + down, colour)

    def png(self, colours: Sequence[Colour]) -> bytes:
        """Return the picture as a PNG file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, INDEXED, 0, 0, 0)
        palette = b"".join(bytes(colour) for colour in colours)
        rows = b"".join(b"\0" + row for row in self._rows)
        chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
        return MAGIC + b"".join(_chunk(name, content) for name, content in chunks)

    def _cross(self, before: Pixel, after: Pixel) -> None:
        (x, y), (to_x, to_y) = (before, after) if before[1] < after[1] else (after, before)
        first, last = max(0, math.ceil(y - 0.5)), min(self.height, math.ceil(to_y - 0.5))
        for row in range(first, last):
            self._crossings[row].append(x + (row + 0.5 - y) * (to_x - x) / (to_y - y))

    @staticmethod
    def _is_outside(one: float, other: float, size: int) -> bool:
        return (one < 0 and other < 0) or (one > size and other > size)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
