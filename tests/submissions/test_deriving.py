"""Return codes are turned into keys a few at a time, so that a flood of them cannot eat the memory."""

import os
from contextlib import ExitStack
from threading import Thread

from affiant.core import codes
from affiant.submissions import services
from affiant.submissions.services import drafts

A_FEW = 8


def test_beyond_a_few_at_once_the_next_waits_for_a_place_and_then_gets_it():
    code = codes.from_entropy(os.urandom(codes.ENTROPY_BYTES))
    found = []
    next_one = Thread(target=lambda: found.append(services.derive_keys(code)))

    with ExitStack() as places:
        for _ in range(A_FEW):
            places.enter_context(drafts._DERIVING)
        next_one.start()
        next_one.join(0.3)
        assert not found

    next_one.join(10)
    assert found == [services.derive_keys(code)]
