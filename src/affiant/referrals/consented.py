"""Which wishes count: nobody consents for another, whatever a table or a form says in their name."""

from collections.abc import Mapping
from typing import Final

from affiant.core.documents import AnswersDocument
from affiant.referrals.kinds import Path, Route

_REFUSALS: Final = frozenset({"no", "unanswered"})


def counted_wishes(document: AnswersDocument, route: Route) -> Mapping[str, str]:
    """Return the wishes that count: of what an organisation sent for somebody without their own yes, refusals alone.

    What the document says stays as it came (partner-v1, section 3). In the public form somebody who reports for another
    speaks for themselves, of being contacted for example; so does whoever comes back with a return code.
    """
    given = {answer.question: answer.answer for answer in document.answers}
    theirs = "yes" in given.get("behalf_consent", ())
    if route is Route.PUBLIC or Path.BEHALF not in given.get("path", "") or theirs:
        return document.wishes
    return {name: wish if wish in _REFUSALS else "unanswered" for name, wish in document.wishes.items()}
