"""What a page asks the database: as much for many as for few, and along an index whatever the queue is narrowed to."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories.situations import AT, Sending, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.referrals import queue, services
from affiant.referrals.kinds import Standing
from affiant.referrals.queue import PAGE
from affiant.triage import need_to_know, watch
from affiant.triage import services as triage
from affiant.triage.models import Recusal
from affiant.triage.stages import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

QUEUE = 24
REFERRAL = 60
START = 36
REVIEW = AT.date() + timedelta(1)
ANY = "stage=all"


@pytest.fixture
def asked():
    """Give the statements that a page sends; the first visit of a page reads what is kept afterwards."""

    def ask(browser, address: str) -> list[str]:
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return [query["sql"] for query in captured if not query["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]

    return ask


def write_much(referral_id, report: Sending, officer) -> None:
    """Let a referral have several of everything that its page lists."""
    for number in range(6):
        services.write_note(referral_id=referral_id, standing=Standing.FACT, text=f"Note {number}", by=officer, at=AT)
        services.set_task(
            referral_id=referral_id, what=f"{number}", due_on=None, given_to=officer.pk, by=officer, at=AT
        )
        services.reply(referral_id=referral_id, text=f"Message {number}", by=officer, at=AT)
        services.note_reading(referral_id=referral_id, by=officer, at=AT)
        collected_referral(Sending(keys=report.keys, kind="message", text="Ще одне.", files=report.files))


def test_the_queue_asks_as_often_for_a_full_page_as_for_one_line(asked, make_officer, browser_of):
    officer = make_officer(Role.SUPERVISOR)
    collected_referral(FullReport(files=()))
    few = asked(browser_of(officer), reverse("queue") + "?stage=received")
    for _ in range(PAGE + 1):
        collected_referral(FullReport(files=()))

    many = asked(browser_of(officer), reverse("queue") + "?stage=received")

    assert len(few) <= len(many) <= len(few) + 2 <= QUEUE  # a second page is counted, and may belong to officers


@pytest.mark.parametrize(("closed", "travels"), [(2, True), (3, False)])
def test_many_ids_of_what_is_closed_to_an_officer_do_not_travel(
    closed, travels, asked, monkeypatch, make_officer, browser_of
):
    monkeypatch.setattr(need_to_know, "FEW", 2)
    officer = make_officer(Role.INVESTIGATOR)
    ids = [collected_referral(FullReport(files=())) for _ in range(closed)]
    Recusal.objects.bulk_create(
        Recusal(referral_id=one, officer=officer, by=officer, reason="A relative.", at=AT) for one in ids
    )

    statements = asked(browser_of(officer), f"{reverse('queue')}?{ANY}")

    assert any(ids[0].hex in one.replace("-", "") for one in statements) is travels
    assert browser_of(officer).get(reverse("queue"), {"stage": "all"}).context["lines"] == []


def test_a_referral_with_much_in_it_asks_as_often_as_one_with_little(asked, make_officer, browser_of):
    officer, report = make_officer(Role.INVESTIGATOR), FullReport()
    referral_id = collected_referral(report)
    triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=AT)
    address = reverse("referral", args=[referral_id])
    write_much(referral_id, report, officer)
    few = asked(browser_of(officer), address)
    write_much(referral_id, report, officer)

    many = asked(browser_of(officer), address)

    assert len(many) == len(few) <= REFERRAL


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.INVESTIGATOR, Role.LIAISON_OFFICER])
def test_the_start_page_asks_a_bounded_number_of_questions(role, asked, signed_in):
    for _ in range(3):
        collected_referral(FullReport(files=()))

    assert len(asked(signed_in(role), reverse("home"))) <= START


@pytest.mark.skipif(connection.vendor != "sqlite", reason="with a few rows PostgreSQL reads the whole table")
@pytest.mark.parametrize(
    "query",
    [
        "",
        ANY,
        "stage=accepted",
        "stage=todo&order=newest",
        f"{ANY}&order=heard",
        f"{ANY}&language=uk",
        f"{ANY}&path=experienced&order=newest",
        f"{ANY}&situation=ukraine",
        f"{ANY}&route=public",
        "stage=accepted&language=uk&path=witnessed&situation=ukraine",
        "stage=todo&order=due",
        "flag=any",
        "flag=child&language=uk&stage=accepted",
        "flag=waiting&order=newest",
        "also=withdrawn&stage=accepted",
        "also=overdue&order=due",
        "whose=mine",
        "whose=mine&language=uk&stage=accepted",
        "whose=nobody&stage=todo",
        f"{ANY}&age=month&order=newest",
        f"{ANY}&after=1700000000000000.00000000000000000000000000000000",
        f"{ANY}&language=uk&before=1700000000000000.00000000000000000000000000000000",
    ],
)
def test_every_view_of_the_queue_is_read_in_order_along_an_index(query, asked, signed_in):
    collected_referral(FullReport(files=()))

    page, *_ = [one for one in asked(signed_in(Role.SUPERVISOR), f"{reverse('queue')}?{query}") if is_a_page(one)]

    plan = "\n".join(row[-1] for row in explained(page))
    assert re.search(r"(SEARCH|SCAN) referrals_referral USING (COVERING )?INDEX referral_", plan), plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan, plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="with a few rows PostgreSQL reads the whole table")
@pytest.mark.parametrize(("page", "lists"), [("home", 2), ("reviews", 3)])
def test_what_is_suspended_is_read_along_an_index_made_for_it(page, lists, asked, signed_in):
    found = [one for one in asked(signed_in(Role.SUPERVISOR), reverse(page)) if '."review_on" IS NOT NULL' in one]

    plans = ["\n".join(row[-1] for row in explained(one)) for one in found]

    assert len(plans) == lists
    for plan in plans:
        assert re.search(r"referrals_referral USING (COVERING )?INDEX referral_(review|stirred|quiet)", plan), plan
        assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("page", ["home", "reviews"])
def test_what_waits_is_listed_and_counted_up_to_a_bound(page, asked, monkeypatch, make_officer, browser_of):
    investigator, supervisor = make_officer(Role.INVESTIGATOR), make_officer(Role.SUPERVISOR)
    monkeypatch.setattr(queue, "MOST_COUNTED", 2)
    monkeypatch.setattr(watch, "LISTED", 2)
    suspend(3, investigator)
    few = asked(browser_of(supervisor), reverse(page))
    suspend(3, investigator)

    many = asked(browser_of(supervisor), reverse(page))

    assert len(many) == len(few) <= START
    assert [row.decision.review_on for row in watch.due(REVIEW, supervisor.pk)] == [REVIEW, REVIEW]
    assert watch.due_count(REVIEW, supervisor.pk) == queue.Count(2, more=True)


def suspend(how_many: int, officer) -> None:
    """Let referrals wait for a day of review that has come."""
    for _ in range(how_many):
        referral_id = collected_referral(FullReport(files=()))
        triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=AT)
        ruling = triage.Ruling(Outcome.SUSPEND, "Not here.", trigger="A visa.", review_on=REVIEW)
        triage.decide(referral_id=referral_id, ruling=ruling, by=officer, at=AT)


def is_a_page(statement: str) -> bool:
    """Answer whether a statement asks for the lines of the queue."""
    return "LIMIT 51" in statement and 'FROM "referrals_referral"' in statement


def explained(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return cursor.fetchall()
