"""`manage.py search_audit`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import indices
from search.engines.protocol import EngineUnavailable, Index
from search.index.audit import AuditReport, audit, repair
from search.index.rebuild import things_to_index


class Command(BaseCommand):
    help = "Compares each search index with the database by version and audience, and mends what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; end with an error if anything differs")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        wrong = []
        with tqdm(total=things_to_index(), unit=" things", disable=None if verbosity else True) as bar:
            for index in indices():
                findings = AuditReport()
                try:
                    for things in audit(index, findings):
                        bar.update(things)
                    if not check:
                        repair(index, findings)
                except EngineUnavailable as error:
                    wrong.append(f"{index.name} could not be compared: {error} Run `manage.py reindex`.")
                else:
                    wrong += self._report(index, findings, mended=not check)
        if wrong:
            raise CommandError(" ".join(wrong))

    def _report(self, index: Index, findings: AuditReport, *, mended: bool) -> list[str]:
        """Say what was found; returns the sentences that are to end the command."""
        for word in ("missing", "surplus", "different"):
            for kind, id_ in sorted(getattr(findings, word)):
                self.stdout.write(f"{word}: {kind}:{id_}")
        for (kind, id_), reason in findings.failures.items():
            self.stderr.write(f"could not be indexed: {kind}:{id_}: {reason}")
        sentence = (
            f"{index.name}: {findings.things:,} things with {findings.vectors:,} of {findings.kept:,} kept vectors "
            f"compared, {len(findings.wrong):,} differed"
        )
        if findings.failures or (findings.wrong and not mended):
            return [f"{sentence}, {len(findings.failures) if mended else len(findings.wrong):,} still do."]
        self.stdout.write(self.style.SUCCESS(f"{sentence}{' and are mended' if findings.wrong else ''}."))
        return []
