"""The law that triage works with, as data with its sources and dates; nothing here judges anybody."""
