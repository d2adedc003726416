"""Names lie closed to a key of their own: the unit key, the store and the database do not tell them."""

import base64
import os
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from tests.factories import situations
from tests.factories.situations import AT, NAME, REACH, Sending

from affiant.core.ledger.entries import Kind
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import identity, people, reach, selectors, services, triggers
from affiant.referrals.errors import (
    ContactErased,
    ContactUnreadable,
    EmptyText,
    IdentityAway,
    NoSuchContact,
    NothingToErase,
    ReasonMissing,
)
from affiant.referrals.kinds import Role as Who
from affiant.referrals.models import (
    Contact,
    ContactKey,
    ContactTrace,
    Enclosure,
    Message,
    Note,
    Safeguarding,
    Submission,
    Translation,
    Wish,
)
from affiant.referrals.services import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
WITNESS = {"name": "Ilya Invented", "reach": "+44 7700 900123", "safe": "Not at work.", "source": "From the account."}


@pytest.fixture
def officer():
    return situations.officer(Role.INVESTIGATOR)


@pytest.fixture
def supervisor():
    return situations.officer(Role.SUPERVISOR)


def without_identity() -> None:
    """Be a process that the operator has not given the identity key."""
    settings.AFFIANT = replace(settings.AFFIANT, identity_dir=settings.AFFIANT.home / "elsewhere")


def names_of(referral_id, officer) -> list[str]:
    opened = services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)
    return [str(answer.answer) for one in opened for answer in one.document.answers if answer.question == "name"]


def all_that_the_unit_key_opens() -> bytes:
    """Return every byte under casework's home, and what each file is under the unit key."""
    read = [file.read_bytes() for file in settings.AFFIANT.casework_dir.rglob("*") if file.is_file()]
    opened = []
    for each in read:
        try:
            opened.append(unseal(each, settings.AFFIANT.unit_identity))
        except CannotOpen:
            continue
    return b"".join(read + opened)


def all_that_the_database_holds() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            rows += [_text(value) for row in cursor for value in row]
    return "\n".join(rows)


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def test_with_the_unit_key_alone_the_account_is_read_and_no_name():
    situations.collected_referral()

    yielded = all_that_the_unit_key_opens()

    assert situations.ACCOUNT.encode() in yielded
    assert NAME.encode() not in yielded
    assert REACH.encode() not in yielded


def test_the_database_holds_no_name_after_the_door_was_opened_and_people_were_added(officer):
    referral_id = situations.collected_referral()
    services.add_contact(referral_id=referral_id, person=Person(Who.WITNESS, WITNESS), by=officer, at=AT)
    services.trace_waiting(at=AT)
    names_of(referral_id, officer)

    held = all_that_the_database_holds()

    assert situations.ACCOUNT in held
    assert not [word for word in (NAME, REACH, WITNESS["name"], "900123") if word in held]


def test_a_process_without_the_identity_key_collects_and_reads_and_opens_no_name(officer):
    without_identity()
    referral_id = situations.collected_referral()

    page = services.read(referral_id=referral_id, by=officer, at=AT)

    assert situations.ACCOUNT in str(page.submissions[0].document.answers)
    with pytest.raises(IdentityAway):
        services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)
    assert ledger.entries_about(str(referral_id))[-1].act == "contact.opened"


def test_names_open_without_the_unit_key(officer):
    referral_id = situations.collected_referral()
    settings.AFFIANT = replace(settings.AFFIANT, unit_identity=Identity.from_entropy(os.urandom(32)))

    assert names_of(referral_id, officer) == [NAME]


def test_a_name_of_the_first_version_opens_with_both_keys_and_not_without_the_units(officer):
    referral_id = situations.collected_referral(Sending(version=1))
    assert names_of(referral_id, officer) == [NAME]
    settings.AFFIANT = replace(settings.AFFIANT, unit_identity=Identity.from_entropy(os.urandom(32)))

    with pytest.raises(ContactUnreadable):
        services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)


def test_what_came_lies_inside_as_it_came():
    situations.collected_referral()
    contact = Contact.objects.select_related("submission", "key").get()

    assert situations.sha256(situations.unwrapped(contact)) == contact.submission.contact_sealed
    assert not store().has(contact.submission.contact_sealed)


def test_the_recovery_key_opens_a_referrals_key():
    situations.collected_referral()
    recovery = Identity.parse((settings.AFFIANT.home / "recovery/recovery.key").read_text())

    secret = unseal(base64.b64decode(ContactKey.objects.get().wrapped), recovery)

    assert Identity.parse(secret.decode()).recipient.text == ContactKey.objects.get().recipient


def test_all_that_one_person_sends_is_closed_to_one_key():
    first = Sending()
    situations.collected_referral(first)
    situations.collected_referral(Sending(keys=first.keys, kind="message", files=()))

    assert ContactKey.objects.count() == 1
    assert Contact.objects.count() == 2


def test_a_closed_document_in_anothers_place_is_refused(officer):
    mine, other = situations.collected_referral(), situations.collected_referral()
    moved = Contact.objects.get(referral_id=other)
    store().path(Contact.objects.get(referral_id=mine).closed).unlink()
    triggers.remove(connection)
    Contact.objects.filter(referral_id=mine).update(closed=moved.closed, key_id=moved.key_id)

    with pytest.raises(ContactUnreadable):
        names_of(mine, officer)


def test_who_is_there_is_told_without_a_name(officer):
    referral_id = situations.collected_referral()
    services.add_contact(referral_id=referral_id, person=Person(Who.WITNESS, WITNESS), by=officer, at=AT)

    rows = people.people_of(referral_id)

    assert [(row.role, row.by_name) for row in rows] == [(Who.REPORTER, ""), (Who.WITNESS, officer.display_name)]
    assert NAME not in str(rows)


def test_a_message_brings_nobody_new_to_contact():
    first = Sending()
    referral_id = situations.collected_referral(first)
    situations.collected_referral(Sending(keys=first.keys, kind="message", files=()))

    assert len(people.people_of(referral_id)) == 1


def test_somebody_added_is_read_again_behind_the_door(officer):
    referral_id = situations.collected_referral()

    services.add_contact(referral_id=referral_id, person=Person(Who.WITNESS, WITNESS), by=officer, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.kind, entry.act, entry.facts["role"]) == (Kind.ALTERATION, "contact.added", "witness")
    assert WITNESS["name"] not in entry.data
    assert names_of(referral_id, officer) == [NAME, WITNESS["name"]]


def test_a_correction_follows_and_replaces_nothing(officer):
    referral_id = situations.collected_referral()
    person = Person(Who.WITNESS, WITNESS)
    first = services.add_contact(referral_id=referral_id, person=person, by=officer, at=AT)

    again = replace(person, said=WITNESS | {"name": "Illia Invented"}, follows=first)
    second = services.add_contact(referral_id=referral_id, person=again, by=officer, at=AT)

    assert {row.id for row in people.newest(people.people_of(referral_id))} >= {second}
    assert first not in {row.id for row in people.newest(people.people_of(referral_id))}
    assert sorted(names_of(referral_id, officer)) == sorted([NAME, "Ilya Invented", "Illia Invented"])
    with pytest.raises(NoSuchContact):
        services.add_contact(referral_id=referral_id, person=again, by=officer, at=AT)


def test_what_came_with_a_report_is_no_officers_to_correct(officer):
    referral_id = situations.collected_referral()
    original = Contact.objects.get().pk

    with pytest.raises(NoSuchContact):
        services.add_contact(
            referral_id=referral_id, person=Person(Who.WITNESS, WITNESS, follows=original), by=officer, at=AT
        )
    with pytest.raises(NoSuchContact):
        services.add_contact(referral_id=referral_id, person=Person(Who.REPORTER, WITNESS), by=officer, at=AT)


def test_nobody_is_added_without_a_name_and_a_way(officer):
    referral_id = situations.collected_referral()

    with pytest.raises(EmptyText):
        services.add_contact(
            referral_id=referral_id, person=Person(Who.WITNESS, {"safe": "At night."}), by=officer, at=AT
        )


def test_who_may_not_read_names_adds_none():
    referral_id = situations.collected_referral()

    with pytest.raises(NotPermitted):
        services.add_contact(
            referral_id=referral_id,
            person=Person(Who.WITNESS, WITNESS),
            by=situations.officer(Role.LIAISON_OFFICER),
            at=AT,
        )


def test_throwing_the_key_away_erases_every_name_of_the_referral(officer, supervisor):
    referral_id = situations.collected_referral()
    services.add_contact(referral_id=referral_id, person=Person(Who.WITNESS, WITNESS), by=officer, at=AT)
    services.trace_waiting(at=AT)

    gone = services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=supervisor, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.kind, entry.act, entry.facts, gone) == (Kind.ERASURE, "contact.erased", {"contacts": 2}, 2)
    assert names_of(referral_id, officer) == []
    assert not ContactTrace.objects.exists()
    with pytest.raises(ContactErased):
        services.contact_of(selectors.submissions_of(referral_id)[0])


def test_not_even_the_recovery_key_brings_an_erased_name_back(supervisor):
    referral_id = situations.collected_referral()
    closed = Contact.objects.get().closed
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=supervisor, at=AT)
    recovery = Identity.parse((settings.AFFIANT.home / "recovery/recovery.key").read_text())

    for key in (recovery, *identity.identities(), settings.AFFIANT.unit_identity):
        with pytest.raises(CannotOpen):
            unseal(store().read(closed), key)
    assert ContactKey.objects.get().wrapped == ""


def test_a_key_that_was_thrown_away_does_not_come_back(supervisor):
    referral_id = situations.collected_referral()
    wrapped = ContactKey.objects.get().wrapped
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=supervisor, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactKey.objects.update(wrapped=wrapped, thrown_away_at=None)


def test_whoever_writes_again_after_an_erasure_gets_a_new_key(officer, supervisor):
    first = Sending()
    referral_id = situations.collected_referral(first)
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=supervisor, at=AT)

    situations.collected_referral(Sending(keys=first.keys))

    assert ContactKey.objects.count() == 2
    assert names_of(referral_id, officer) == [NAME]


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR, Role.LIAISON_OFFICER])
def test_only_a_supervisor_erases(role):
    referral_id = situations.collected_referral()

    with pytest.raises(NotPermitted):
        services.erase_contacts(referral_id=referral_id, reason="No.", by=situations.officer(role), at=AT)


def test_erasing_wants_a_reason_and_something_to_erase(supervisor):
    referral_id = situations.collected_referral()
    with pytest.raises(ReasonMissing):
        services.erase_contacts(referral_id=referral_id, reason=" ", by=supervisor, at=AT)
    services.erase_contacts(referral_id=referral_id, reason="They asked for it.", by=supervisor, at=AT)

    with pytest.raises(NothingToErase):
        services.erase_contacts(referral_id=referral_id, reason="Again.", by=supervisor, at=AT)


def test_the_same_way_of_contact_is_found_without_opening_anything(officer):
    one, two = situations.collected_referral(), situations.collected_referral()
    services.trace_waiting(at=AT)
    without_identity()

    assert reach.same_reach(one) == {two: frozenset({"email"})}
    assert ledger.entries_about(str(one))[-1].act == "contact.traced"


def test_tracing_waits_where_the_key_is_away():
    situations.collected_referral()
    without_identity()

    assert services.trace_waiting(at=AT) == 0
    assert len(reach.not_traced()) == 1


def test_what_is_damaged_is_looked_at_once_and_never_holds_the_courier_up():
    situations.collected_referral()
    store().path(Contact.objects.get().closed).unlink()

    assert services.trace_waiting(at=AT) == 1
    assert reach.not_traced() == []


def test_digests_do_not_tell_the_way_to_who_has_no_key():
    situations.collected_referral()
    services.trace_waiting(at=AT)

    assert REACH not in str(list(ContactTrace.objects.values()))
    assert all(len(trace.digest) == 64 for trace in ContactTrace.objects.all())


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Submission, {"answers": "{}"}),
        (Wish, {"value": "no"}),
        (Note, {"text": "Another."}),
        (Translation, {"text": "Another."}),
        (Contact, {"closed": "0" * 64}),
        (ContactKey, {"recipient": "age1"}),
    ],
)
def test_what_was_said_cannot_be_changed(model, change, officer):
    referral_id = situations.collected_referral()
    submission = Submission.objects.get()
    Note.objects.create(referral_id=referral_id, standing="fact", text="One.", by=officer, at=AT)
    Translation.objects.create(
        referral_id=referral_id, submission=submission, question="account", language="en", text="One.",
        origin="human", made_by="T.", by=officer, at=AT,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_every_table_of_what_was_said_is_guarded():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT DISTINCT event_object_table FROM information_schema.triggers")
        else:
            cursor.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        guarded = {row[0] for row in cursor}

    said = {Submission, Wish, Message, Note, Translation, Safeguarding, Contact, ContactKey, ContactTrace, Enclosure}
    assert {model._meta.db_table for model in said} == set(triggers.KEPT)
    assert set(triggers.KEPT) <= guarded
