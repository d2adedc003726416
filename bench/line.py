"""A line between a sender and a server that is no faster and no nearer than a good one at home."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Final

RATE: Final = 100e6 / 8  # bytes a second: 100 Mbit/s
DELAY: Final = 0.02  # seconds each way
PIECE: Final = 64 * 1024
AT_ONCE: Final = 32  # pieces that are on their way at one time

Late = Queue[tuple[float, bytes]]


@contextmanager
def line_to(port: int) -> Iterator[int]:
    """Give the port at which the server stands behind such a line."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_accept, args=(door, port), daemon=True).start()
        yield door.getsockname()[1]


def _accept(door: socket.socket, port: int) -> None:
    while True:
        try:
            near, _ = door.accept()
        except OSError:  # closed: the measurement is over
            return
        far = socket.create_connection(("127.0.0.1", port))
        for source, sink in ((near, far), (far, near)):
            late: Late = Queue(AT_ONCE)
            threading.Thread(target=_read, args=(source, late), daemon=True).start()
            threading.Thread(target=_write, args=(late, sink), daemon=True).start()


def _read(source: socket.socket, late: Late) -> None:
    free = time.perf_counter()
    while True:
        try:
            piece = source.recv(PIECE)
        except OSError:
            piece = b""
        free = max(free, time.perf_counter()) + len(piece) / RATE
        late.put((free + DELAY, piece))
        if not piece:
            return


def _write(late: Late, sink: socket.socket) -> None:
    while True:
        due, piece = late.get()
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            if not piece:
                sink.shutdown(socket.SHUT_WR)
                return
            sink.sendall(piece)
        except OSError:
            return
