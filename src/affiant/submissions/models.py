"""The intake's tables: ciphertext, lengths of ciphertext, days."""

from django.db import models
from django.db.models import F, Q

ID_LENGTH = 32  # hexadecimal digits
DIGEST_LENGTH = 64


class Visit(models.Model):
    """A browser's session: named and closed by keys that only its cookie yields."""

    lookup = models.CharField(primary_key=True, max_length=ID_LENGTH)
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)


class Draft(models.Model):
    """A report that is being written, or the mailbox that is left of it, under the return code's keys."""

    lookup = models.CharField(primary_key=True, max_length=ID_LENGTH)
    sealed = models.BinaryField()
    touched_on = models.DateField(db_index=True)
    # Only a row that says so is ever deleted by age: what may be a mailbox stays.
    unsent = models.BooleanField(default=False)


class Expired(models.Model):
    """The name of a draft that was deleted unsent, and the day: nothing of what it held."""

    lookup = models.CharField(primary_key=True, max_length=ID_LENGTH)
    on = models.DateField(db_index=True)


class Upload(models.Model):
    """A file that is arriving or has arrived; its name and type are in `sealed`."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="uploads")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    length = models.BigIntegerField(null=True)  # not known before the end of a plain form's file
    offset = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="upload_number_once"),
            models.CheckConstraint(condition=Q(offset__gte=0), name="upload_offset_not_negative"),
            models.CheckConstraint(
                condition=Q(length__isnull=True) | Q(length__gte=F("offset")), name="upload_not_past_its_length"
            ),
        ]
        ordering = ["number"]


class UploadPart(models.Model):
    """One sealed part on the disk; its plain length and digest are in `sealed`."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="parts")
    index = models.PositiveIntegerField()
    sealed_sha256 = models.CharField(max_length=DIGEST_LENGTH)
    sealed_bytes = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "index"], name="part_index_once")]
        ordering = ["index"]


class Departure(models.Model):
    """An envelope that is sent and lies ready beside the inbox, until it is seen to stand in it."""

    envelope_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
