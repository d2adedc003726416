"""What people type into a form, as it is kept."""


def tidied(text: str) -> str:
    """Return a text without what no database takes, with one way to break lines, and without blanks around it."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
