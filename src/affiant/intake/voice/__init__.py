"""Telling it by voice, for who cannot write: recorded in the browser, sent while it is spoken."""
