"""The airlock: the only thing that the two faces share."""
