"""What reports answered to a few questions, many referrals at a time, without reading the rest of them."""

import json
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from affiant.referrals.kinds import Form
from affiant.referrals.models import Submission


def answered(referral_ids: Collection[UUID], questions: Collection[str]) -> Iterator[tuple[UUID, Mapping[str, str]]]:
    """Yield each report of these referrals that answers the first of the questions, with its answers to all; one query.

    The referrals are at most a few hundred. What was chosen among several is left out.
    """
    first = next(iter(questions))
    found = Submission.objects.filter(referral_id__in=referral_ids, form=Form.REPORT, answers__contains=f'"{first}"')
    for referral_id, answers in found.order_by("sent_at").values_list("referral_id", "answers"):
        given = {one["question"]: one["answer"] for one in json.loads(answers)["answers"]}
        yield referral_id, {name: given[name] for name in questions if isinstance(given.get(name), str)}
