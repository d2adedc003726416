"""`courier`: takes envelopes in, posts letters, signs checkpoints and asks for packages, round after round."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from affiant.casework import rounds


class Command(BaseCommand):
    """Runs the courier."""

    help = "Takes envelopes in, posts letters, signs checkpoints and asks for packages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--once` for one round, as a timer of the operating system would want it."""
        parser.add_argument("--once", action="store_true", help="make one round and stop")

    def handle(self, **options: Any) -> None:
        """Make rounds until the process is asked to stop; a round under way is finished first."""
        stopping = threading.Event()

        def stop(_number: int, _frame: FrameType | None) -> None:
            stopping.set()

        if not options["once"]:
            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGINT, stop)
        rounds.keep_time()
        while True:
            close_old_connections()
            rounds.make(stopping)
            if options["once"] or stopping.wait(settings.AFFIANT.courier_seconds):
                return
