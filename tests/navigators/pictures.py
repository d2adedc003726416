"""Draws pictures that show nobody."""

import struct
import zlib


def invented_picture() -> bytes:
    """Return a PNG of 480 by 300 points that shows a yard in plain shapes, and nobody."""
    rows = b"".join(b"\0" + bytes(_shade(x, y) for x in range(480)) for y in range(300))
    parts = (b"IHDR", struct.pack(">IIBBBBB", 480, 300, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _shade(x: int, y: int) -> int:
    if 120 < x < 360 and 90 < y < 210:
        return 90 if (x // 30 + y // 30) % 2 else 70
    return 200 - y // 4 if y < 210 else 140


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
