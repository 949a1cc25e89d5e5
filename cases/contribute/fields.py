"""Fields of the form beyond Django's own: several files, a picture that is safe to show, names with commas between."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from cases.contribute.uploads import MOST_FILES

LONGEST_NAME = 60


def checked_file(file: File) -> None:
    """A validator: refuses with a sentence what is too large, or of a kind that is not wanted here."""
    FileExtensionValidator(settings.ATTACHMENT_EXTENSIONS)(file)
    _refuse_above(settings.ATTACHMENT_MAX_BYTES, file)


class PictureField(forms.ImageField):
    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def to_python(self, data: Any) -> Any:
        if data:
            _refuse_above(settings.PICTURE_MAX_BYTES, data)
        return super().to_python(data)


def _refuse_above(most: int, file: File) -> None:
    if file.size > most:
        megabytes = most // 1024 // 1024
        raise ValidationError(
            _("This file is larger than %(most)s MB. Make it smaller, or leave it out."), params={"most": megabytes}
        )


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Its cleaned value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Attach ten files at most. Put what belongs together into one document."))
        for file in files:
            checked_file(file)
        return files


class NamesField(forms.CharField):
    """ "water, border trade" as a list of names."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        names = [name for part in super().clean(value).replace(";", ",").split(",") if (name := " ".join(part.split()))]
        if len(names) > self.most:
            raise ValidationError(_("Keep the %(most)s tags that say most."), params={"most": self.most})
        if longest := next((name for name in names if len(name) > LONGEST_NAME), None):
            raise ValidationError(_("“%(name)s” is long for a tag: put commas between tags."), params={"name": longest})
        return names
