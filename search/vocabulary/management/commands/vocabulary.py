"""`manage.py vocabulary import|export FILE`: the vocabulary as a table (.csv) or as SKOS (.ttl)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.vocabulary.actions import import_concepts
from search.vocabulary.models import Concept
from search.vocabulary.records import InvalidRecord, read_table, write_table
from search.vocabulary.skos import read_turtle, write_turtle


class Command(BaseCommand):
    help = "Writes the vocabulary into a file, or brings it up to date from one; what a file leaves out stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("import", "export"))
        parser.add_argument("file", type=Path, help="a table (.csv) or SKOS in Turtle (.ttl)")
        parser.add_argument("--check", action="store_true", help="tell what an import would change, and change nothing")

    def handle(self, *, what: str, file: Path, check: bool, **options: Any) -> None:
        if file.suffix not in (".csv", ".ttl"):
            raise CommandError("The file's name has to end with .csv or .ttl.")
        if what == "export":
            self._export(file)
        else:
            self._load(file, only_check=check)

    def _export(self, file: Path) -> None:
        concepts = Concept.objects.order_by("scheme", "position", "slug")
        concepts = concepts.select_related("broader").prefetch_related("related")
        file.write_text(write_table(concepts) if file.suffix == ".csv" else write_turtle(concepts), encoding="utf-8")
        self.stdout.write(self.style.SUCCESS(f"{concepts.count():,} concepts are in {file.name}."))

    def _load(self, file: Path, *, only_check: bool) -> None:
        try:
            text = file.read_text(encoding="utf-8")
            entries = read_table(text) if file.suffix == ".csv" else read_turtle(text)
            loaded = import_concepts(entries, only_check=only_check)
        except (InvalidRecord, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        except KeyError as error:
            raise CommandError(f"A broader or related concept is not known: {error}.") from error
        would = "would be " if only_check else ""
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(loaded.added):,} {would}new, {len(loaded.changed):,} {would}changed: "
                f"{', '.join((*loaded.added, *loaded.changed)[:12]) or 'nothing'}."
            )
        )
