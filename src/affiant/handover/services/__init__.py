"""Acts on what organisations hand over.

`receive` keeps a file as it came; `examine` looks it through; `accept` or `decline` decide about it; `carry_out` makes
the referrals, exactly once each; `hinder` notes what kept a worker from either, `try_again` asks for another one;
`hear_consent` enters what a person themselves said;
`erase` throws a file's own key away, `renew_keys` closes those that stand to a new identity key.
"""

from affiant.handover.services.again import hinder, try_again
from affiant.handover.services.consent import hear_consent
from affiant.handover.services.decide import accept, decline
from affiant.handover.services.examine import examine
from affiant.handover.services.keys import erase, of_older_keys, renew_keys
from affiant.handover.services.receive import receive
from affiant.handover.services.register import add_organisation, close_organisation, reopen_organisation
from affiant.handover.services.taking import carry_out

__all__ = [
    "accept",
    "add_organisation",
    "carry_out",
    "close_organisation",
    "decline",
    "erase",
    "examine",
    "hear_consent",
    "hinder",
    "of_older_keys",
    "receive",
    "renew_keys",
    "reopen_organisation",
    "try_again",
]
