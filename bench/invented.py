"""What an invented referral consists of, as expressions in SQL over its number `n`, for both engines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

PRIME: Final = 1_000_003  # more than there are numbers: n times a factor meets every remainder of it once
DAY: Final = 86_400
SPAN: Final = 3650 * DAY
WAITING: Final = 40 * DAY  # what waits for a decision came in at most so long ago

# Most of what ever came in is decided; what waits is little. Stage, how many of a hundred, days until it is due.
STAGES: Final = (
    ("no_further_action", 60, None),
    ("shared", 10, None),
    ("intelligence", 10, None),
    ("accepted", 6, None),
    ("suspended", 3, None),
    ("referred", 3, None),
    ("sharing", 1, None),
    ("assigned", 4, 28),
    ("advice", 1, 28),
    ("proposed", 1, 28),
    ("received", 1, 2),
)
SUSPENDED: Final = "stage = 'suspended'"
STIRRED: Final = f"{SUSPENDED} AND n % 10 = 0"  # the person has written since
REVIEW: Final = f"came + n % 7300 * {DAY}"  # for some the day has come, for others it is far
LANGUAGES: Final = ("uk", "uk", "uk", "uk", "ru", "ar", "ar", "en", "fa", "ti")
PATHS: Final = ("experienced", "witnessed", "witnessed", "told", "material", "person", "behalf", "")
SITUATIONS: Final = ("ukraine", "ukraine", "", "sudan")


@dataclass(frozen=True)
class Invented:
    """Expressions for the columns of a table; names such as `stage` are columns of `drawn`."""

    postgres: bool
    officers: Sequence[UUID]
    now: datetime

    def drawn(self, numbers: range) -> str:
        """Return a relation with a row for each number, and what chance gave it."""
        stages = list(_weighed())
        drawn = {
            "stage": _case(_chance(7919, 100), [(upto, f"'{stage}'") for upto, stage, _ in stages]),
            "days": _case(_chance(7919, 100), [(upto, str(days or "NULL")) for upto, _, days in stages]),
            "part": f"((n * 104729) % {PRIME}) / {PRIME}.0",
            "language": _one_of(_chance(15485863, len(LANGUAGES)), LANGUAGES),
            "path": _one_of(_chance(32452843, len(PATHS)), PATHS),
            "situation": _one_of(_chance(49979687, len(SITUATIONS)), SITUATIONS),
            "officer": _one_of(_chance(67867967, len(self.officers)), [self._key(one) for one in self.officers]),
            "danger": f"({_chance(86028121, 100)} < 1)",
            "child": f"({_chance(122949823, 50)} < 1)",
            "gone": f"({_chance(141650939, 100)} < 1)",
        }
        named = ", ".join(f"{made} AS {name}" for name, made in drawn.items())
        age = f"part * CASE WHEN days IS NULL THEN {SPAN} ELSE {WAITING} END"
        came = f"{int(self.now.timestamp())} - CAST({age} AS bigint) AS came"
        return f"(SELECT *, {came} FROM (SELECT n, {named} FROM {self._series(numbers)}) AS lots) AS drawn"  # noqa: S608

    @property
    def referral(self) -> Mapping[str, str]:
        """The columns of a referral."""
        came = self._moment("came")
        return {
            "id": self._id("referral"),
            "reference": f"'2026-' || {self._padded(6)}",
            "mailbox": f"'age1' || {self._padded(58)}",
            "mailbox_tag": self._hex("tag"),
            "stage": "stage",
            "language": "language",
            "received_at": came,
            "last_heard_at": self._moment("came + n % 1000"),
            "assigned_to_id": f"CASE WHEN stage = 'received' THEN NULL ELSE {self._uuid('officer')} END",
            "path": "path",
            "child": "child",
            "danger": "danger",
            "flagged": "(danger OR child)",
            "flags_raised_at": f"CASE WHEN (danger OR child) AND stage = 'received' THEN {came} END",
            "situation": "situation",
            "due_at": f"CASE WHEN days IS NOT NULL THEN {self._moment(f'came + days * {DAY}')} END",
            "clock_began_at": f"CASE WHEN days IS NOT NULL THEN {came} END",
            "withdrawn_at": f"CASE WHEN gone THEN {came} END",
            "wished_in_id": self._id("referral"),
            "review_on": f"CASE WHEN {SUSPENDED} THEN {self._day(REVIEW)} END",
            "stirred_at": f"CASE WHEN {STIRRED} THEN {self._moment(f'came + {2 * DAY}')} END",
        }

    @property
    def submission(self) -> Mapping[str, str]:
        """The columns of its report, which has the referral's own id; its words stand in `bench_words`."""
        words = "words"
        for name, value in (("envelope", self._hex("tag")), ("language", "language"), ("sent_at", self._iso("came"))):
            words = f"replace({words}, '@{name}@', {value})"
        return {
            "id": self._id("referral"),
            "envelope_id": self._hex("tag"),
            "envelope_sha256": self._digest("'envelope'"),
            "referral_id": self._id("referral"),
            "kind": "'report'",
            "form": "'report'",
            "language": "language",
            "sent_at": self._moment("came"),
            "collected_at": self._moment(f"came + CASE WHEN {STIRRED} THEN {2 * DAY} ELSE 0 END"),
            "answers": words,
            "answers_sealed": self._digest("'answers'"),
            "contact_sealed": self._digest("'contact'"),
        }

    @property
    def wish(self) -> Mapping[str, str]:
        """The columns of each wish that the report carries."""
        return {"submission_id": self._id("referral"), "name": "wish", "value": "said"}

    @property
    def exhibit(self) -> Mapping[str, str]:
        """The columns of the file that came with some; one in a hundred came with another report too."""
        return {
            "id": self._id("exhibit"),
            "referral_id": self._id("referral"),
            "submission_id": self._id("referral"),
            "number": "1",
            "file_number": "1",
            "original_name": "'IMG_' || n || '.jpg'",
            "claimed_type": "'image/jpeg'",
            "looks_like": "'image/jpeg'",
            "bytes": "100000 + n",
            "sha256": self._digest("(n - n % 6 * (CASE WHEN n % 100 < 1 THEN 1 ELSE 0 END))"),
            "admitted_at": self._moment("came"),
        }

    @property
    def decision(self) -> Mapping[str, str]:
        """The columns of the decision that ended the work on most, or that waits for a second officer."""
        return {
            "id": self._id("decision"),
            "referral_id": self._id("referral"),
            "number": "1",
            "outcome": f"CASE WHEN {SUSPENDED} THEN 'suspend' "
            "WHEN stage = 'proposed' THEN 'no_further_action' ELSE 'intelligence' END",
            "trigger": f"CASE WHEN {SUSPENDED} THEN 'An invented trigger.' ELSE '' END",
            "review_on": f"CASE WHEN {SUSPENDED} THEN {self._day(REVIEW)} END",
            "reason": "'An invented reason. An invented reason.'",
            "left": "'assigned'",
            "by_id": self._uuid("officer"),
            "at": self._moment(f"came + {DAY}"),
            "record": "'{}'",
            "signature": self._digest("'a'") + " || " + self._digest("'b'"),
            "key": self._digest("'key'"),
        }

    def _series(self, numbers: range) -> str:
        first, last = numbers.start, numbers.stop - 1
        if self.postgres:
            return f"generate_series({first}::bigint, {last}::bigint) AS s(n)"
        counted = f"VALUES ({first}) UNION ALL SELECT n + 1 FROM s WHERE n < {last}"  # noqa: S608 - numbers
        return f"(WITH RECURSIVE s(n) AS ({counted}) SELECT n FROM s)"  # noqa: S608

    def _hex(self, kind: str) -> str:
        return f"{'md5' if self.postgres else 'MD5'}('{kind}' || n)"

    def _digest(self, of: str) -> str:
        return f"(md5('one' || {of}) || md5('two' || {of}))"

    def _id(self, kind: str) -> str:
        return self._uuid(self._hex(kind))

    def _uuid(self, text: str) -> str:
        return f"CAST({text} AS uuid)" if self.postgres else text

    def _key(self, one: UUID) -> str:
        return str(one) if self.postgres else one.hex

    def _padded(self, width: int) -> str:
        if self.postgres:
            return f"lpad(n::text, {width}, '0')"
        return f"printf('%0{width}d', n)"

    def _moment(self, seconds: str) -> str:
        return f"to_timestamp({seconds})" if self.postgres else f"datetime({seconds}, 'unixepoch')"

    def _day(self, seconds: str) -> str:
        return f"to_timestamp({seconds})::date" if self.postgres else f"date({seconds}, 'unixepoch')"

    def _iso(self, seconds: str) -> str:
        if self.postgres:
            shape = 'YYYY-MM-DD"T"HH24:MI:SS".000000Z"'
            return f"to_char(to_timestamp({seconds}) AT TIME ZONE 'UTC', '{shape}')"
        return f"strftime('%Y-%m-%dT%H:%M:%S.000000Z', {seconds}, 'unixepoch')"


def _chance(factor: int, most: int) -> str:
    return f"((n * {factor}) % {PRIME} % {most})"


def _weighed() -> list[tuple[int, str, int | None]]:
    upto, found = 0, []
    for stage, weight, days in STAGES:
        upto += weight
        found.append((upto, stage, days))
    return found


def _case(drawn: str, rows: Sequence[tuple[int, str]]) -> str:
    """Return the first value whose bound the drawn number lies under."""
    return f"CASE {' '.join(f'WHEN {drawn} < {upto} THEN {value}' for upto, value in rows)} END"


def _one_of(drawn: str, values: Sequence[str]) -> str:
    return f"CASE {drawn} {' '.join(f'WHEN {number} THEN {value!r}' for number, value in enumerate(values))} END"
