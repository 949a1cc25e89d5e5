"""Files that were sent before they were cleaned: those of texts under the Chatham House rule are cleaned where they lie.

Until it is done, and where it cannot be done, nobody but their author can open them (`cases.files.file_access`).
"""

import logging

from django.core.exceptions import ValidationError

from cases.files.prepared_files import prepare_file
from cases.files.uploads import replace_file
from cases.library.models import KINDS, StoredFile
from network.access.byline import Attribution
from network.access.gate import action, unguarded
from search.index.outbox import mark_changed

MAX_FILES_A_TIME = 5  # each takes seconds, and the worker has other things to do
logger = logging.getLogger(__name__)


def clean_standing_files() -> int:
    """How many were cleaned. Called every minute; where there is nothing to do it costs one query a kind of text."""
    done = 0
    for model in KINDS.values():
        with unguarded():
            pages = model.objects.filter(attribution=Attribution.CHATHAM_HOUSE)
            waiting = StoredFile.objects.filter(is_clean=False, cannot_be_cleaned=False, page__in=pages.values("pk"))
            for stored in waiting.order_by("pk")[:MAX_FILES_A_TIME]:
                done += _clean(model.KIND, stored)
    return done


def _clean(kind: str, stored: StoredFile) -> bool:
    try:
        with stored.file.open("rb") as original:
            prepared = prepare_file(original, without_traces=True)
    except (ValidationError, OSError) as problem:
        logger.warning("%s cannot be cleaned, and stays closed: %s", stored, problem)
        StoredFile.objects.filter(pk=stored.pk).update(cannot_be_cleaned=True)
        return False
    action(replace_file)(stored.pk, prepared)
    if stored.page_id is not None:
        mark_changed(kind, stored.page_id)
    return True
