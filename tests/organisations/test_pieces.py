"""Pieces that wait: what others take away while somebody looks is no error."""

import pytest

from affiant.organisations import pieces

ORGANISATION = "shelter"


@pytest.fixture
def folder():
    made = pieces.path(ORGANISATION, "0" * 64).parent
    made.mkdir(parents=True)
    for name in ("a.age", "b.age", "c.age"):
        (made / name).write_bytes(b"sealed")
    return made


def test_a_piece_that_goes_while_somebody_counts_is_not_counted(folder):
    looking = pieces.waiting(ORGANISATION)
    first, _ = next(looking)

    gone = next(file for file in folder.iterdir() if file != first)
    gone.unlink()

    assert {first, *(file for file, _ in looking)} == {*folder.iterdir()}


def test_of_an_organisation_that_has_sent_nothing_nothing_waits():
    assert list(pieces.waiting("nobody")) == []
