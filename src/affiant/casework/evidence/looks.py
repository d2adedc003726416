"""Which exhibits a browser may show, by what their own first bytes said when they were admitted."""

from typing import Final

SHOWN: Final = {
    "image/jpeg": "image",
    "image/png": "image",
    "image/gif": "image",
    "image/webp": "image",
    "image/avif": "image",
    "video/mp4": "video",
    "video/webm": "video",
    "video/quicktime": "video",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/ogg": "audio",
    "audio/wav": "audio",
    "audio/x-wav": "audio",
}
"""The list is short on purpose: no format that can carry script (SVG, HTML, PDF) is on it."""


def kind(looks_like: str) -> str | None:
    """Say how to show it, as image, video or audio; None means that it is only to be downloaded."""
    return SHOWN.get(looks_like)
