"""What organisations hand over: a file of many reports, looked through, then taken, each a referral of its own."""
