"""Two officers who answer at the same moment: one answer stands, and the other officer is told."""

from threading import Barrier, Thread

from django.db import connections
from tests.factories import situations
from tests.factories.situations import AT, File, Sending, collected_referral
from tests.ledger.emptying import emptied_afterwards, triggers_come_back  # noqa: F401 - fixtures

from affiant.core.errors import AffiantError
from affiant.ground.accounts.roles import Role
from affiant.linking import selectors, services
from affiant.linking.errors import NoSuchLikeness
from affiant.linking.services import Said
from affiant.linking.stages import Likeness, Verdict


def test_of_two_answers_at_once_one_stands_and_the_other_is_told(house, emptied_afterwards):  # noqa: F811 - the fixture
    officers = [situations.officer(Role.INVESTIGATOR) for _ in range(2)]
    pair = [collected_referral(Sending(files=(File(b"the same" * 9),))) for _ in range(2)]
    barrier, met = Barrier(2), []

    def answer(officer, verdict):
        barrier.wait()
        try:
            said = Said(Likeness.FILE, verdict, "Looked at both.")
            services.answer(referral_id=pair[0], other_id=pair[1], said=said, by=officer, at=AT)
            met.append(None)
        except AffiantError as refused:
            met.append(type(refused))
        finally:
            connections.close_all()

    threads = [Thread(target=answer, args=each) for each in zip(officers, Verdict, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(met, key=str) == [NoSuchLikeness, None]
    assert len(selectors.beside(pair[0], officers[0]).links) == 1
