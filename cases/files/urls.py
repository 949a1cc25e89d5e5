"""Addresses of files: one view for all of them, which asks whose file it is."""

from django.urls import path, register_converter

from cases.files.views import file


class StoredName:
    """A name as the storage gives them: folders and a file, none of which leads up or anywhere else."""

    regex = r"(?:(?!\.+/)[-\w.]+/)+(?!\.+\Z)[-\w.]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StoredName, "stored")
urlpatterns = [path("<stored:name>", file, name="file")]
