from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "network.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from network.notices.alerts import send_alerts
        from network.notices.own_data import notice_things
        from network.people.own_data.sources import register_own_data
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(send_alerts)
        register_own_data(notice_things)
