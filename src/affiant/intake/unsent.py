"""Words for the team that were typed and not sent yet: they wait in the draft's row, and outlive the visit."""

from django.utils import timezone

from affiant.core.codes import ReturnKeys
from affiant.submissions import selectors, services
from affiant.submissions.records import MESSAGE


def keep(keys: ReturnKeys, text: str) -> None:
    """Keep what was typed, instead of what was kept before."""
    services.save_answers(keys=keys, answers={MESSAGE: text or None}, at=timezone.now())


def add(keys: ReturnKeys, text: str) -> None:
    """Keep what was typed after what was kept before."""
    keep(keys, "\n\n".join(part for part in (kept(keys), text) if part))


def kept(keys: ReturnKeys) -> str:
    """Give what is kept."""
    return str(selectors.load(keys).answers.get(MESSAGE, ""))
