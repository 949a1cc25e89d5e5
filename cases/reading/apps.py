from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "cases.reading"
    label = "reading"

    def ready(self) -> None:
        from cases.library.models import KINDS
        from cases.reading.row_sources import register_row_sources
        from cases.reading.searchable import register_pages
        from cases.reading.signals import connect_signals
        from cases.reading.views import render_page

        register_pages()
        register_row_sources()
        connect_signals()
        for model in KINDS.values():
            model.page_view = staticmethod(render_page)
