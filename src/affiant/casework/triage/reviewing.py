"""What waits for somebody to look at it: decisions to confirm, suspensions that are due, questions for a lawyer."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework.access import entry, officer_of
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.triage import selectors
from affiant.triage.rows import ReviewRow, TaskRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral that waits, and for what."""

    href: str
    reference: str
    what: str
    who: str
    day: date


@dataclass(frozen=True, slots=True)
class Group:
    """Referrals that wait for the same thing."""

    id: str
    title: str
    none: str
    rows: list[Waiting]


@entry(Permission.SCOPE)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """List what waits, but for what is closed to the officer."""
    officer = officer_of(request)
    return render(request, "triage/reviews.html", {"groups": _groups(officer, timezone.now().date())})


def _groups(officer: Officer, today: date) -> list[Group]:
    hidden = selectors.hidden_from(officer)
    tasks = [task for task in selectors.open_tasks() if task.referral_id not in hidden]
    waiting = [_decision(row) for row in selectors.waiting_for(officer.pk)]
    due = [_suspension(row) for row in selectors.due(today, officer.pk)]
    later = [_suspension(row) for row in selectors.suspended(today, officer.pk)]
    title = "Waits for your confirmation" if may(officer, Permission.CONFIRM_DECISION) else "Waits for a supervisor"
    return [
        Group("confirm", title, "No decision waits.", waiting),
        Group("due", "Suspended, and due today", "Nothing is due.", due),
        Group("lawyer", "Waits for a lawyer’s answer", "No question is open.", [_task(task) for task in tasks]),
        Group("later", "Suspended until later", "Nothing is suspended.", later),
    ]


def _decision(row: ReviewRow) -> Waiting:
    made = row.decision
    return Waiting(_decision_page(row), row.reference, str(made.outcome.label), made.by_name, made.at.date())


def _suspension(row: ReviewRow) -> Waiting:
    made = row.decision
    return Waiting(_decision_page(row), row.reference, made.trigger, made.by_name, made.review_on or made.at.date())


def _task(task: TaskRow) -> Waiting:
    href = f"{reverse('scoping', args=[task.referral_id])}#part-A-3"
    return Waiting(href, task.reference, "Immunity", "", task.opened_at.date())


def _decision_page(row: ReviewRow) -> str:
    return reverse("decide", args=[row.referral_id])
