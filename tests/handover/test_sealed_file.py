"""A sealed file is read from anywhere, and a part of it is opened as seldom as memory allows."""

import random
from collections import Counter

import pytest
from tests.factories import handed_over
from tests.factories.handed_over import JPEG, line, zipped
from tests.factories.situations import AT

from affiant.handover import sealed_file, selectors, services
from affiant.handover.services.opening import file_of


@pytest.fixture
def opened(monkeypatch) -> Counter[int]:
    """How often each part was opened."""
    found, whole = Counter[int](), sealed_file._opened

    def counted(part, key):
        found[part.index] += 1
        return whole(part, key)

    monkeypatch.setattr(sealed_file, "_opened", counted)
    return found


def shuffled(count: int) -> bytes:
    """Return a ZIP file whose files lie in another order than the lines that name them."""
    numbers = list(range(1, count + 1))
    lines = [line(number, files=f"{number}.jpg") for number in numbers]
    random.Random(7).shuffle(numbers)
    return zipped(lines, {f"{number}.jpg": JPEG + number.to_bytes(4, "big") for number in numbers})


def test_looking_a_shuffled_zip_through_opens_each_part_once_but_for_the_ends(shelter, duty, opened):
    made = handed_over.received(shuffled(30), shelter, duty)

    assert selectors.sum_of(made).good == 30
    assert len(opened) > 30
    assert sum(opened.values()) <= len(opened) + sealed_file.MOST_OPEN


def test_reading_back_and_forth_between_a_few_parts_opens_none_of_them_anew(shelter, duty, opened):
    made = handed_over.received(shuffled(10), shelter, duty)
    reader = file_of(made)
    opened.clear()

    for place in (0, 4096, 8192, 12288) * 5:
        reader.seek(place)
        reader.read(10)

    assert set(opened.values()) == {1}


def test_no_more_parts_lie_open_than_memory_is_kept_for(shelter, duty):
    reader = file_of(handed_over.received(shuffled(10), shelter, duty))

    reader.read()

    assert len(reader._open) == sealed_file.MOST_OPEN


def test_what_is_shuffled_is_taken_whole(shelter, duty):
    made = handed_over.received(shuffled(6), shelter, duty)

    services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    services.carry_out(handover_id=made, at=AT)

    assert selectors.sum_of(made).taken == 6
