"""What can be decided, and the stage that each decision leads to; which may follow which stands with the stages."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from affiant.referrals.stages import MAY_FOLLOW, Stage

__all__ = ["LEADS_TO", "MAY_FOLLOW", "Outcome", "Stage"]


class Outcome(TextChoices):
    """What an officer decides about a referral (R2, in its thin first form)."""

    ACCEPT = "accept", _("Accept for investigation")
    SHARE = "share", _("Share with a partner")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")


LEADS_TO: Final[dict[Outcome, Stage]] = {
    Outcome.ACCEPT: Stage.ACCEPTED,
    Outcome.SHARE: Stage.SHARING,
    Outcome.NO_FURTHER_ACTION: Stage.NO_FURTHER_ACTION,
}
