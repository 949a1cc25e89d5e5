"""`manage.py search_audit`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.protocol import EngineUnavailable
from search.index.auditing import Findings, audit, mend
from search.index.rebuilding import things_to_index


class Command(BaseCommand):
    help = "Compares the search index with the database by version and audience, and mends what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; end with an error if anything differs")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        findings = Findings()
        try:
            with tqdm(total=things_to_index(), unit=" things", disable=None if verbosity else True) as bar:
                for things in audit(findings):
                    bar.update(things)
            if not check:
                mend(findings)
        except EngineUnavailable as error:
            raise CommandError(f"There was nothing to compare with: {error} Run `manage.py reindex`.") from error
        self._report(findings, mended=not check)

    def _report(self, findings: Findings, *, mended: bool) -> None:
        for word in ("missing", "surplus", "different"):
            for kind, id_ in sorted(getattr(findings, word)):
                self.stdout.write(f"{word}: {kind}:{id_}")
        for (kind, id_), reason in findings.failures.items():
            self.stderr.write(f"could not be indexed: {kind}:{id_}: {reason}")
        sentence = f"{findings.things:,} things compared, {len(findings.wrong):,} differed"
        if findings.failures or (findings.wrong and not mended):
            raise CommandError(f"{sentence}, {len(findings.failures) if mended else len(findings.wrong):,} still do.")
        self.stdout.write(self.style.SUCCESS(f"{sentence}{' and are mended' if findings.wrong else ''}."))
