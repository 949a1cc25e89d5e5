"""Fields of the form beyond Django's own: several files, a picture that is safe to show, names with commas between."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.files.validation import reencode_picture

MAX_NAME_LENGTH = 60


class PictureField(forms.FileField):
    """Its cleaned value is the picture as it may be kept."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/avif"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return reencode_picture(file) if data and file else None


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Its cleaned value is a list. How many a text may have, and what becomes of them, is the form's question: it knows those
    that are there, and whether they have to be cleaned."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class TagsField(forms.CharField):
    """ "water, border trade" as a list of names."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        names = [name for part in super().clean(value).replace(";", ",").split(",") if (name := " ".join(part.split()))]
        if len(names) > self.most:
            raise ValidationError(_("Keep the %(most)s tags that say most."), params={"most": self.most})
        if longest := next((name for name in names if len(name) > MAX_NAME_LENGTH), None):
            raise ValidationError(_("“%(name)s” is long for a tag: put commas between tags."), params={"name": longest})
        return names
