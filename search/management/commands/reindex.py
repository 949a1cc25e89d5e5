"""`manage.py reindex`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines import engine
from search.engines.protocol import EngineUnavailable
from search.index.rebuild import rebuild, things_to_index


class Command(BaseCommand):
    help = "Builds the search index anew beside the old one and exchanges them; searching and writing go on meanwhile."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        try:
            with tqdm(total=things_to_index(), unit=" things", disable=None if verbosity else True) as bar:
                for things in rebuild():
                    bar.update(things)
        except EngineUnavailable as error:
            raise CommandError(f"The index was not rebuilt. {error} The one in use stays. Try again later.") from error
        statistics = engine().statistics()
        entries = sum(statistics.entries.values())
        self.stdout.write(
            self.style.SUCCESS(
                f"{entries:,} things are in the new index ({statistics.size:,} bytes), and it is in use."
            )
        )
