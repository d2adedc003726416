"""What an officer finds on the start page: a desk for each thing that their roles let them do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import queue
from affiant.referrals.selectors import QueueFilters
from affiant.referrals.stages import Stage
from affiant.sharing import selectors as sharing
from affiant.sharing.stages import PackageStage
from affiant.triage import selectors as triage


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind wait."""

    number: str  # with a plus where only so many were counted
    what: str


@dataclass(frozen=True, slots=True)
class StartDesk:
    """A desk, what it is for and what waits on it."""

    title: str
    href: str
    purpose: str
    counts: tuple[Count, ...] = ()


def desks(officer: Officer) -> list[StartDesk]:
    """List the desks that this officer may enter."""
    found = []
    if may(officer, Permission.READ_QUEUE):
        purpose = "Read what came in, take it on, decide."
        found.append(StartDesk("Queue", reverse("queue"), purpose, _referrals(officer)))
    if may(officer, Permission.READ_REFERRAL):
        found.append(StartDesk("Search", reverse("search"), "Find a word, a name or a place in all that was written."))
    if may(officer, Permission.SCOPE):
        purpose = "Decisions for a second officer, suspensions whose day has come, questions for a lawyer."
        found.append(StartDesk("To review", reverse("reviews"), purpose, _reviews(officer)))
    if may(officer, Permission.READ_PACKAGES):
        purpose = "What was prepared for partners, approved and written."
        found.append(StartDesk("Packages", reverse("packages"), purpose, _packages(officer)))
        found.append(StartDesk("Partners", reverse("partners"), "Who may receive packages, and under which key."))
    if may(officer, Permission.READ_FIGURES):
        found.append(StartDesk("Figures", reverse("figures"), "How many, how long, with what outcome; nobody in them."))
    if may(officer, Permission.READ_LEDGER):
        found.append(StartDesk("Ledger", reverse("ledger"), "Every act, in order, with nothing taken away."))
    if may(officer, Permission.MANAGE_OFFICERS):
        found.append(StartDesk("Officers", reverse("officers"), "Accounts and roles. Cases are not shown to you."))
    return found


def _referrals(officer: Officer) -> tuple[Count, ...]:
    closed = triage.hidden_ids(officer.pk)
    counted = (
        (QueueFilters(flags_waiting=True, without=closed), "safeguarding flags to acknowledge"),
        (QueueFilters(stages=frozenset({Stage.RECEIVED}), without=closed), "not taken on by anybody"),
        (QueueFilters(overdue_at=timezone.now(), without=closed), "overdue"),
        (QueueFilters(assigned_to=officer.pk, without=closed), "assigned to you"),
    )
    return tuple(_count(queue.count(filters), what) for filters, what in counted)


def _reviews(officer: Officer) -> tuple[Count, ...]:
    due = triage.due(timezone.now().date(), officer.pk)
    waiting = triage.waiting_for(officer.pk) if may(officer, Permission.CONFIRM_DECISION) else []
    mine = (Count(f"{len(waiting):,}", "waiting for your confirmation"),) if waiting else ()
    return (*mine, Count(f"{len(due):,}", "suspended and due"))


def _count(found: queue.Count, what: str) -> Count:
    return Count(f"{found.number:,}{'+' if found.more else ''}", what)


def _packages(officer: Officer) -> tuple[Count, ...]:
    closed = triage.hidden_from(officer)
    waiting = [row for row in sharing.packages(stages=[PackageStage.PREPARED]) if row.referral_id not in closed]
    return (Count(f"{len(waiting):,}", "waiting for approval"),)
