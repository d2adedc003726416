"""Who is asking: the return code and its keys, kept in the session that only this browser's cookie opens."""

import time

from django.http import HttpRequest

from affiant.core.codes import ReturnCode, ReturnKeys
from affiant.core.letters import Mailbox

PLACE = "reporter"
SEEN = "seen"  # when the session was last written because of this visit
STAY = 15 * 60  # seconds: a visit that goes on is written once in so long
SHOWN = "shown"  # whether this visit has shown the code
NOTED = "noted"  # whether somebody has typed it, or its end, from a note


def remember(request: HttpRequest, code: ReturnCode, keys: ReturnKeys, *, noted: bool = False) -> None:
    """Keep a return code and its keys for this visit, under a new session name; `noted` if it came with the person."""
    request.session.cycle_key()
    request.session[PLACE] = {
        "code": code.digits,
        "lookup": keys.lookup,
        "draft_key": keys.draft_key.hex(),
        "mailbox": keys.mailbox.secret.hex(),
        SEEN: int(time.time()),
        SHOWN: noted,
        NOTED: noted,
    }


def keys(request: HttpRequest) -> ReturnKeys | None:
    """Give the keys of this visit's draft; None if the visit has none, or lost its cookie."""
    kept = request.session.get(PLACE)
    if kept is None:
        return None
    if time.time() - kept.get(SEEN, 0) > STAY:
        request.session[PLACE] = kept | {SEEN: int(time.time())}
    return ReturnKeys(
        lookup=kept["lookup"],
        draft_key=bytes.fromhex(kept["draft_key"]),
        mailbox=Mailbox(bytes.fromhex(kept["mailbox"])),
    )


def code(request: HttpRequest) -> ReturnCode | None:
    """Give the return code of this visit, to show it again."""
    kept = request.session.get(PLACE)
    return ReturnCode(kept["code"]) if kept else None


def show_code(request: HttpRequest) -> None:
    """Remember that the code was shown: it stands in nobody's way again."""
    _mark(request, SHOWN)


def has_seen_code(request: HttpRequest) -> bool:
    """Say whether this visit has shown the code, or began with it."""
    return bool(request.session.get(PLACE, {}).get(SHOWN))


def note_code(request: HttpRequest) -> None:
    """Remember that the code was typed from a note, and was right."""
    _mark(request, NOTED)


def has_noted_code(request: HttpRequest) -> bool:
    """Say whether somebody has shown that they have the code."""
    return bool(request.session.get(PLACE, {}).get(NOTED))


def forget(request: HttpRequest) -> None:
    """End the visit: the session goes, the draft stays and opens again with the return code."""
    request.session.flush()


def _mark(request: HttpRequest, name: str) -> None:
    kept = request.session.get(PLACE)
    if kept and not kept.get(name):
        request.session[PLACE] = kept | {name: True}
