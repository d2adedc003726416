"""Starts the servers of a home, waits until they answer, and stops them."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

import httpx

from affiant.core.errors import AffiantError

PATIENCE: Final = 60.0  # seconds until a server has to answer
GRACE: Final = 10.0  # seconds that a server has to finish what it does
LEAST_ROOM: Final = 256 * 1024**2
STOPPING: Final = (signal.SIGINT, signal.SIGTERM)
FACES: Final = ("intake", "casework")
PORTS: Final = range(20_000, 32_000)


class CannotStart(AffiantError):
    """The system cannot run here; the text is one sentence for the operator."""


@dataclass(slots=True)
class System:
    """The processes over one home."""

    home: Path
    intake_port: int
    casework_port: int
    more: Mapping[str, str] = field(default_factory=dict)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def intake_address(self) -> str:
        """Where the public face answers."""
        return f"http://127.0.0.1:{self.intake_port}"

    @property
    def casework_address(self) -> str:
        """Where the officers' face answers; by this name, since a passkey is bound to a name."""
        return f"http://localhost:{self.casework_port}"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes find in their environment."""
        own = {
            "AFFIANT_HOME": str(self.home),
            "AFFIANT_INTAKE_PORT": str(self.intake_port),
            "AFFIANT_CASEWORK_PORT": str(self.casework_port),
        }
        return {**os.environ, **own, **self.more}

    def prepare(self) -> None:
        """Bring both databases and the pages' assets up to date."""
        for face in FACES:
            self.command(face, "migrate", "--verbosity=0")
            self.command(face, "collectstatic", "--noinput", "--verbosity=0")
        self.command("intake", "sweep")  # sends on what a crash left lying ready

    def command(self, face: str, *arguments: str) -> str:
        """Run a management command to its end and return what it printed.

        Raises:
            CannotStart: it failed.
        """
        words = [sys.executable, "-m", "affiant", face, *arguments]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotStart(f"affiant {face} {arguments[0]} failed: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def start(self) -> None:
        """Start both faces, the worker and the courier; return when both faces answer."""
        for face in FACES:
            self.serve(face)
        self.start_background()
        for face in FACES:
            self.await_face(face)

    def start_background(self) -> None:
        """Start the courier and the worker."""
        self._spawn("courier", [sys.executable, "-m", "affiant", "casework", "courier"])
        self._spawn("worker", [sys.executable, "-m", "affiant", "casework", "db_worker", "--interval=0.5"])

    def serve(self, face: str, *, workers: int = 2) -> subprocess.Popen[bytes]:
        """Start one face's server."""
        port = self.intake_port if face == "intake" else self.casework_port
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws", "--http", "1"]
        size = ["--workers", str(workers), "--blocking-threads", "32", "--workers-kill-timeout", "5"]
        quiet = ["--log-level", "error", "--no-access-log"]
        program = [sys.executable, "-m", "granian", *options, *size, *quiet]
        return self._spawn(face, [*program, f"affiant.config.wsgi_{face}:application"])

    def await_face(self, face: str) -> None:
        """Wait until `face` answers.

        Raises:
            CannotStart: it ended, or did not answer in time.
        """
        address = self.intake_address if face == "intake" else self.casework_address
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.check_alive()
            with contextlib.suppress(httpx.TransportError):
                httpx.get(address, timeout=5)
                return
            time.sleep(0.1)
        raise CannotStart(f"The {face} face did not answer within {PATIENCE:.0f} seconds.")

    def stop(self) -> None:
        """End every process, gently first; whoever presses Ctrl-C once more has to wait until all have ended."""
        before = [(each, signal.signal(each, signal.SIG_IGN)) for each in STOPPING]
        try:
            self._end_all()
        finally:
            for each, handler in before:
                signal.signal(each, handler)

    def _end_all(self) -> None:
        for process in self.running:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for process in self.running:
            self._end(process, until)
        self.running.clear()

    def _end(self, process: subprocess.Popen[bytes], until: float) -> None:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def check_alive(self) -> None:
        """Return if every part is still running.

        Raises:
            CannotStart: one has ended.
        """
        for process in self.running:
            if process.poll() is not None:
                raise CannotStart(f"A part of the system has ended by itself; its words are in {self._logs}.")

    def _spawn(self, name: str, words: list[str]) -> subprocess.Popen[bytes]:
        with self._log(name) as log:
            process = subprocess.Popen(
                words, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.running.append(process)
        return process

    def _log(self, name: str) -> IO[bytes]:
        self._logs.mkdir(parents=True, exist_ok=True)
        return (self._logs / f"{name}.log").open("ab")

    @property
    def _logs(self) -> Path:
        return self.home / "logs"


def listen() -> None:
    """Treat a polite kill as Ctrl-C, at any moment from here on.

    Ctrl-C too is asked for by name: what a shell script starts in the background begins deaf to it.
    """

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for each in STOPPING:
        signal.signal(each, stop)


def check_room(folder: Path) -> None:
    """Return if the disk under `folder` has room to start.

    Raises:
        CannotStart: it has not.
    """
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        raise CannotStart(f"There is no room left on the disk under {folder}: free at least 256 MB and start again.")


def check_port(port: int, setting: str) -> None:
    """Return if `port` is free on this machine.

    Raises:
        CannotStart: something else listens there.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise CannotStart(f"Port {port} is in use: stop what runs there, or set {setting}.") from taken


def check_ports(system: System) -> None:
    """Return if both faces can have the ports that they were given.

    Raises:
        CannotStart: the two are one, or something else listens on one of them.
    """
    if system.intake_port == system.casework_port:
        raise CannotStart("Each face needs a port of its own: set AFFIANT_INTAKE_PORT or AFFIANT_CASEWORK_PORT.")
    check_port(system.intake_port, "AFFIANT_INTAKE_PORT")
    check_port(system.casework_port, "AFFIANT_CASEWORK_PORT")


def free_port() -> int:
    """Return a port that nothing uses now, and that no outgoing connection is given before it is used."""
    for port in _own_ports:
        with contextlib.suppress(CannotStart):
            check_port(port, "another port")
            return port
    raise CannotStart("There is no free port.")


def _ports() -> Iterator[int]:
    """Yield ports below those that the system gives out, from a place where no other process begins."""
    yield from (PORTS[(os.getpid() * 16 + number) % len(PORTS)] for number in range(len(PORTS)))


_own_ports: Final = _ports()
