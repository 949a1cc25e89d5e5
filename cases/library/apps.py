from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "cases.library"
    label = "library"
    verbose_name = _("Library of cases")

    def ready(self) -> None:
        from cases.library.row_sources import register_sections
        from cases.library.searchable import register_pages
        from cases.library.signals import connect_signals

        register_pages()
        register_sections()
        connect_signals()
