"""Reading how many packages wait for approval, without reading them."""

from affiant.referrals.queue import Count, counted
from affiant.referrals.rows import Closed
from affiant.sharing.models import Package
from affiant.sharing.stages import PackageStage


def count(without: Closed) -> Count:
    """Return how many packages wait for approval, up to a bound; one query."""
    return counted(Package.objects.filter(stage=PackageStage.PREPARED).exclude(referral_id__in=without))
