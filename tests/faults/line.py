"""A line between a browser and a server: a TCP proxy that passes bytes, holds them, or drops everything."""

import contextlib
import socket
import threading

PIECE = 256 * 1024
FOREVER = 2**63


class Line:
    """Passes what comes to its own port on to the server's."""

    def __init__(self, server_port: int) -> None:
        self._server = ("127.0.0.1", server_port)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open: set[socket.socket] = set()
        self._passed, self._mark = 0, FOREVER
        self._held, self._going, self._whole = threading.Event(), threading.Event(), threading.Event()
        self._going.set()
        self._whole.set()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def hold_after(self, more: int) -> None:
        """Pass so many bytes more towards the server, and then none."""
        self._going.clear()
        self._held.clear()
        self._mark = self._passed + more

    def wait_until_held(self) -> None:
        self._held.wait()

    def go_on(self) -> None:
        self._mark = FOREVER
        self._going.set()

    def cut(self) -> None:
        """Drop every connection, and each new one."""
        self._whole.clear()
        self._going.set()
        for side in list(self._open):
            with contextlib.suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._mark = FOREVER
        self._whole.set()

    def close(self) -> None:
        self.cut()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in `accept`
        self._accepting.join()

    def _accept(self) -> None:
        with self._listening, contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with near:
            far = self._reach()
            if far is None:
                return
            with far:
                self._open |= {near, far}
                back = threading.Thread(target=self._pass, args=(far, near), daemon=True)
                back.start()
                self._pass(near, far, counted=True)
                back.join()
                self._open -= {near, far}

    def _reach(self) -> socket.socket | None:
        if not self._whole.is_set():
            return None
        try:
            return socket.create_connection(self._server)
        except OSError:
            return None

    def _pass(self, source: socket.socket, sink: socket.socket, *, counted: bool = False) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if counted:
                    self._count(len(piece))
                sink.sendall(piece)
        for side in (source, sink):
            with contextlib.suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)

    def _count(self, passed: int) -> None:
        self._passed += passed
        if self._passed >= self._mark:
            self._held.set()
            self._going.wait()
