from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "network.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from network.notices.alerts import send_alerts
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(send_alerts)
