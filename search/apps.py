from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from search.facets import register_facets
        from search.input.numbers import register_row_converter

        register_facets()
        register_row_converter()
