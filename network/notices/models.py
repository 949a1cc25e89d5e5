"""What a member is told: on the site and by mail, in his own language, with a link that he can open."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, member_id: int | None) -> Self:
        return self.filter(member=member_id).order_by("-pk")

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing told to one member. `kind` names a template pair; `details` are the plain values it is filled with."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    path = models.CharField(max_length=300, help_text="address without the language prefix, from the slash")
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["member", "-id"], name="notice_newest_of_member")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"
