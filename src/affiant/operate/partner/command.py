"""The command line: `affiant partner check TABLE`, `affiant partner send TABLE …`."""

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from affiant.core.errors import AffiantError
from affiant.operate.partner import sealing, sender
from affiant.operate.partner.sealing import Sealing, Service
from affiant.operate.partner.sender import Refused, Sender, TooOld
from affiant.tables.reading import Table

OK: Final = 0
WRONG: Final = 1
UNREADABLE: Final = 2
CODES: Final = "codes.csv"
OUTGOING: Final = "outgoing"  # sealed, and perhaps sent already


def run(arguments: Sequence[str]) -> int:
    """Check or send a table; return 0 if all went well, 1 if a line did not, 2 if nothing could be done."""
    asked = _parser().parse_args(arguments)
    try:
        with asked.table.open("rb") as opened:
            table = Table(opened)
            _tell_faults(table)
            return _check(table) if asked.act == "check" else _send(table, asked)
    except (AffiantError, OSError) as refused:
        print(refused, file=sys.stderr)
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("affiant partner", description="Send reports for people who trust you.")
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help="say line by line what is wrong; nothing is sent")
    send = acts.add_parser("send", help="seal each report on this machine and send it")
    for act in (check, send):
        act.add_argument("table", type=Path, help="a CSV file, or a ZIP file with reports.csv and the files it names")
    send.add_argument("--service", required=True, help="the address of the public site")
    send.add_argument("--organisation", required=True, help="your name, as the officers read it")
    send.add_argument("--token-file", required=True, type=Path, help="the file that holds your token")
    send.add_argument("--unit-key", required=True, help="age1…, as you were given it by other means")
    send.add_argument("--recovery-key", required=True, help="age1…, the same")
    send.add_argument("--identity-key", required=True, help="age1…, the same: names are sealed to it")
    send.add_argument(
        "--out", required=True, type=Path, help="a folder of your own: return codes, and what is on its way"
    )
    send.add_argument("--take-good", action="store_true", help="send the good lines although others are wrong")
    return parser


def _tell_faults(table: Table) -> None:
    for fault in table.faults:
        print(f"line {fault.line}: {fault.sentence}")
    if table.beside:
        print(f"No line names {table.beside} of the files in the ZIP file: they are not sent.")


def _check(table: Table) -> int:
    print(f"{len(table.good)} of {len(table.reports)} reports can be sent. Nothing was sent.")
    return WRONG if table.faults else OK


def _send(table: Table, asked: argparse.Namespace) -> int:
    if table.faults and not asked.take_good:
        print("Nothing was sent. Mend these lines, or send the others with --take-good.")
        return WRONG
    to = Sender(asked.service, asked.token_file.read_text().strip())
    service = Service.of(to.service())
    told = (service.ring.unit.text, service.ring.recovery.text, service.ring.identity.text)
    if told != (asked.unit_key, asked.recovery_key, asked.identity_key):
        print("The service names other keys than you were given. Nothing was sealed. Ask them by other means.")
        return UNREADABLE
    way = _Way(table, service, asked.organisation, to, asked.out)
    failed = sum(not way.go(place) for place in range(len(table.good)))
    print(f"{len(table.good) - failed} of {len(table.reports)} reports are with {service.name}.")
    return WRONG if failed or table.faults else OK


@dataclass(frozen=True, slots=True)
class _Way:
    """From the table to the service, by way of a folder that survives whatever happens in between."""

    table: Table
    service: Service
    organisation: str
    to: Sender
    out: Path

    def go(self, place: int) -> bool:
        """Send the good line at this place, say what happened, and return whether it is there."""
        report = self.table.good[place]
        (self.out / OUTGOING).mkdir(mode=0o700, parents=True, exist_ok=True)
        if report.number in self._sent():
            print(f"line {report.line}: sent before.")
            return True
        folder = self.out / OUTGOING / report.number
        if not folder.exists():
            self._seal(place, folder)
        try:
            self._deliver(place, folder, report.number)
        except Refused as refused:
            print(f"line {report.line}: {refused}")
            return False
        self._note(report.number, (folder / sealing.CODE).read_text())
        sender.forget(folder)
        print(f"line {report.line}: sent.")
        return True

    def _deliver(self, place: int, folder: Path, number: str) -> None:
        """Send what lies sealed; what has lain for days was not taken, and is sealed again under a new code."""
        try:
            self.to.send(folder, key=number, service=self.service)
        except TooOld:
            sender.forget(folder)
            self._seal(place, folder)
            self.to.send(folder, key=number, service=self.service)

    def _seal(self, place: int, folder: Path) -> None:
        made = folder.with_name(f".{folder.name}")
        sender.forget(made) if made.exists() else None
        made.mkdir(mode=0o700)
        Sealing(self.table, self.table.good[place], self.service, self.organisation, datetime.now(UTC)).write(made)
        made.rename(folder)

    def _sent(self) -> set[str]:
        try:
            with (self.out / CODES).open(newline="") as opened:
                return {row[0] for row in csv.reader(opened) if row}
        except FileNotFoundError:
            return set()

    def _note(self, number: str, code: str) -> None:
        """Write the return code down before the sealed report is removed."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.out / CODES, flags, 0o600), "a", newline="") as opened:
            csv.writer(opened).writerow([number, code])
            opened.flush()
            os.fsync(opened.fileno())
