from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CollectionsConfig(AppConfig):
    name = "cases.collections"
    label = "collections"
    verbose_name = pgettext_lazy("of texts", "Collections")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from cases.collections.models import CollectionPage
        from cases.collections.views import render_collection
        from network.access.audit.acts import Act
        from network.access.audit.watching import audit_deletions, audit_pages

        CollectionPage.page_view = staticmethod(render_collection)
        acts = {page_published: Act.COLLECTION_PUBLISHED, page_unpublished: Act.COLLECTION_TAKEN_OFF}
        audit_pages("curation", CollectionPage, acts)
        audit_deletions("curation", CollectionPage)
