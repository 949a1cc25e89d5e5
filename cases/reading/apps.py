from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "cases.reading"
    label = "reading"

    def ready(self) -> None:
        from cases.library.models import KINDS
        from cases.reading.views import render_page

        for model in KINDS.values():
            model.page_view = staticmethod(render_page)
