from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributeConfig(AppConfig):
    name = "cases.contribute"
    label = "contribute"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        from cases.contribute.personal.handover import hand_over_texts
        from cases.contribute.personal.own_data import text_things
        from cases.files.standing_files import clean_standing_files
        from network.handover import register_handover
        from network.people.own_data.sources import register_own_data
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(clean_standing_files)
        register_own_data(text_things)
        register_handover(hand_over_texts)
