"""Lets the demonstration's officers work on its invented referrals, so that every desk has something on it."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from affiant.casework.management import (
    invented_handover,
    invented_links,
    invented_messages,
    invented_people,
    invented_views,
)
from affiant.ground import clock
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.referrals import selectors
from affiant.referrals import services as referrals
from affiant.referrals.kinds import Origin, Standing
from affiant.referrals.rows import SubmissionRow
from affiant.referrals.services import Rendering
from affiant.triage import selectors as triage_selectors
from affiant.triage import services as triage
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said

PATIENCE: Final = 300  # seconds until the courier has brought everything
INVENTED: Final = "Invented, for the demonstration."
REASON: Final = (
    "Invented reason: the account stands by itself, and it was read beside the two that speak of the same place."
)
REVIEW: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Bench:
    """One referral, and who works on it."""

    submission: SubmissionRow
    investigator: Officer
    supervisor: Officer
    at: datetime


class Command(BaseCommand):
    """`affiant casework demo_work`: never run it on a system that real people report to."""

    help = "Let the demonstration's officers do what home/demo/tasks.json says."

    def handle(self, *_: Any, **__: Any) -> None:
        """Wait for each referral of the list, then work on it."""
        listed = json.loads((settings.AFFIANT.home / "demo" / "tasks.json").read_text())
        investigator, supervisor = accounts.by_username("investigator"), accounts.by_username("supervisor")
        for task, submission in zip(listed, _collected([task["envelope"] for task in listed]), strict=True):
            bench = Bench(submission, investigator, supervisor, clock.now())
            _set_situation(bench, task["situation"])
            for act in task["officers"]:
                ACTS[act](bench)
        invented_handover.hand_over(investigator=investigator, supervisor=supervisor, at=clock.now())


def _collected(envelopes: list[str]) -> Iterator[SubmissionRow]:
    until = time.monotonic() + PATIENCE
    for envelope in envelopes:
        while (found := selectors.submission_of(envelope)) is None:
            if time.monotonic() > until:
                raise CommandError("The courier did not bring every invented referral.")
            time.sleep(0.5)
        yield found


def _set_situation(bench: Bench, situation: str) -> None:
    if situation in settings.AFFIANT.situations:
        referrals.set_situation(
            referral_id=bench.submission.referral_id, situation=situation, by=bench.investigator, at=bench.at
        )


def _acknowledge(bench: Bench) -> None:
    done = f"{INVENTED} Rang the local force; they will call on the address that was given."
    referrals.acknowledge(referral_id=bench.submission.referral_id, done=done, by=bench.investigator, at=bench.at)


def _assign(bench: Bench) -> None:
    officer = bench.investigator
    triage.assign(referral_id=bench.submission.referral_id, officer_id=officer.pk, by=officer, at=bench.at)


def _note(bench: Bench) -> None:
    text = f"{INVENTED} The place and the month stand in another report too."
    referrals.write_note(
        referral_id=bench.submission.referral_id, standing=Standing.FACT, text=text, by=bench.investigator, at=bench.at
    )


def _translate(bench: Bench) -> None:
    text = f"{INVENTED}\n\nHere would stand what a translator made of the account, word by word."
    rendering = Rendering(bench.submission.id, "account", "en", text, Origin.HUMAN, "T. Translator (invented)")
    referrals.add_translation(
        referral_id=bench.submission.referral_id, rendering=rendering, by=bench.investigator, at=bench.at
    )


def _scope(bench: Bench) -> None:
    replies = [
        Reply("A.1.1", Said.NO, f"{INVENTED} Nobody is named."),
        Reply("A.1.2", Said.UNKNOWN, "", "Ask whether the list of rooms names who was on duty."),
        Reply("A.1.3", Said.YES, INVENTED, rests_on=invented_views.grounds(bench.submission)),
    ]
    triage.answer(referral_id=bench.submission.referral_id, replies=replies, by=bench.investigator, at=bench.at)


def _hear_lawyer(bench: Bench) -> None:
    referral_id, by, at = bench.submission.referral_id, bench.investigator, bench.at
    triage.answer(referral_id=referral_id, replies=[Reply("A.3", Said.NO, INVENTED)], by=by, at=at)
    for task in triage_selectors.open_tasks(referral_id):
        advice = f"{INVENTED} No immunity stands in the way on what is known today."
        triage.close_task(task_id=task.id, adviser="L. Lawyer (invented)", advice=advice, by=by, at=at)


def _decide(outcome: Outcome, **more: str) -> Callable[[Bench], None]:
    def act(bench: Bench) -> None:
        review = bench.at.date() + REVIEW if outcome is Outcome.SUSPEND else None
        ruling = Ruling(outcome, REASON, review_on=review, **more)
        triage.decide(referral_id=bench.submission.referral_id, ruling=ruling, by=bench.investigator, at=bench.at)

    return act


def _confirm(bench: Bench) -> None:
    pending = triage_selectors.pending(bench.submission.referral_id)
    if pending is None:
        raise CommandError("A demonstration's decision does not wait for a second officer.")
    triage.confirm(decision_id=pending.id, by=bench.supervisor, at=bench.at, words=INVENTED)


def _recuse(bench: Bench) -> None:
    officer = bench.investigator
    reason = f"{INVENTED} The officer knows the family of the person who reports."
    triage.recuse(
        referral_id=bench.submission.referral_id, officer_id=officer.pk, reason=reason, by=officer, at=bench.at
    )


def _restrict(bench: Bench) -> None:
    reason = f"{INVENTED} The diary names somebody who lives here under another name."
    triage.restrict(referral_id=bench.submission.referral_id, reason=reason, by=bench.supervisor, at=bench.at)


def _give_task(bench: Bench) -> None:
    triage.give_task(
        referral_id=bench.submission.referral_id,
        what="Find large print and somebody with time (invented)",
        due_on=bench.at.date() + REVIEW,
        given_to=None,
        by=bench.supervisor,
        at=bench.at,
    )


def _code(name: str) -> Callable[[Bench], None]:
    return lambda bench: invented_links.code(name, bench.submission, bench.investigator, bench.at)


def _register(name: str) -> Callable[[Bench], None]:
    return lambda bench: invented_links.register(name, bench.submission, bench.investigator, bench.at)


def _write(name: str) -> Callable[[Bench], None]:
    return lambda bench: invented_messages.ACTS[name](bench.submission, bench.investigator, bench.at)


def _confirm_likeness(bench: Bench) -> None:
    invented_links.confirm(bench.submission, bench.investigator, bench.at)


ACTS: Final[dict[str, Callable[[Bench], None]]] = {
    "acknowledge": _acknowledge,
    "assign": _assign,
    "note": _note,
    "translate": _translate,
    "scope": _scope,
    "lawyer": _hear_lawyer,
    "confirm": _confirm,
    "recuse": _recuse,
    "restrict": _restrict,
    "introduce": lambda bench: invented_people.introduce(bench.submission, bench.investigator, bench.at),
    "open": lambda bench: invented_people.open_once(bench.submission, bench.investigator, bench.at),
    "task": _give_task,
    "classify": lambda bench: invented_views.classify(bench.submission, bench.investigator, bench.at),
    "confirm-likeness": _confirm_likeness,
    **{name: _code(name) for name in invented_links.CODINGS},
    **{name: _register(name) for name in invented_links.HEARD},
    **{name: _write(name) for name in invented_messages.ACTS},
    "investigate": _decide(Outcome.INVESTIGATE),
    "advice": _decide(Outcome.ADVICE),
    "intelligence": _decide(Outcome.INTELLIGENCE),
    "refer": _decide(Outcome.REFER, addressee="An invented office for arrivals"),
    "suspend": _decide(Outcome.SUSPEND, trigger="The person is seen in this country (invented)"),
    "propose-share": _decide(Outcome.SHARE, addressee="International Criminal Court (demonstration)"),
    "propose-nfa": _decide(Outcome.NO_FURTHER_ACTION),
}
