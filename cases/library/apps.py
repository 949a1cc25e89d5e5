from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "cases.library"
    label = "library"
    verbose_name = _("Library of cases")

    def ready(self) -> None:
        from cases.library.authorship import RULES
        from network.row_rules import keep_rules

        keep_rules(RULES, self)
