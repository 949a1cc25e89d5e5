"""Forms of Wagtail's admin that are stricter here than there."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cases.files.validation import reencode_picture


class UnopenedPictureField(WagtailImageField):
    """Wagtail's, which opens no picture itself: `reencode_picture` does so within its bounds, and knows what is wrong with it."""

    def to_python(self, data: Any) -> Any:
        return FileField.to_python(self, data)


class PictureForm(BaseImageForm):
    """For pictures that editors upload: encoded anew, as members' are, so that no place, time or camera goes out."""

    file = UnopenedPictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        safe = reencode_picture(file)
        return SimpleUploadedFile(str(safe.name), safe.read(), content_type="image/webp")
