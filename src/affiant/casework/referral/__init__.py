"""One referral: reading it, taking it on, deciding it, answering its reporter."""
