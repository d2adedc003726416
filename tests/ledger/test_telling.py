"""What the ledger tells is proved by the verifier that shares nothing with the writer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.core.ledger import samples

from affiant.core.ledger import checkpoint, verify
from affiant.core.ledger.collected import collected_check
from affiant.core.ledger.entries import Kind
from affiant.core.ledger.errors import OutsideTree
from affiant.core.ledger.export import check_export
from affiant.ground.ledger import selectors, services
from affiant.ground.ledger.errors import KeyMissing, NotYetCheckpointed
from affiant.ground.ledger.models import Checkpoint, Entry

LATER = samples.START + timedelta(hours=1)


def enter(count: int) -> None:
    services.append_many(entries=[samples.entry(second) for second in range(count)])


def root_of(size: int) -> bytes:
    data = Entry.objects.filter(seq__lt=size).order_by("seq").values_list("data", flat=True)
    return verify.replay(bytes(each) for each in data)


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 511, 513, 600])
def test_proofs_from_the_tables_lead_to_the_root_of_every_size(db, size):
    enter(600)
    data = dict(Entry.objects.values_list("seq", "data"))

    for seq in {0, size // 3, size // 2, size - 1}:
        proof = [bytes.fromhex(step) for step in selectors.inclusion_proof(seq, size)]
        verify.check_inclusion(leaf=bytes(data[seq]), seq=seq, size=size, proof=proof, root=root_of(size))
    proof = [bytes.fromhex(step) for step in selectors.consistency_proof(size, 600)]
    verify.check_consistency(old_size=size, old_root=root_of(size), new_size=600, new_root=root_of(600), proof=proof)


def test_a_proof_beyond_the_last_entry_is_refused(db):
    enter(3)

    with pytest.raises(OutsideTree):
        selectors.inclusion_proof(0, 5)


def test_a_proof_takes_a_few_queries_whatever_the_size(db, django_assert_max_num_queries):
    enter(5000)

    with django_assert_max_num_queries(4):
        selectors.inclusion_proof(1234, 5000)


def test_a_checkpoint_signs_the_ledger_as_it_stands(db):
    enter(300)

    made = services.make_checkpoint(at=LATER)

    signed = checkpoint.open_note(made.note, selectors.vkey())
    assert (signed.size, signed.root) == (300, root_of(300))
    assert selectors.latest_checkpoint() == selectors.CheckpointRow(300, root_of(300).hex(), made.note, LATER)


def test_an_empty_ledger_has_a_checkpoint(db):
    made = services.make_checkpoint(at=LATER)

    assert checkpoint.open_note(made.note, selectors.vkey()).size == 0


def test_while_nothing_is_added_the_checkpoint_stays(db):
    enter(2)

    first, second = services.make_checkpoint(at=samples.START), services.make_checkpoint(at=LATER)

    assert (first.note, first.made_at) == (second.note, second.made_at)
    assert Checkpoint.objects.count() == 1


def test_without_its_key_nothing_is_signed(db, settings, tmp_path):
    from types import SimpleNamespace

    settings.AFFIANT = SimpleNamespace(casework_dir=tmp_path, ledger_origin="ledger.affiant.example")

    with pytest.raises(KeyMissing):
        services.make_checkpoint(at=LATER)


@pytest.mark.parametrize("seq", [0, 1, 255, 256, 299])
def test_a_receipts_proof_is_whole(db, seq):
    enter(300)
    services.make_checkpoint(at=LATER)

    held = selectors.collected_proof(seq)

    key = held["ledger_key"]
    told = {"leaf": held["leaf"], "seq": held["seq"], "proof": held["proof"], "note": held["checkpoint"]}
    assert collected_check(**told, vkey=key, pinned=selectors.vkey()) == []


def test_before_a_checkpoint_covers_it_there_is_no_proof(db):
    enter(1)
    services.make_checkpoint(at=LATER)
    enter(1)

    with pytest.raises(NotYetCheckpointed):
        selectors.collected_proof(1)


@pytest.mark.parametrize("size", [0, 1, 2100])
def test_the_export_is_whole(db, size):
    enter(size)
    services.make_checkpoint(at=LATER)
    enter(3)

    lines = list(selectors.export_lines())

    assert len(lines) == size + 2
    assert check_export(lines, selectors.vkey()) == []


def test_without_a_checkpoint_there_is_no_export(db):
    with pytest.raises(NotYetCheckpointed):
        list(selectors.export_lines())


def test_a_history_has_every_act_and_the_newest_consultations(db):
    kinds = [Kind.COLLECTION, *[Kind.CONSULTATION] * 5, Kind.DECISION, Kind.CONSULTATION]
    says = {"note": 'somebody wrote "kind":"consultation"'}
    services.append_many(
        entries=[replace(samples.entry(second, facts=says), kind=kind) for second, kind in enumerate(kinds)]
    )

    history = selectors.history_about(samples.ABOUT, looks=2)

    assert [row.seq for row in history.rows] == [0, 5, 6, 7]
    assert (history.looks, history.shown) == (6, 2)


def test_entries_about_an_id_come_in_their_order(db):
    services.append(entry=samples.entry(0))
    services.append(entry=samples.entry(1, about="another"))
    services.append(entry=samples.entry(2, facts={"reason": "слово"}))

    rows = selectors.entries_about(samples.ABOUT)

    assert [(row.seq, row.act, row.by) for row in rows] == [
        (0, "referral.read", samples.OFFICER),
        (2, "referral.read", samples.OFFICER),
    ]
    assert rows[1].facts == {"reason": "слово"}


def test_what_is_about_an_id_is_read_in_pages_and_ends(db, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 2)
    services.append_many(entries=[samples.entry(0, about=about) for about in ("a", "b", "a", "a", "b", "a")])

    newest = selectors.page_about("a")
    rest = selectors.page_about("a", before=newest.older)

    assert [row.seq for row in newest.rows] == [5, 3]
    assert ([row.seq for row in rest.rows], rest.older) == ([2, 0], None)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="with a few rows PostgreSQL reads the whole table")
def test_what_is_about_an_id_is_read_along_an_index(db):
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        selectors.page_about("a", before=7)
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
        plan = "\n".join(row[-1] for row in cursor.fetchall())

    assert "INDEX ledger_entry_of (about=? AND seq<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_entries_about_an_id_can_be_asked_from_a_position_on(db):
    services.append_many(entries=[samples.entry(second) for second in range(4)])

    rows = selectors.entries_about(samples.ABOUT, since=2)

    assert [row.seq for row in rows] == [2, 3]


def test_the_ledger_is_paged_with_the_newest_first(db):
    enter(120)

    pages = [selectors.all_entries(page) for page in (1, 2, 3)]

    assert [row.seq for page in pages for row in page.rows] == list(range(119, -1, -1))
    assert {(page.pages, page.size) for page in pages} == {(3, 120)}


@pytest.mark.parametrize(("asked", "given"), [(-3, 1), (0, 1), (99, 3)])
def test_a_page_that_is_not_there_is_the_nearest(db, asked, given):
    enter(120)

    assert selectors.all_entries(asked).number == given


def test_an_empty_ledger_has_one_empty_page(db):
    assert selectors.all_entries() == selectors.LedgerPage([], 1, 1, 0)
