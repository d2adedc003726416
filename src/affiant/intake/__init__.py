"""The public face: pages that a person tells what they know on, and that can open nothing."""
