from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingListConfig(AppConfig):
    name = "cases.reading_list"
    label = "reading_list"
    verbose_name = _("Reading lists")

    def ready(self) -> None:
        from cases.reading_list.actions import renew_keys
        from cases.reading_list.own_data import saved_things
        from network.people.own_data.sources import register_own_data
        from search.periodic_tasks import register_periodic_task

        register_own_data(saved_things)
        register_periodic_task(renew_keys)
