"""What an officer finds on the start page: a desk for each thing that their roles let them do."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone

from affiant.correspondence import selectors as correspondence
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import queue
from affiant.referrals.selectors import QueueFilters
from affiant.referrals.stages import Stage
from affiant.sharing import prepared
from affiant.triage import selectors as triage
from affiant.triage import team
from affiant.triage.watch import LISTED


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
    return [desk for permission, make in _DESKS if may(officer, permission) for desk in make(officer)]


def _queue(officer: Officer) -> list[StartDesk]:
    return [StartDesk("Queue", reverse("queue"), "Read what came in, take it on, decide.", _referrals(officer))]


def _search(_: Officer) -> list[StartDesk]:
    return [StartDesk("Search", reverse("search"), "Find a word, a name or a place in all that was written.")]


def _taking_in(_: Officer) -> list[StartDesk]:
    purpose = "Take a report with somebody, or load what an organisation handed over."
    return [StartDesk("Take in", reverse("handovers"), purpose)]


def _messages(officer: Officer) -> list[StartDesk]:
    purpose = "Messages to reporters that wait for a second officer, and what was asked and not answered."
    return [StartDesk("Messages", reverse("messages_desk"), purpose, _written(officer))]


def _reviewing(officer: Officer) -> list[StartDesk]:
    purpose = "Decisions for a second officer, suspensions whose day has come, questions for a lawyer, nobody’s work."
    return [StartDesk("To review", reverse("reviews"), purpose, _reviews(officer))]


def _restricting(officer: Officer) -> list[StartDesk]:
    purpose = "What the restricted referrals of others ask of a supervisor: to take one over, to call somebody."
    return [StartDesk("Restricted", reverse("unkept"), purpose, _restricted(officer))]


def _sharing(officer: Officer) -> list[StartDesk]:
    purpose = "What was prepared for partners, approved and written."
    return [
        StartDesk("Packages", reverse("packages"), purpose, _packages(officer)),
        StartDesk("Partners", reverse("partners"), "Who may receive packages, and under which key."),
    ]


def _figures(_: Officer) -> list[StartDesk]:
    return [StartDesk("Figures", reverse("figures"), "How many, how long, with what outcome; nobody in them.")]


def _ledger(_: Officer) -> list[StartDesk]:
    return [StartDesk("Ledger", reverse("ledger"), "Every act, in order, with nothing taken away.")]


def _officers(_: Officer) -> list[StartDesk]:
    return [StartDesk("Officers", reverse("officers"), "Accounts and roles. Cases are not shown to you.")]


# In the order of the page; a desk that the officer's roles do not open is not there.
_DESKS: Final[tuple[tuple[Permission, Callable[[Officer], list[StartDesk]]], ...]] = (
    (Permission.READ_QUEUE, _queue),
    (Permission.READ_REFERRAL, _search),
    (Permission.IMPORT, _taking_in),
    (Permission.REPLY, _messages),
    (Permission.SCOPE, _reviewing),
    (Permission.RESTRICT, _restricting),
    (Permission.READ_PACKAGES, _sharing),
    (Permission.READ_FIGURES, _figures),
    (Permission.READ_LEDGER, _ledger),
    (Permission.MANAGE_OFFICERS, _officers),
)


def _referrals(officer: Officer) -> tuple[Count, ...]:
    closed = triage.hidden_ids(officer.pk)
    counted = (
        (QueueFilters(flags_waiting=True, without=closed), "safeguarding flags to acknowledge"),
        (QueueFilters(stages=frozenset({Stage.RECEIVED}), without=closed), "not taken on by anybody"),
        (QueueFilters(overdue_at=timezone.now(), without=closed), "overdue"),
        (QueueFilters(assigned_to=officer.pk, without=closed), "assigned to you"),
    )
    return tuple(_count(queue.count(filters), what) for filters, what in counted)


def _written(officer: Officer) -> tuple[Count, ...]:
    waiting = correspondence.waiting_count(officer)
    second = (_count(waiting, "waiting for you to read them"),) if waiting.number else ()
    return (
        _count(correspondence.unanswered_count(officer), "who wrote and wait for an answer"),
        *second,
        _count(correspondence.open_count(officer), "asked, not settled"),
    )


def _reviews(officer: Officer) -> tuple[Count, ...]:
    due, stirred = triage.due_count(timezone.now().date(), officer.pk), triage.stirred_count(officer.pk)
    waiting = triage.waiting_count(officer.pk) if may(officer, Permission.CONFIRM_DECISION) else queue.NONE
    mine = (_count(waiting, "waiting for your confirmation"),) if waiting.number else ()
    news = (_count(stirred, "suspended, and something came"),) if stirred.number else ()
    return (*mine, _count(due, "suspended and due"), *news)


def _restricted(officer: Officer) -> tuple[Count, ...]:
    at = timezone.now()
    unkept, unanswered = team.unkept(officer), team.unanswered(officer, at)
    return (
        _count(team.overdue_count(officer, at), "overdue"),
        _listed(unanswered, "with a safeguarding flag past its time"),
        _listed(unkept, "that no supervisor looks after"),
    )


def _count(found: queue.Count, what: str) -> Count:
    return Count(f"{found.number:,}{'+' if found.more else ''}", what)


def _listed(rows: Sized, what: str) -> Count:
    """Count the rows of a list, which ends at a bound."""
    return _count(queue.Count(len(rows), len(rows) >= LISTED), what)


def _packages(officer: Officer) -> tuple[Count, ...]:
    return (_count(prepared.count(triage.hidden_ids(officer.pk)), "waiting for approval"),)
