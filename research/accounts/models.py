from django.contrib.auth.models import AbstractUser
from django.db import models

from research.accounts.history import History


class User(AbstractUser):
    """A person. Never deleted, only deactivated: work and history hang on the name."""

    history = History(excluded_fields=["password", "last_login"])

    def __str__(self):
        return self.get_full_name() or self.username

    def save(self, *args, **options):
        """A new password ends every token, as it ends every session."""
        is_new_password = self.pk is not None and self._password is not None
        super().save(*args, **options)
        if is_new_password:
            self.auth_token_set.all().delete()


class IdempotencyKey(models.Model):
    """The first answer to a POST, given again to a second POST with the same key."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    response = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key")]

    def __str__(self):
        return self.key
