"""`manage.py audit verify` and `manage.py audit head`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from network.access.audit.chain import Head, breaks, head


class Command(BaseCommand):
    help = (
        "Says whether the audit log is whole, and where it breaks. Write the head down elsewhere from time to time: with "
        "--head it is seen, too, that entries were cut off at the end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "head"])
        parser.add_argument(
            "--head", dest="written_down", metavar="NUMBER:HASH", help="as `audit head` printed it on an earlier day"
        )

    def handle(self, *, what: str, written_down: str | None, **options: Any) -> None:
        if what == "verify":
            self._verify(_parsed(written_down) if written_down else None)
        self.stdout.write(str(head()))

    def _verify(self, written_down: Head | None) -> None:
        if found := list(breaks(written_down)):
            raise CommandError("\n".join(["The audit log is not whole.", *found]))
        self.stdout.write(self.style.SUCCESS("The audit log is whole. Its head, to be written down elsewhere:"))


def _parsed(text: str) -> Head:
    try:
        return Head.parse(text)
    except ValueError:
        raise CommandError("--head is given as `audit head` prints it: a number, a colon, a hash.") from None
