"""A file over 100 Mbit/s and 40 ms, from Chromium by our page and by one plain PUT."""

import dataclasses
from typing import Final

from bench import public_face
from bench.browser_upload import MIB, ROUNDS, Row, browser, file_of, our_page, plain_page, receiver, row
from bench.line import line_to

SIZE: Final = 128 * MIB


def run() -> list[Row]:
    """Return the figure; uploads and PUTs take turns."""
    with (
        public_face.home() as home,
        public_face.serving(home, assets=True) as face,
        receiver(home / "raw") as port,
        line_to(face.port) as our_port,
        line_to(port) as plain_port,
        browser() as chromium,
    ):
        file = file_of(home / "recording.mp4", SIZE)
        upload = our_page(chromium, dataclasses.replace(face, port=our_port), file)
        put = plain_page(chromium, plain_port, file)
        upload()  # so that everything is loaded
        taken = [(upload(), put()) for _ in range(ROUNDS)]
    ours, plain = ([each[side] for each in taken] for side in (0, 1))
    return [row(f"{SIZE // MIB} MiB from Chromium over 100 Mbit/s and 40 ms, hashed and compared", SIZE, ours, plain)]
