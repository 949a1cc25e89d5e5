"""The review that every text of a member goes through."""

from collections.abc import Set
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from cases.editorial.errors import DecidedElsewhere
from cases.editorial.tags.models import TagMerge, TwoTags
from network.people.models import EDITORS_GROUP, Member

# So that Django finds them under this app.
__all__ = ["Assignment", "EditorialReview", "Escalation", "Remit", "TagMerge", "TwoTags"]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        """Those of editors who still have an account: what one who left had taken is free again."""
        return self.filter(editor__is_active=True).select_related("editor")


class Assignment(models.Model):
    """An editor has taken a text, so that two do not work on it. It stays when the text goes back to its author: what he sends
    again comes into the same hands."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="+")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id} {self.editor_id}"


class RemitQuerySet(models.QuerySet["Remit"]):
    def of_editors(self) -> Self:
        """Of those who are editors now."""
        return self.filter(editor__is_active=True, editor__groups__name=EDITORS_GROUP).select_related("editor")


class Remit(models.Model):
    """Which texts an editor wants to be told of. Where nothing is chosen, everything is meant: no themes are all themes.

    themes, countries: ids of concepts, which are never deleted.
    """

    editor = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    themes = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)

    objects = RemitQuerySet.as_manager()

    class Meta:
        verbose_name = _("remit")
        verbose_name_plural = _("remits")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.editor_id}"

    @property
    def is_open(self) -> bool:
        return not (self.languages or self.themes or self.countries)

    def covers(self, *, language: str, themes: Set[int], countries: Set[int]) -> bool:
        """themes, countries: ids of concepts of one text."""
        return all(
            not chosen or not chosen.isdisjoint(given)
            for chosen, given in (
                (set(self.languages), {language}),
                (set(self.themes), themes),
                (set(self.countries), countries),
            )
        )


class Escalation(models.Model):
    """All editors were told that a text waits and nobody has taken it; once for each time that it was sent."""

    state = models.OneToOneField(TaskState, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.state_id}"


class EditorialReview(Task):
    """Any editor decides, on our own page (`cases.editorial.review.views.review`): with a reason where a text is sent back, once
    however many press, and the author is told in his language, on the site and by mail."""

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")

    def on_action(self, task_state: TaskState, user: Member, action_name: str, **details: Any) -> None:
        """Wagtail's own views decide on a row as they read it, outside a transaction: they published what was published."""
        raise DecidedElsewhere

    def user_can_access_editor(self, obj: Any, user: Member) -> bool:
        return user.is_editor

    def locked_for_user(self, obj: Any, user: Member) -> bool:
        return not user.is_editor

    def user_can_lock(self, obj: Any, user: Member) -> bool:
        return user.is_editor

    def get_actions(self, obj: Any, user: Member) -> list[tuple[str, Any, bool]]:
        return []

    def get_task_states_user_can_moderate(self, user: Member, **kwargs: Any) -> Any:
        return (
            self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS) if user.is_editor else TaskState.objects.none()
        )

    @classmethod
    def get_description(cls) -> str:
        return str(_("Any editor can approve a text, or send it back with a reason"))
