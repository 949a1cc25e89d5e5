from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CollectionsConfig(AppConfig):
    name = "cases.collections"
    label = "collections"
    verbose_name = pgettext_lazy("of texts", "Collections")

    def ready(self) -> None:
        from cases.collections.models import CollectionPage
        from cases.collections.views import render_collection

        CollectionPage.page_view = staticmethod(render_collection)
