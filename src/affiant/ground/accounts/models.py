"""The tables of officers and of the roles that they hold."""

import uuid
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower

from affiant.ground.accounts.roles import Role


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by the name they sign in with; officers are made by services alone."""


class Officer(AbstractBaseUser):
    """One person who signs in to the officers' face. Never deleted: the ledger names them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80)
    display_name = models.CharField(max_length=160)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """A name signs in one officer, and an officer has a name."""

        constraints: ClassVar = [
            UniqueConstraint(fields=["username"], name="officer_username_once"),
            UniqueConstraint(Lower("username"), name="officer_username_once_in_any_case"),
            CheckConstraint(condition=~Q(username="") & ~Q(display_name=""), name="officer_is_named"),
        ]

    def __str__(self) -> str:
        """The name that other officers see."""
        return self.display_name

    @property
    def actor(self) -> str:
        """How the ledger names this officer: an id, because names change."""
        return f"officer:{self.id}"

    @cached_property
    def held_roles(self) -> frozenset[Role]:
        """The roles, read once for each loaded officer, that is once a request."""
        return frozenset(Role(held.role) for held in self.roles.all())


class OfficerRole(models.Model):
    """One role of one officer."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_at = models.DateTimeField()

    class Meta:
        """A role is known and held once."""

        constraints: ClassVar = [
            UniqueConstraint(fields=["officer", "role"], name="officer_role_once"),
            CheckConstraint(condition=Q(role__in=Role.values), name="officer_role_known"),
        ]

    def __str__(self) -> str:
        """Officer and role."""
        return f"{self.officer_id} {self.role}"
