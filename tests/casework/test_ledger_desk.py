"""The ledger's desk: every entry, page by page, and the file that anybody can check."""

import pytest
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories.situations import NAME, accepted_referral

from affiant.core.ledger import export
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def auditor(signed_in):
    return signed_in(Role.AUDITOR)


def test_entries_stand_in_the_words_of_people(auditor):
    accepted_referral(FullReport())

    page = auditor.get(reverse("ledger"))

    assert [line.act for line in page.context["lines"]][:2] == ["Decided", "Lawyer’s answer recorded"]
    assert NAME not in page.text
    assert "Садовій" not in page.text


def test_the_entries_about_one_thing_can_be_read_alone(auditor):
    referral_id = accepted_referral(FullReport())

    page = auditor.get(reverse("ledger"), {"about": str(referral_id)})

    assert {line.about for line in page.context["lines"]} == {str(referral_id)}


def test_the_entries_about_one_thing_stand_on_pages_the_newest_first(auditor, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 3)
    about = str(accepted_referral(FullReport()))
    every = [entry.seq for entry in selectors.entries_about(about)]

    first = auditor.get(reverse("ledger"), {"about": about})
    second = auditor.get(f"{reverse('ledger')}{first.context['pages']['next']['href']}")

    assert len(every) > 3
    assert [line.seq for page in (first, second) for line in page.context["lines"]] == every[:-7:-1]
    assert first.context["pages"].keys() == {"next"}
    assert second.context["pages"]["previous"]["href"] == f"?about={about}"


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=٣", "page=99999999999999", "about=%00"])
@pytest.mark.parametrize("more", ["", "&about=nobody", "&about=nobody&before=x", "&about=nobody&before=0"])
def test_a_query_that_makes_no_sense_is_answered(query, more, auditor):
    assert auditor.get(f"{reverse('ledger')}?{query}{more}").status_code == 200


def test_the_export_is_whole_and_carries_a_checkpoint_over_all_of_it(auditor):
    accepted_referral(FullReport())

    lines = auditor.get(reverse("export_ledger")).getvalue().splitlines()

    assert lines[0].startswith(b'{"format":"affiant-ledger-export/v1"')
    assert lines[-1].startswith(b'{"checkpoint":')
    assert export.check_export((line + b"\n" for line in lines), selectors.vkey()) == []
