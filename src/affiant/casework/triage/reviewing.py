"""What waits for somebody: decisions to confirm, suspensions that are due, questions for a lawyer, nobody's work."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework import words
from affiant.casework.access import entry, officer_of
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import hands
from affiant.referrals.hands import LooseTask
from affiant.referrals.rows import Closed
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors, team
from affiant.triage.rows import ReviewRow, TaskRow
from affiant.triage.team import UnansweredRow, UnkeptRow
from affiant.triage.watch import LISTED

DUE: Final = "Its day of review has come"
STIRRED: Final = "The person has written since"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral that waits, and for what."""

    href: str
    reference: str
    what: str
    who: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Referrals that wait for the same thing."""

    id: str
    title: str
    none: str
    rows: list[Waiting]

    @property
    def how_many(self) -> str:
        """How many wait, as far as they are listed."""
        return f"{len(self.rows)} or more" if len(self.rows) >= LISTED else f"{len(self.rows)}"


@entry(Permission.SCOPE)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """List what waits, but for what is closed to the officer."""
    officer = officer_of(request)
    return render(request, "triage/reviews.html", {"groups": _groups(officer, timezone.now().date())})


def _groups(officer: Officer, today: date) -> list[Group]:
    hidden = selectors.hidden_ids(officer.pk)
    tasks = [_task(task) for task in selectors.open_tasks(without=hidden)]
    waiting = [_decision(row) for row in selectors.waiting_for(officer.pk)]
    due = [_suspension(row, DUE) for row in selectors.due(today, officer.pk)]
    stirred = [_suspension(row, STIRRED) for row in selectors.stirred(today, officer.pk)]
    later = [_suspension(row, "Review on") for row in selectors.suspended(today, officer.pk)]
    title = "Waits for your confirmation" if may(officer, Permission.CONFIRM_DECISION) else "Waits for a supervisor"
    return [
        Group("confirm", title, "No decision waits.", waiting),
        Group("due", "Suspended, and due", "Nothing is due.", due),
        Group("stirred", "Suspended, and something came", "Nobody has written.", stirred),
        Group("lawyer", "Waits for a lawyer’s answer", "No question is open.", tasks),
        Group("later", "Suspended until later", "Nothing is suspended.", later),
        *_nobodys(hidden),
        *(_restricted(officer) if may(officer, Permission.RESTRICT) else []),
    ]


def _nobodys(hidden: Closed) -> list[Group]:
    """Give what somebody let go: who left, stepped back, or has another role now."""
    referrals = [_loose(row) for row in hands.nobodys(without=hidden)]
    tasks = [_loose_task(task) for task in hands.loose_tasks(without=hidden)]
    return [
        Group("nobody", "Begun, and nobody has it", "Somebody has each of them.", referrals),
        Group("tasks", "Tasks that nobody has", "Somebody has each of them.", tasks),
    ]


def _restricted(officer: Officer) -> list[Group]:
    """Give what restricted referrals of others ask of a supervisor: their numbers, and nothing of them."""
    unkept = [_unkept(row) for row in team.unkept(officer)]
    unanswered = [_unanswered(row) for row in team.unanswered(officer, timezone.now())]
    return [
        Group("unkept", "Restricted, and no supervisor is a member", "Somebody looks after each.", unkept),
        Group("unanswered", "Restricted, with a safeguarding flag past its time", "None.", unanswered),
    ]


def _decision(row: ReviewRow) -> Waiting:
    made = row.decision
    return Waiting(_decision_page(row), row.reference, str(made.outcome.label), made.by_name, made.at.date())


def _suspension(row: ReviewRow, what: str) -> Waiting:
    """Give a suspension without its words: what it waits for stands on its own page, whose reading is entered."""
    made = row.decision
    return Waiting(_decision_page(row), row.reference, what, made.by_name, made.review_on or made.at.date())


def _task(task: TaskRow) -> Waiting:
    href = f"{reverse('scoping', args=[task.referral_id])}#part-A-3"
    return Waiting(href, task.reference, "Immunity", "", task.opened_at.date())


def _loose(row: QueueRow) -> Waiting:
    stage, _ = words.stage(row.stage)
    return Waiting(reverse("referral", args=[row.id]), row.reference, stage, "", row.received_at.date())


def _loose_task(task: LooseTask) -> Waiting:
    """Give a task without its words: they stand on the referral's page, whose reading is entered."""
    return Waiting(reverse("referral", args=[task.referral_id]), task.reference, "A task", "", task.due_on)


def _unkept(row: UnkeptRow) -> Waiting:
    return Waiting(reverse("unkept"), row.reference, "Restricted", "", row.since.date())


def _unanswered(row: UnansweredRow) -> Waiting:
    return Waiting(reverse("unkept"), row.reference, "Call a member", ", ".join(row.members), row.due_at.date())


def _decision_page(row: ReviewRow) -> str:
    return reverse("decide", args=[row.referral_id])
