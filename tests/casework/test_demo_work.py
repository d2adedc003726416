"""The demonstration is rich, plainly invented, and its officers work by the same rules as any."""

import json
import tomllib

import pytest
from django.core.management import call_command
from tests.factories.situations import Sending, collect, officer

from affiant.casework.management.commands.demo_work import ACTS
from affiant.casework.management.invented_handover import see_through
from affiant.config import languages
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.roles import Role
from affiant.handover import selectors as handover
from affiant.handover.stages import Stage as Handed
from affiant.operate.demo_referrals import FILES, INVENTED
from affiant.referrals.models import Referral
from affiant.referrals.stages import Stage
from affiant.triage.need_to_know import restricted
from affiant.triage.selectors import recusals_of

ROWS = [row for name in FILES for row in tomllib.loads((INVENTED / name).read_text())["referral"]]
SAYS_SO = ("nvented", "Вигадан", "ымышленн", "مُختلَق", "ساختگی", "inventé", "دروستکراو", "கற்பனை", "ዝተፈጥረ")


def test_there_are_sixty_referrals_in_eight_languages_and_several_situations():
    assert len(ROWS) >= 60
    assert len({row["language"] for row in ROWS}) >= 8
    assert len({row.get("situation") for row in ROWS}) >= 3


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_each_says_in_its_own_language_that_it_is_invented(row):
    words = row["answers"].get("account") or row["answers"]["young_say"]

    assert any(said in words for said in SAYS_SO)
    assert row["language"] in dict(languages.OFFERED)
    assert set(row["officers"]) <= set(ACTS)


@pytest.fixture
def worked(house, db):
    """Let the invented officers do what is listed, each list to a referral of its own."""
    for name, role in (("investigator", Role.INVESTIGATOR), ("supervisor", Role.SUPERVISOR)):
        Officer.objects.filter(pk=officer(role).pk).update(username=name)

    def work(*lists: list[str], said: dict | None = None) -> list[Referral]:
        envelopes = [Sending(said=said or {}).deliver() for _ in lists]
        found = [collect(envelope).referral_id for envelope in envelopes]
        tasks = [
            {"envelope": e, "situation": "ukraine", "officers": acts} for e, acts in zip(envelopes, lists, strict=True)
        ]
        (house.home / "demo").mkdir()
        (house.home / "demo" / "tasks.json").write_text(json.dumps(tasks))
        call_command("demo_work")
        return [Referral.objects.get(pk=referral_id) for referral_id in found]

    return work


def test_every_list_of_acts_in_the_demonstration_can_be_done(worked):
    lists = sorted({tuple(row["officers"]) for row in ROWS})

    done = worked(*map(list, lists), said={"danger": "yes"})

    stages = dict(zip(lists, (referral.stage for referral in done), strict=True))
    assert {stage for acts, stage in stages.items() if {"propose-share", "confirm"} <= {*acts}} == {Stage.SHARING}
    assert stages[("assign", "propose-nfa")] == Stage.PROPOSED
    assert stages[("assign", "scope", "suspend")] == Stage.SUSPENDED
    assert recusals_of(done[lists.index(("assign", "recuse"))].pk)
    assert restricted() == {done[lists.index(("assign", "task", "restrict"))].pk}
    assert {referral.situation for referral in done} == {"ukraine"}


def test_an_invented_organisation_has_handed_over_a_table_that_was_taken_and_one_that_waits(worked):
    worked([])

    waits, taken = handover.handovers()
    assert {taken.stage.value, waits.stage.value} == {"taken", "examined"}
    found = {row.stage.value: handover.sum_of(row.id) for row in (waits, taken)}
    assert (found["taken"].taken, found["examined"].good, found["examined"].wrong) == (2, 1, 3)


def test_the_demonstration_waits_for_its_own_worker_if_that_has_the_file_in_hand():
    stages = iter([Handed.RECEIVED, Handed.RECEIVED, Handed.EXAMINED])

    see_through(lambda: next(stages), Handed.RECEIVED)

    assert not list(stages)
