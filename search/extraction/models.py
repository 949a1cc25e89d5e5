"""What was read in a file. It can be thrown away: what is missing is read again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SEARCHABLE = "searchable", _("its text can be searched")
    NO_TEXT = "no-text", _("it is a picture of its text, a scan, which cannot be searched")
    LOCKED = "locked", _("it is locked with a password, so its text cannot be searched")
    UNREADABLE = "unreadable", _("its text could not be read, so it cannot be searched")


class FileText(models.Model):
    """path: in the storage, where a name stands for one content. pages: pairs of a page's label and its text. pictures: of
    whose text nothing is known."""

    path = models.CharField(max_length=300, unique=True)
    state = models.CharField(max_length=20, choices=State.choices)
    pages = models.JSONField(default=list)
    pictures = models.PositiveIntegerField(default=0)

    @property
    def words(self) -> int:
        return sum(len(text.split()) for _label, text in self.pages)

    def __str__(self) -> str:
        return f"{self.path}: {self.state}"
