from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "cases.editorial"
    label = "editorial"
    verbose_name = _("Editorial work")

    def ready(self) -> None:
        from wagtail.contrib.search_promotions.models import SearchPromotion

        from cases.collections.models import CollectionPage
        from cases.contribute.mine.next_readers import register_next_readers
        from cases.editorial.admin.draft_policies import register_policies
        from cases.editorial.admin.listings import remove_bulk_checkboxes
        from cases.editorial.admin.panels import panels_of
        from cases.editorial.admin.spreadsheets import clean_spreadsheets
        from cases.editorial.curation.panels import collection_panels
        from cases.editorial.review.text_comparison import use_bounded_diff
        from cases.editorial.routing.actions import escalate_untaken
        from cases.editorial.routing.next_readers import next_readers
        from cases.editorial.routing.signals import connect_signals
        from cases.library.models import KINDS, Tag
        from cases.library.pictures import Picture
        from network.access.audit.watching import audit_deletions
        from search.periodic_tasks import register_periodic_task
        from search.vocabulary.models import Concept

        use_bounded_diff()
        connect_signals()
        register_periodic_task(escalate_untaken)
        register_next_readers(next_readers)
        remove_bulk_checkboxes()
        clean_spreadsheets()
        for model in KINDS.values():
            model.edit_handler = panels_of(model)
        CollectionPage.edit_handler = collection_panels()
        register_policies()
        audited = {"picture": Picture, "promotion": SearchPromotion, "tag": Tag, "concept": Concept}
        for kind, model in {**audited, "collection-page": CollectionPage}.items():
            audit_deletions(kind, model)
