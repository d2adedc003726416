"""What is counted, by which name, and how it is forgotten."""

import dataclasses

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from affiant.intake.limits import client, tally
from affiant.intake.limits.tally import Act, Tally

HOME = b"\xcb\x00\x71\x07"


def test_a_window_that_ends_takes_its_counts_and_its_salt_along():
    tally = Tally(seconds=600)
    tally.add(Act.DRAFT, HOME, now=599)
    name = tally._name(Act.DRAFT, HOME)
    assert tally.count(Act.DRAFT, HOME, now=599) == 1

    assert tally.count(Act.DRAFT, HOME, now=600) == 0
    assert tally._name(Act.DRAFT, HOME) != name


def test_acts_and_networks_are_counted_apart():
    tally = Tally(seconds=600)
    tally.add(Act.DRAFT, HOME, now=1)

    assert tally.count(Act.SEND, HOME, now=1) == 0
    assert tally.count(Act.DRAFT, b"\xcb\x00\x71\x08", now=1) == 0


def test_a_tally_holds_no_address():
    tally = Tally(seconds=600)
    tally.add(Act.DRAFT, HOME, now=1)

    assert not [name for name in tally._counts if HOME in name]


def test_what_is_counted_is_bounded(monkeypatch):
    monkeypatch.setattr(tally, "MOST", 2)
    counts = Tally(seconds=600)

    for number in range(5):
        counts.add(Act.DRAFT, bytes([number]), now=1)

    assert len(counts._counts) == 2


def ask(settings, *, https=False, peer="127.0.0.1", **headers):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, https=https)
    return client.network(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


def test_a_header_is_not_believed_where_no_proxy_stands(settings):
    assert ask(settings, peer="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == HOME


def test_of_a_proxys_header_the_last_address_counts(settings):
    assert ask(settings, https=True, HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7") == HOME


def test_one_line_of_ipv6_is_one_network(settings):
    one = ask(settings, peer="2001:db8:1:2:aaaa::1")

    assert one == ask(settings, peer="2001:db8:1:2:bbbb::9")
    assert one != ask(settings, peer="2001:db8:1:3::1")


def test_ipv4_in_ipv6_is_the_same_network(settings):
    assert ask(settings, peer="::ffff:203.0.113.7") == HOME


@pytest.mark.parametrize("peer", ["", "unix:", "localhost", "203.0.113.7.9"])
def test_what_is_no_address_is_nobody(settings, peer):
    assert ask(settings, peer=peer) is None


@given(st.text())
def test_any_header_gives_a_network_or_nobody(header):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=header)
    request.META["REMOTE_ADDR"] = header

    assert client.network(request) is None or isinstance(client.network(request), bytes)
