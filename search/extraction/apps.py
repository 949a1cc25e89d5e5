from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "search.extraction"
    label = "documents"
