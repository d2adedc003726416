"""The list of pages that a browser visits is whole: no page is added without somebody looking at it."""

from django.utils import translation
from tests.intake.test_exit_everywhere import addresses
from tests.navigators import everywhere


def test_every_page_is_on_the_list_of_those_that_are_looked_at():
    with translation.override("en"):
        for_people = {address for address in addresses() if not address.startswith("partner/")}

    assert for_people == everywhere.EVERY
