"""The text of text files is found: a long account may have come as one."""

import codecs
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.situations import AT, File

from affiant.evidence import selectors as evidence
from affiant.evidence.services.read_texts import decoded
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.search import services

LONG = "Ми йшли через поле. " * 3000 + "Потім ми побачили переправу."


def text_file(content: bytes, name: str = "long-text.txt") -> File:
    return File(content, name=name, type="text/plain;charset=utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_word_in_a_text_file_is_found(encoding, told, found):
    referral = told("Коротко.", files=[text_file(LONG.encode(encoding))])

    assert found("переправа") == [referral]


def test_the_piece_that_is_shown_says_that_it_stands_in_a_file(told, officer):
    told("Коротко.", files=[text_file("Потім ми побачили переправу.".encode())])
    services.follow()

    (one,) = services.find(text="переправа", by=officer, at=AT).found

    assert [piece.part for piece in one.pieces] == ["file"]


def test_reading_a_text_file_is_in_the_ledger_and_happens_once(told, found):
    referral = told("Коротко.", files=[text_file(LONG.encode())])
    found("переправа")
    services.rebuild()

    read = [entry for entry in ledger.entries_about(str(referral)) if entry.act == "exhibit.text_read"]
    assert [(entry.by, set(entry.facts)) for entry in read] == [("system:courier", {"exhibit"})]


@pytest.mark.parametrize("content", [b"\x00\x01binary", b"MZ\x90\x00", "текст".encode("cp1251")])
def test_what_is_no_text_is_not_read_as_one(content, told, found):
    referral = told("Коротко.", files=[text_file(content)])

    assert found("коротко") == [referral]
    assert evidence.texts_of([referral]) == {}


def test_a_thousand_text_files_take_no_more_memory_than_one(told, found, monkeypatch):
    monkeypatch.setattr(import_module(decoded.__module__), "MOST", 100)
    told("Інше.", files=[text_file(b"b" * 60)])
    referral = told("Коротко.", files=[text_file(bytes([letter]) * 60, f"{letter}.txt") for letter in b"acdef"])

    assert found("коротко") == [referral]
    assert [len(text) for text in evidence.texts_of([referral])[referral]] == [60, 40]
    services.rebuild()
    assert len(evidence.texts_of([referral])[referral]) == 2


def test_a_file_that_does_not_open_stops_nothing(told, found):
    referral = told("Коротко.", files=[text_file(LONG.encode())])
    for part in evidence.parts_of(evidence.exhibits_of(referral)[0].id):
        store().path(part.sealed).unlink()

    assert found("коротко") == [referral]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_none(raw):
    text, encoding = decoded(raw)

    assert not text or encoding


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), st.integers(0, 200))
def test_a_text_that_is_cut_anywhere_is_still_a_text(text, end):
    raw = text.encode()[:end]

    assert text.startswith(decoded(raw)[0]) or raw.startswith(codecs.BOM_UTF8)
