"""The desk where reports are taken in: a file is sealed as it arrives, looked through, and taken when it is said."""

import csv
import dataclasses
import errno
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.factories import handed_over, situations
from tests.factories.handed_over import line, table, zip_of
from tests.factories.situations import AT

from affiant.casework import rounds
from affiant.casework.handover import presenters
from affiant.casework.handover.assisting import tongues
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.handover import keeping, selectors, services
from affiant.handover.errors import Damaged
from affiant.handover.models import Handover
from affiant.handover.services.opening import file_of
from affiant.handover.stages import Stage
from affiant.handover.tasks import look_through_handover, queue_waiting, take_handover
from affiant.referrals.errors import IdentityAway
from affiant.referrals.models import Referral
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(keeping, "PART", 4096)


@pytest.fixture
def supervisor():
    return situations.officer(Role.SUPERVISOR)


@pytest.fixture
def shelter(supervisor):
    return services.add_organisation(name="Shelter", organisation_id="", by=supervisor, at=AT)


@pytest.fixture
def duty():
    return situations.officer(Role.DUTY_OFFICER)


@pytest.fixture
def desk(duty, browser_of):
    return browser_of(duty)


@pytest.fixture
def hand_in(desk, shelter):
    """Load a file as a browser does; return the page that answers before a worker has it."""

    def post(content: bytes, *, name: str = "reports.zip", end: str = "1"):
        form = {"organisation": shelter, "how": "On a stick, by their lawyer.", "end": end}
        held = form | {"file": SimpleUploadedFile(name, content)}
        return desk.post(reverse("new_handover"), {key: value for key, value in held.items() if value}, follow=True)

    return post


@pytest.fixture
def load(hand_in, desk):
    """Load a file, and let a worker look it through if one was kept; return the page that stands then."""

    def post(content: bytes, **given: str):
        answer = hand_in(content, **given)
        waiting = Handover.objects.filter(stage=Stage.RECEIVED).first()
        if waiting is None:
            return answer
        look_through_handover.func(str(waiting.pk))
        return desk.get(reverse("handover", args=[waiting.pk]))

    return post


@pytest.fixture
def taken(duty, shelter):
    """Have a file taken whole; return its id."""

    def take(content: bytes):
        made = handed_over.received(content, shelter, duty)
        services.accept(handover_id=made, only_good=True, by=duty, at=AT)
        services.carry_out(handover_id=made, at=AT)
        return made

    return take


def test_a_file_arrives_sealed_and_nothing_is_taken_before_an_officer_says_so(load):
    page = load(zip_of(5)).content.decode()

    made = Handover.objects.get()
    assert file_of(made.pk).read() == zip_of(5)
    assert "All 5 lines can be taken. Nothing is taken yet." in page
    assert not Referral.objects.exists()


def test_the_page_that_asks_for_a_file_begins_without_an_error(desk, shelter):
    page = desk.get(reverse("new_handover")).content.decode()

    assert "There is a problem" not in page
    assert "Shelter" in page


def test_what_is_wrong_stands_line_by_line_on_the_page_and_in_a_table(load, desk):
    page = load(zip_of(5, wrong=[2, 4])).content.decode()

    told = desk.get(reverse("handover_faults", args=[Handover.objects.get().pk])).content.decode("utf-8-sig")
    assert "3 lines of 5 can be taken; 2 cannot" in page
    assert list(csv.reader(told.splitlines()))[1:] == [
        ["3", "N-0002", "account", "“account” is empty."],
        ["5", "N-0004", "account", "“account” is empty."],
    ]


def test_with_wrong_lines_the_page_offers_the_good_ones_alone(load, desk):
    page = load(zip_of(5, wrong=[2])).content.decode()
    made = Handover.objects.get().pk

    refused = desk.post(reverse("accept_handover", args=[made]), follow=True).content.decode()
    desk.post(reverse("accept_handover", args=[made]), {"only_good": "on"})

    assert "Take only the 4 good lines" in page
    assert "Nothing is taken unless you say" in refused
    assert selectors.handover(made).stage is Stage.TAKING


def test_the_courier_asks_a_worker_and_the_page_shows_what_became_of_each_line(load, desk):
    load(zip_of(3))
    made = Handover.objects.get().pk
    desk.post(reverse("accept_handover", args=[made]))
    waiting = desk.get(reverse("handover", args=[made]))

    rounds.make()
    take_handover.func(str(made))

    page = desk.get(reverse("handover", args=[made])).content.decode()
    assert waiting.headers["Refresh"]
    assert Handover.objects.get().queued_at
    assert "3 lines of 3 became referrals." in page
    assert all(row.reference in page for row in Referral.objects.all())


def test_the_same_file_again_leads_to_its_page(load):
    load(zip_of(2))

    again = load(zip_of(2))

    assert "This file is here already" in again.content.decode()
    assert Handover.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "end", "said"),
    [(zip_of(2), "", "did not arrive whole"), (b"", "1", "The file is empty"), (b"words", "1", "cannot be read")],
)
def test_what_did_not_arrive_or_is_no_table_says_so(content, end, said, load):
    page = load(content, end=end, name="reports.csv").content.decode()

    assert said in page


def test_of_several_files_in_one_form_only_the_one_that_is_asked_for_is_kept(desk, shelter):
    form = {"organisation": shelter, "how": "On a stick.", "end": "1"}
    files = {name: SimpleUploadedFile(f"{name}.csv", name.encode() * 3000) for name in ("another", "file", "more")}

    desk.post(reverse("new_handover"), form | files)

    made = Handover.objects.get()
    assert file_of(made.pk).read() == b"file" * 3000
    kept = {path.name for path in store().root.rglob("*") if path.is_file()}
    assert kept == {part.sealed_sha256 for part in selectors.parts_of(made.pk)}


def test_two_files_under_one_name_are_not_both_kept(desk, shelter):
    form = {"organisation": shelter, "how": "On a stick.", "end": "1"}
    files = [SimpleUploadedFile("a.csv", b"first" * 3000), SimpleUploadedFile("b.csv", b"second" * 3000)]

    desk.post(reverse("new_handover"), form | {"file": files})

    assert file_of(Handover.objects.get().pk).read() == b"first" * 3000


def test_a_file_that_the_disk_has_no_room_for_is_not_begun(hand_in, house, settings):
    settings.AFFIANT = dataclasses.replace(house, free_room=1 << 60)

    page = hand_in(zip_of(3)).content.decode()

    assert "has no room for the file" in page
    assert "Choose the file" not in page
    assert not [path for path in store().root.rglob("*") if path.is_file()]


def test_a_disk_that_fills_while_a_file_arrives_keeps_nothing_and_says_so(hand_in, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping.Keeping, "write", full)

    page = hand_in(zip_of(3)).content.decode()

    assert "has no room for the file" in page
    assert not Handover.objects.exists()


def test_without_the_forms_token_nothing_is_kept(duty, browser_of, shelter):
    desk = browser_of(duty)
    desk.handler.enforce_csrf_checks = True

    answer = desk.post(
        reverse("new_handover"),
        {"organisation": shelter, "how": "x", "end": "1", "file": SimpleUploadedFile("a", b"x")},
    )

    assert answer.status_code == 403
    assert not Handover.objects.exists()


def test_a_hostile_file_name_and_number_are_shown_inert(load):
    hostile = "<script>\N{RIGHT-TO-LEFT OVERRIDE}gpj.csv"

    page = load(table([line(1) | {"number": "<b>x</b>", "account": "=cmd()"}]), name=hostile).content.decode()

    assert "<script>\N{RIGHT-TO-LEFT OVERRIDE}" not in page
    assert "<b>x</b>" not in page


def test_the_referral_says_who_sent_it_and_that_nobody_heard_the_person(desk, taken):
    taken(table([line(1, consent="yes")]))
    referral = Referral.objects.get()

    page = desk.get(reverse("referral", args=[referral.pk])).content.decode()

    assert "Handed over by an organisation: <bdi>Shelter</bdi>" in page
    assert "line 2 of what was handed over" in page
    assert "Not confirmed" in page
    assert "they want it" in page
    assert "no message reaches them here" in page


def test_what_the_person_said_is_entered_with_how_it_is_known(desk, taken):
    taken(table([line(1)]))
    referral = Referral.objects.get()
    address = reverse("hear_consent", args=[referral.pk])

    desk.post(address, {"said": "knows", "how": ""})
    desk.post(address, {"said": "yes", "how": "Told me by telephone."})

    (heard,) = selectors.consent_of(referral.pk)
    assert (heard.said.value, heard.how) == ("yes", "Told me by telephone.")
    assert "referral.consent_heard" in {one.act for one in ledger.entries_about(str(referral.pk))}
    page = desk.get(reverse("referral", args=[referral.pk])).content.decode()
    assert "Not confirmed" not in page


def test_an_ordinary_referral_has_no_such_box(desk):
    referral_id = situations.collected_referral()

    page = desk.get(reverse("referral", args=[referral_id])).content.decode()

    assert "Sent for somebody else" not in page


def test_the_queue_can_be_narrowed_by_the_way_a_report_came(desk, taken):
    ordinary = situations.collected_referral()
    taken(table([line(1)]))

    page = desk.get(reverse("queue"), {"stage": "all", "route": "import"}).content.decode()

    handed = Referral.objects.exclude(pk=ordinary).get()
    assert handed.reference in page
    assert Referral.objects.get(pk=ordinary).reference not in page
    assert "handed over by an organisation" in page


def test_a_referral_that_is_closed_to_an_officer_is_not_named_on_the_files_page(desk, duty, taken):
    made = taken(table([line(1), line(2)]))
    closed, open_one = Referral.objects.order_by("reference")
    triage.recuse(referral_id=closed.pk, officer_id=duty.pk, reason="I know them.", by=duty, at=AT)

    page = desk.get(reverse("handover", args=[made])).content.decode()

    assert open_one.reference in page
    assert closed.reference not in page


def test_a_supervisor_keeps_the_register_of_organisations(supervisor, browser_of):
    browser = browser_of(supervisor)
    address = reverse("organisations")

    browser.post(address, {"name": "Sender", "organisation_id": "0a" * 16})
    twice = browser.post(address, {"name": "Sender", "organisation_id": "0a" * 16}).content.decode()
    wrong = browser.post(address, {"name": "Other", "organisation_id": "x"}).content.decode()
    browser.post(reverse("close_organisation", args=["0a" * 16]))

    assert "Another organisation has this id" in twice
    assert "An id has 32 digits" in wrong
    (row,) = selectors.organisations(also_closed=True)
    assert row.closed_at
    assert not selectors.organisations()
    browser.post(reverse("reopen_organisation", args=["0a" * 16]))
    assert selectors.organisations()


def test_the_form_is_offered_in_every_language_at_the_public_address(desk, settings):
    page = desk.get(reverse("take_report")).content.decode()

    assert len(tongues()) == 12
    assert f"{settings.AFFIANT.public_address}/uk/form/start" in page
    assert "I do not keep it." in page


def test_the_empty_table_names_the_columns(desk):
    told = desk.get(reverse("empty_table")).content.decode("utf-8-sig")

    assert told.startswith("number,account,language")


def test_a_supervisor_erases_a_file_that_was_decided_about(supervisor, browser_of, taken):
    made = taken(table([line(1)]))
    browser, address = browser_of(supervisor), reverse("erase_handover", args=[made])

    without = browser.post(address, {"erase_reason": ""}).content.decode()
    done = browser.post(address, {"erase_reason": "They asked for it."}, follow=True).content.decode()

    assert "Give the reason for erasing" in without
    assert "nobody opens the file again" in done
    assert selectors.handover(made).erased_at


def test_who_erases_names_is_told_that_the_file_they_came_in_holds_them_too(supervisor, browser_of, taken):
    taken(zip_of(1))
    referral_id, browser = Referral.objects.get().pk, browser_of(supervisor)

    before = browser.get(reverse("people_to_contact", args=[referral_id]))
    form = {"erase-reason": "They asked for it.", "erase-sure": "on"}
    after = browser.post(reverse("erase_contacts", args=[referral_id]), form, follow=True)

    assert "holds the same names until that file is erased too" in before.text
    assert "The file that the organisation handed over holds them until it is erased too." in after.text


def test_the_page_says_that_a_file_is_looked_through_and_loads_itself_until_it_is(hand_in, desk):
    hand_in(zip_of(3))
    address = reverse("handover", args=[Handover.objects.get().pk])
    waiting = desk.get(address)

    rounds.make()
    look_through_handover.func(str(Handover.objects.get().pk))

    done = desk.get(address)
    assert "is being looked through" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    assert DBTaskResult.objects.get().task_path.endswith("look_through_handover")
    assert "All 3 lines can be taken" in done.content.decode()
    assert "Refresh" not in done.headers


def test_a_file_whose_worker_died_is_taken_up_again_and_looked_through_once(hand_in):
    hand_in(zip_of(3, wrong=[2]))
    made = Handover.objects.get().pk

    first = queue_waiting(at=AT)
    at_once, later = queue_waiting(at=AT), queue_waiting(at=AT + timedelta(minutes=6))
    for task in DBTaskResult.objects.all():
        look_through_handover.func(*task.args_kwargs["args"])

    assert (first, at_once, later) == (1, 0, 1)
    assert (selectors.sum_of(made).good, len(selectors.faults(made))) == (2, 1)
    assert queue_waiting(at=AT + timedelta(days=1)) == 0


def test_a_file_that_is_accepted_right_after_it_was_looked_through_does_not_wait(hand_in, duty):
    hand_in(zip_of(1))
    made = Handover.objects.get().pk
    queue_waiting(at=AT)
    look_through_handover.func(str(made))

    services.accept(handover_id=made, only_good=False, by=duty, at=AT)

    assert queue_waiting(at=AT) == 1


def test_without_the_key_of_names_a_file_is_kept_and_waits_until_somebody_asks_again(
    hand_in, desk, house, settings, tmp_path
):
    hand_in(zip_of(2))
    made = Handover.objects.get().pk
    queue_waiting(at=AT)
    settings.AFFIANT = dataclasses.replace(house, identity_dir=tmp_path / "elsewhere")
    with pytest.raises(IdentityAway):
        look_through_handover.func(str(made))

    kept = desk.get(reverse("handover", args=[made]))
    settings.AFFIANT = house
    desk.post(reverse("try_handover_again", args=[made]))

    assert "does not hold the key of names" in kept.content.decode()
    assert "Take nothing of it" in kept.content.decode()
    assert "Refresh" not in kept.headers
    assert queue_waiting(at=AT) == 1
    assert "handover.tried_again" in {one.act for one in ledger.entries_about(str(made))}


def test_that_one_kind_of_work_cannot_be_asked_for_keeps_no_other_waiting(hand_in, monkeypatch):
    def broken(**_):
        raise RuntimeError

    hand_in(zip_of(1))
    monkeypatch.setattr(rounds, "QUEUES", (broken, queue_waiting))

    rounds.make()

    assert Handover.objects.get().queued_at


def test_of_many_faults_the_first_stand_on_the_page_and_all_in_the_table(load, desk, monkeypatch):
    monkeypatch.setattr(presenters, "SHOWN", 2)

    page = load(zip_of(6, wrong=[1, 2, 3, 4, 5])).content.decode()

    told = desk.get(reverse("handover_faults", args=[Handover.objects.get().pk])).content.decode("utf-8-sig")
    assert ("N-0002" in page, "N-0003" in page) == (True, False)
    assert "And 3 more" in page
    assert len(told.splitlines()) == 6


def test_a_file_whose_parts_are_damaged_says_so_where_its_reports_are_taken(taken, hand_in, desk, duty):
    hand_in(zip_of(2))
    made = Handover.objects.get().pk
    look_through_handover.func(str(made))
    services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    store().remove(selectors.parts_of(made)[0].sealed_sha256)

    with pytest.raises(Damaged):
        take_handover.func(str(made))

    page = desk.get(reverse("handover", args=[made])).content.decode()
    assert "A stored part of the file is damaged or missing." in page
    assert "Not all is taken yet." in page


def test_a_file_of_which_nothing_was_taken_does_not_say_that_its_lines_can_be(load, desk):
    load(zip_of(2))
    made = Handover.objects.get().pk

    page = desk.post(reverse("decline_handover", args=[made]), {"reason": "Another unit's."}, follow=True)

    assert "Nothing of it was taken" in page.content.decode()
    assert "can be taken" not in page.content.decode().lower()
