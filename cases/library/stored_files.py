"""Files of texts: what lies in the storage, and what hangs on a page."""

import os
from pathlib import Path

from django.core.files.storage import Storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from network.access.errors import Refusal


class UncleanFile(Refusal):
    """Under the Chatham House rule nothing is saved that may tell who made it, whichever way it comes."""

    sentence = _(
        "Under the Chatham House rule files are cleaned of what tells who made them, and one of these is not. Take it away and"
        " attach it again."
    )
    status = 409


class StoredFile(models.Model):
    """A file in the storage, once for all versions of the pages that show it. It is a row from the moment that it is
    sent: a version, which is no row, points to it. It is deleted with its page alone, for older versions point to it still.

    page: the one that it was sent with, whose authors may always open it. is_clean: it tells nothing of who made it, so that
    it may be read under the Chatham House rule. cannot_be_cleaned: that was tried in vain, and its author alone can open it.
    taken: kinds of traces that were taken out (`cases.files.cleaning.traces`). kept: what stays in it unseen, such as addresses
    and names of styles.
    """

    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="stored_files")
    file = models.FileField(_("file"), upload_to="attachments/", unique=True)
    is_clean = models.BooleanField(default=False)
    cannot_be_cleaned = models.BooleanField(default=False)
    taken = models.JSONField(default=list)
    kept = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.file.name)


class Attachment(Orderable):
    """A file that belongs to a page and is read behind the page's gate."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=200)

    def __str__(self) -> str:
        return self.title

    @property
    def file(self) -> FieldFile:
        return self.stored.file

    @property
    def size(self) -> int | None:
        """In bytes. None when the storage has lost the file: that costs its own line, and not the page."""
        try:
            return self.file.size
        except OSError:
            return None


def erase_file(storage: Storage, name: str) -> None:
    """Its bytes are written over first: whoever finds the disk should not find in it what was only deleted."""
    try:
        with Path(storage.path(name)).open("r+b") as file:
            file.write(bytes(os.fstat(file.fileno()).st_size))
            file.flush()
            os.fsync(file.fileno())
    except (NotImplementedError, FileNotFoundError):
        pass  # it lies in no folder of ours, or is gone
    storage.delete(name)
