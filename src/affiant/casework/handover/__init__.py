"""The desk where reports are taken in: what organisations hand over, what a person tells an officer."""
