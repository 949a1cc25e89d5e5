"""The review that every text of a member goes through."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from cases.editorial import actions
from cases.editorial.forms import ApprovalForm, ReasonForm
from network.people.models import Member


class EditorialReview(Task):
    """Any editor decides. Beyond Wagtail's own approval: sending back takes a reason, a decision is taken once, and the
    author is told in his language, on the site and by mail."""

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")

    def on_action(self, task_state: TaskState, user: Member, action_name: str, **details: Any) -> None:
        comment = str(details.get("comment", ""))
        if action_name == "approve":
            actions.approve(task_state, user, comment=comment)
        elif action_name == "reject":
            actions.send_back(task_state, user, reason=comment)

    def user_can_access_editor(self, obj: Any, user: Member) -> bool:
        return user.is_editor

    def locked_for_user(self, obj: Any, user: Member) -> bool:
        return not user.is_editor

    def user_can_lock(self, obj: Any, user: Member) -> bool:
        return user.is_editor

    def get_actions(self, obj: Any, user: Member) -> list[tuple[str, Any, bool]]:
        """(name, label, whether it asks for words)"""
        if not user.is_editor:
            return []
        return [
            ("approve", _("Approve and publish"), False),
            ("approve", _("Approve with words to the author"), True),
            ("reject", _("Send back with a reason"), True),
        ]

    def get_form_for_action(self, action: str) -> type[ApprovalForm]:
        return ReasonForm if action == "reject" else ApprovalForm

    def get_task_states_user_can_moderate(self, user: Member, **kwargs: Any) -> Any:
        return (
            self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS) if user.is_editor else TaskState.objects.none()
        )

    @classmethod
    def get_description(cls) -> str:
        return str(_("Any editor can approve a text, or send it back with a reason"))
