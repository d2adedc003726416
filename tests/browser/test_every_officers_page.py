"""Every page of the officers' face is for every officer: at a desk, on a phone, with a keyboard alone."""

import pytest
from django.urls import get_resolver
from tests.browser.officers import DESKTOP, PHONE, picture
from tests.browser.worked import Desk, Stand
from tests.casework.test_truth_table import BY_ROLE
from tests.navigators import barriers

from affiant.casework import sign_in_urls

pytestmark = pytest.mark.browser
NAMES = sorted(name for name in get_resolver().reverse_dict if isinstance(name, str))
# To some ways in, no link leads somebody who has signed in: they are looked at in test_officers_sign_in.py.
SIGNING_IN = {pattern.name for pattern in sign_in_urls.urlpatterns}
DOWNLOADED = {"message_file"}  # a file, and no page


def open_at(desk: Desk, stand: Stand, viewport: dict[str, int]):
    page = desk.windows[stand.officer]
    page.set_viewport_size(viewport)
    page.goto(f"{desk.system.casework_url}{stand.path}")
    return page


def test_no_link_leads_an_officer_to_a_closed_door(desk):
    assert desk.dead == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_for_every_officer(desk, name):
    for stand in desk.pages(name):
        page = open_at(desk, stand, DESKTOP)
        picture(page, f"desktop-{name}")
        assert barriers.look(page) == barriers.NONE, stand
        page.set_viewport_size(PHONE)
        picture(page, f"phone-{name}")
        assert (barriers.violations(page), barriers.wider(page)) == ([], []), stand


def test_every_page_was_looked_at(desk):
    forms_alone = {name for name, (method, *_) in BY_ROLE.items() if method == "post"}

    assert set(NAMES) - forms_alone - set(desk.stands) - SIGNING_IN - DOWNLOADED == set()
