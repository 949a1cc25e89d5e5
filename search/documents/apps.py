from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "search.documents"
    label = "documents"
