"""Forms of Wagtail's admin that are stricter here than there."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.forms import BaseImageForm

from cases.library.safe_files import safe_picture


class PictureForm(BaseImageForm):
    """For pictures that editors upload: encoded anew, as members' are, so that no place, time or camera goes out."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        safe = safe_picture(file)
        return SimpleUploadedFile(str(safe.name), safe.read(), content_type="image/webp")
