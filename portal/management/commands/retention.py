"""`manage.py retention [--dry-run]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.serving.retention import outlived_counts, remove_outlived


class Command(BaseCommand):
    help = "Removes what was kept long enough, and says why. The worker does it once a day by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        total = 0
        for rule, count in outlived_counts() if dry_run else remove_outlived():
            total += count
            self.stdout.write(f"{count:>8,} {rule.kind}, kept for {rule.days} days. {rule.reason}")
        verb = "would go" if dry_run else "went"
        self.stdout.write(self.style.SUCCESS(f"{total:,} {verb}."))
