"""When a text is sent, Wagtail says so; who is told of it is ours."""

from typing import Any

from wagtail.models import TaskState
from wagtail.signals import task_submitted

from cases.editorial.models import EditorialReview
from cases.editorial.routing.actions import notify_of_submission


def connect_signals() -> None:
    task_submitted.connect(_tell_editors, dispatch_uid="editorial_routing")


def _tell_editors(instance: TaskState, **_details: Any) -> None:
    if isinstance(instance.task.specific, EditorialReview):
        notify_of_submission(instance)
