"""The tables of scoping and deciding: answers, decisions, second opinions, tasks for a lawyer, recusals."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from affiant.referrals.stages import Stage
from affiant.triage.models.grounds import ONE_THING, Ground
from affiant.triage.stages import ADDRESSED, WATCHED, Outcome, Said, Verdict

HEX_KEY: Final = 64
HEX_SIGNATURE: Final = 128


class Answer(models.Model):
    """One officer's answer to one question of the checklist; never changed, only followed by another."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    guidelines = models.CharField(max_length=16)  # the checklist's version
    question = models.CharField(max_length=8)
    said = models.CharField(max_length=16, choices=Said.choices)
    words = models.TextField(blank=True)
    how = models.TextField(blank=True)  # how to find out
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(said__in=Said.values), name="answer_known"),
            CheckConstraint(condition=~Q(said=Said.UNKNOWN) | ~Q(how=""), name="answer_unknown_says_how"),
            UniqueConstraint(
                fields=["referral", "question"], condition=Q(follows__isnull=True), name="answer_begins_once"
            ),
        ]


class AnswerEvidence(Ground):
    """What an answer rests on: an exhibit, or words of a submission."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        constraints = [
            CheckConstraint(condition=ONE_THING, name="answer_rests_on_one_thing"),
        ]


class Decision(models.Model):
    """One decision about a referral: a signed record; never changed, only followed by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # among the referral's decisions
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField()
    addressee = models.CharField(max_length=160, blank=True)
    trigger = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    left = models.CharField(max_length=20, choices=Stage.choices)  # the stage in which it was decided
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    record = models.TextField()  # canonical JSON: what was signed
    signature = models.CharField(max_length=HEX_SIGNATURE)
    key = models.CharField(max_length=HEX_KEY)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["referral", "number"], name="decision_number_once"),
            CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"),
            CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            CheckConstraint(
                condition=(Q(outcome__in=sorted(ADDRESSED)) & ~Q(addressee=""))
                | (~Q(outcome__in=sorted(ADDRESSED)) & Q(addressee="")),
                name="decision_says_to_whom",
            ),
            CheckConstraint(
                condition=(Q(outcome__in=sorted(WATCHED), review_on__isnull=False) & ~Q(trigger=""))
                | (~Q(outcome__in=sorted(WATCHED)) & Q(review_on__isnull=True, trigger="")),
                name="decision_suspended_is_watched",
            ),
        ]


class SecondOpinion(models.Model):
    """What a second officer said to a decision: another person, and a signed record too."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="opinion")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    record = models.TextField()
    signature = models.CharField(max_length=HEX_SIGNATURE)
    key = models.CharField(max_length=HEX_KEY)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(verdict__in=Verdict.values), name="opinion_verdict_known"),
            CheckConstraint(condition=~Q(by=F("decided_by")), name="opinion_of_another_person"),
            CheckConstraint(condition=Q(verdict=Verdict.CONFIRMED) | ~Q(words=""), name="opinion_returned_in_words"),
        ]


class LawyerTask(models.Model):
    """A question that only a lawyer answers: it is opened by an answer about immunity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    adviser = models.CharField(max_length=160, blank=True)
    advice = models.TextField(blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, adviser="", advice="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(adviser="") & ~Q(advice="")),
                name="lawyer_task_closed_with_advice",
            ),
        ]
        indexes = [Index(fields=["opened_at"], condition=Q(closed_at__isnull=True), name="lawyer_task_open")]


class Recusal(models.Model):
    """An officer who has stepped back from a referral, or was made to; lifted by somebody else, if ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["referral", "officer"], condition=Q(lifted_at__isnull=True), name="recusal_once"),
            CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
            CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_by=F("officer"))),
                name="recusal_lifted_by_another",
            ),
        ]


class JurisdictionNote(models.Model):
    """What an officer told the jurisdiction aid about one suspect, and what they make of its answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    law = models.CharField(max_length=16)  # the version of the rules
    known = models.TextField()  # canonical JSON: what was told to the aid
    view = models.TextField(blank=True)  # the officer's own words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [Index(fields=["referral", "at"], name="jurisdiction_of_referral")]
