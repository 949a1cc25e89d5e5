"""Which of the saved texts their reader may read now. What was withdrawn, or closed to him, is simply not there."""

from collections.abc import Collection
from uuid import UUID

from cases.library.models import KINDS
from network.access.viewer import Viewer


def readable_kinds(keys: Collection[UUID], viewer: Viewer) -> dict[UUID, str]:
    """Of these texts those that stand before this viewer in some language, each with its kind."""
    return {
        key: kind
        for kind, model in KINDS.items()
        for key in model.visible.to(viewer).filter(translation_key__in=keys).values_list("translation_key", flat=True)
    }
