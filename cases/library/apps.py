from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "cases.library"
    label = "library"
    verbose_name = _("Library of cases")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from cases.library.authorship import hold_the_rule

        post_migrate.connect(hold_the_rule, sender=self, dispatch_uid="library.hold_the_rule")
