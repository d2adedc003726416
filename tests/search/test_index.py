"""The index follows the ledger and is built anew aside: whatever happens in between, it says what the database says."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.situations import AT

from affiant.evidence import selectors as evidence
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import services as referrals
from affiant.search import folder, index, services
from affiant.search.errors import AlreadyBuilding, NoIndex, Unreadable
from affiant.search.services.follow import changed


def files() -> list[Path]:
    return [file for file in folder.root().rglob("*") if file.is_file() and not file.is_symlink()]


def test_nothing_can_be_searched_before_there_is_an_index(officer):
    with pytest.raises(NoIndex):
        services.find(text="школа", by=officer, at=AT)


def test_a_change_is_found_after_the_next_round(told, found, officer):
    referral = told("школа")
    assert found("підвал") == []

    referrals.reply(referral_id=referral, text="Чи був там підвал?", by=officer, at=AT)

    assert found("підвал") == [referral]


def test_a_referral_stands_in_the_index_once_however_often_it_changes(told, found, officer):
    referral = told("школа")
    for _ in range(3):
        referrals.reply(referral_id=referral, text="Дякуємо.", by=officer, at=AT)
        services.follow()

    assert found("дякуємо") == [referral]


def test_a_long_ledger_is_followed_piece_by_piece(told, found):
    referrals_told = {told(f"школа {number}") for number in range(3)}

    left = services.follow(most=1)

    assert left == ledger.size() - 1
    while services.follow(most=1):
        pass
    assert set(found("школа")) == referrals_told


def test_an_answer_says_how_far_the_index_is_behind(told, officer):
    told("школа")
    services.follow(most=1)

    answer = services.find(text="школа", by=officer, at=AT)

    assert answer.behind == ledger.size() - 1 - 1  # the search itself is an entry, and is not waited for


def test_the_index_built_anew_says_the_same(told, found):
    told("школа"), told("підвал")
    before = found("школа")
    told("школа на Садовій")

    count = services.rebuild()

    assert count == 3
    assert set(found("школа")) > set(before)


def test_what_changes_during_a_rebuild_is_followed_afterwards(told, found, monkeypatch):
    told("школа")
    late = []

    def tell_late(referral_ids):
        if not late:
            late.append(told("підвал"))
        return {}

    monkeypatch.setattr(evidence, "names_of", tell_late)
    services.rebuild()

    assert found("підвал") == late


def test_a_rebuild_leaves_one_index(told):
    told("школа")
    services.follow()

    services.rebuild()

    assert [each.name for each in folder.root().iterdir() if each.is_dir() and not each.is_symlink()] == [
        folder.current().name
    ]


def test_two_rebuilds_at_once_are_one_too_many(officer):
    with folder.writing("rebuild"), pytest.raises(AlreadyBuilding):
        services.rebuild()


def test_nobody_else_on_the_machine_reads_the_index(told):
    told("школа")
    services.follow()
    services.rebuild()

    assert stat.S_IMODE(folder.root().stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) & 0o077 for file in files()} == {0}


def test_an_index_of_another_shape_is_not_used(told, found, monkeypatch):
    referral = told("школа")
    services.follow()

    monkeypatch.setattr(folder, "SHAPE", "v99")

    assert folder.current() is None
    assert found("школа") == [referral]


def test_a_damaged_index_says_so_and_is_mended_by_building_it_anew(told, officer):
    told("школа")
    services.follow()
    (folder.current() / "meta.json").write_text("{}")

    with pytest.raises(Unreadable):
        services.find(text="школа", by=officer, at=AT)

    services.rebuild()
    assert services.find(text="школа", by=officer, at=AT).total == 1


def left_behind(tmp_path: Path, told) -> list[str]:
    """Leave the files in the index that a process leaves which is killed in the middle of its commit."""
    before = tmp_path / "before"
    shutil.copytree(folder.current(), before)
    told("підвал")
    services.follow()
    after = {file.name for file in folder.current().iterdir()} - {file.name for file in before.iterdir()}
    for name in after:
        shutil.copy(folder.current() / name, before / name)
    shutil.rmtree(folder.current())
    shutil.copytree(before, folder.root() / before.name)
    (folder.root() / before.name).rename(folder.root() / (folder.root() / "current").readlink().name)
    return sorted(after)


def test_what_a_killed_process_left_behind_is_cleared_away(told, found, tmp_path):
    told("школа")
    services.follow()
    names = left_behind(tmp_path, told)
    managed = folder.current() / ".managed.json"
    managed.write_text(json.dumps([*json.loads(managed.read_text()), *names]))
    at = folder.current()

    assert len(found("підвал")) == 1
    assert folder.current() == at


def test_an_index_that_takes_nothing_in_is_built_anew(told, found, tmp_path):
    told("школа")
    services.follow()
    at = folder.current()
    (at / ".managed.json").chmod(0o400)
    (at / "meta.json").unlink()
    (at / "meta.json").mkdir()

    told("підвал")

    assert len(found("підвал")) == 1
    assert folder.current() != at


def test_an_index_from_after_the_database_was_restored_is_begun_again(told, found):
    referral = told("школа")
    services.follow()
    writer = index.opened(folder.current()).writer()
    index.note_followed(writer, ledger.size() + 1000)
    writer.commit()

    assert found("школа") == [referral]


def test_a_consultation_changes_nothing_in_the_index(told, officer):
    referral = told("школа")
    before = ledger.size()

    referrals.read(referral_id=referral, by=officer, at=AT)

    assert changed(ledger.entries_from(before, 100)) == set()


@pytest.mark.slow
@pytest.mark.skipif("AFFIANT_TEST_DATABASE" in os.environ, reason="it has a SQLite database of its own")
def test_a_process_killed_at_any_moment_loses_no_change_and_doubles_none():
    program = [sys.executable, "-m", "tests.search.killed"]

    done = subprocess.run(program, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) == 20
