"""The interface for organisations that send reports (docs/reference/formats/partner-v1.md)."""
