"""Tries what a thief would try with a copy of this site's data."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.probe.probe import Truth, probe


class Command(BaseCommand):
    help = (
        "Tries to find the authors under the Chatham House rule without the key, in each way that is known, and says how often "
        "that is right and how often chance would be. Run it on a copy of the site, with the key of the site."
    )

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{'way':<34} {'guesses':>8} {'right':>8} {'chance':>8}")
        beyond = 0
        for score in probe(settings.VAR_DIR, Truth.by_the_key()):
            beyond += not score.is_chance
            mark = "" if score.is_chance else "   better than chance"
            self.stdout.write(f"{score.name:<34} {score.guesses:>8} {score.hits:>8} {'≤ ' + str(score.bound):>8}{mark}")
        if beyond:
            raise CommandError(f"{beyond} ways name authors better than chance.")
        self.stdout.write(self.style.SUCCESS("No way names an author better than chance."))
