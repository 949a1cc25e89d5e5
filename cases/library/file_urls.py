"""Addresses of files: one view for all of them, which asks whose file it is."""

from django.urls import path

from cases.library.file_views import file

urlpatterns = [path("<path:path>", file, name="file")]
