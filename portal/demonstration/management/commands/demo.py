"""`manage.py demo`: a site as if the network really used it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from portal.demonstration.load import NotEmpty, load, size
from portal.demonstration.loading.copies import multiply


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration: people, cases, practices, rooms, materials."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="how many times as many cases and messages, for load")

    def handle(self, *, scale: int, verbosity: int, **options: Any) -> None:
        try:
            with tqdm(total=size(), unit=" texts", disable=None if verbosity else True) as bar:
                loaded = load(progress=bar.update)
        except NotEmpty as refusal:
            raise CommandError(str(refusal)) from None
        if scale > 1:
            with tqdm(total=scale - 1, unit=" copies", disable=None if verbosity else True) as bar:
                multiply(scale, progress=bar.update)
        self.stdout.write(self.style.SUCCESS(loaded))
