from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThrottlingConfig(AppConfig):
    name = "network.throttling"
    label = "throttling"
    verbose_name = _("Waits after wrong passwords")

    def ready(self) -> None:
        from network.throttling.actions import tidy
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(tidy)
