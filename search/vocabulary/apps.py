from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "search.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from search.permissions import PermanentRowPolicy
        from search.vocabulary.models import Concept

        register_permission_policy(Concept, PermanentRowPolicy(Concept))
