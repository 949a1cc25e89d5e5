"""What search is told when Wagtail publishes, withdraws or deletes a text: by signals, for its views leave no other way."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from cases.library.models import KINDS, Contribution
from search.index.outbox import mark_changed


def note(sender: Any, instance: Contribution, **_kwargs: Any) -> None:
    """In the transaction of the change itself, so that neither can be there without the other. Translations follow their original."""
    mark_changed(instance.KIND, instance.pk)
    for translation in type(instance)._base_manager.filter(original=instance.pk).values_list("pk", flat=True):
        mark_changed(instance.KIND, translation)


def connect_signals() -> None:
    for model in KINDS.values():
        for signal in (page_published, page_unpublished, post_delete):
            signal.connect(note, sender=model, dispatch_uid=f"note_{model.__name__}_{id(signal)}")
