"""What editors have decided about tags: which were merged, and which are two."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.library.models import Tag

UNDO_FOR = timedelta(hours=24)


class TagMergeQuerySet(models.QuerySet["TagMerge"]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def undoable(self) -> Self:
        since = timezone.now() - UNDO_FOR
        return self.standing().filter(merged_at__gt=since).select_related("gone", "kept", "editor").order_by("-pk")

    def touched(self, version: int) -> bool:
        """Whether any of the last day changed the tags of this version of a text."""
        return any(one["version"] == version for merge in self.undoable() for one in merge.moved.get("versions", ()))

    def outlived(self) -> Self:
        """Those that nobody can undo any more, and that still hold what they moved: searches of members are among it."""
        return self.filter(merged_at__lte=timezone.now() - UNDO_FOR).exclude(moved={})


class TagMerge(models.Model):
    """One tag became another. moved: all that it changed, as `cases.editorial.tags.merging` reads it; empty once it is too late
    to undo it."""

    gone = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    kept = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = TagMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of tags")
        verbose_name_plural = _("merges of tags")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="tag_is_merged_once"),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="tag_is_merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and self.merged_at > timezone.now() - UNDO_FOR


class TwoTags(models.Model):
    """Two tags that look alike and are two, as an editor has said: they are not asked about again. first has the lower number."""

    first = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    second = models.ForeignKey(Tag, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("pair of tags that are two")
        verbose_name_plural = _("pairs of tags that are two")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_is_two_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="lower_number_is_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
