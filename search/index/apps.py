from django.apps import AppConfig


class IndexConfig(AppConfig):
    name = "search.index"
    label = "search_index"

    def ready(self) -> None:
        # Models can be imported only once Django is ready.
        from search.index import indexer, outbox

        outbox.followers.append(indexer.process_outbox)
