"""The pure floor: formats, seals and trees; no clock, no randomness, no disk, no network."""
