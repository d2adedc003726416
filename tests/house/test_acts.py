"""Every act that a service enters into the ledger has words for the officers who read it."""

import re
from pathlib import Path

from affiant.casework import words

ROOMS = (
    "correspondence",
    "evidence",
    "ground",
    "handover",
    "linking",
    "referrals",
    "search",
    "sharing",
    "triage",
)
ABOUT = (
    "contact|decision|earlier_account|envelope|exhibit|handover|ledger|message|officer|organisation|package|partner|queue|"
    "referral|search"
)
ACT = re.compile(rf'"((?:{ABOUT})\.[a-z_]+)"')
FILES = {"contact.age", "envelope.json", "ledger.key"}


def acts() -> set[str]:
    source = Path(words.__file__).parents[1]
    files = [file for room in ROOMS for file in (source / room).rglob("*.py") if "migrations" not in file.parts]
    return {act for file in files for act in ACT.findall(file.read_text())} - FILES


def test_every_act_has_words():
    assert acts() == set(words.ACTS)
