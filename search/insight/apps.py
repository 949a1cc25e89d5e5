from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    name = "search.insight"
    label = "search_insight"
    verbose_name = _("Searches")

    def ready(self) -> None:
        from search.insight.actions import delete_old
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(delete_old)
