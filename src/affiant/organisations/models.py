"""The tables: organisations, and what they have sent. No word of a report and no address is in them."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

HEX_ID = 32
HEX_SHA256 = 64


class Organisation(models.Model):
    """An organisation that may send reports; of its token the digest alone is kept."""

    id = models.CharField(primary_key=True, max_length=HEX_ID)
    name = models.CharField(max_length=200)
    token_sha256 = models.CharField(max_length=HEX_SHA256)
    added_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["name"], name="organisation_name_once"),
            UniqueConstraint(fields=["token_sha256"], name="organisation_token_once"),
            CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]


class Sending(models.Model):
    """A report that an organisation sent: the same key again is answered with the same receipt."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sendings")
    key = models.CharField(max_length=64)
    header_sha256 = models.CharField(max_length=HEX_SHA256)
    envelope_id = models.CharField(max_length=HEX_ID)
    receipt = models.TextField()
    sent_on = models.DateField()
    published = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organisation", "key"], name="sending_key_once"),
            UniqueConstraint(fields=["envelope_id"], name="sending_envelope_once"),
        ]
