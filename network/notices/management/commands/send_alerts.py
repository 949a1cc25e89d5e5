"""`manage.py send_alerts`: tells members what is new in their saved searches. The search worker does it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from network.notices.alerts import send_alerts


class Command(BaseCommand):
    help = "Tells members by notice and mail what is new in the searches they keep."

    def handle(self, **options: Any) -> None:
        self.stdout.write(self.style.SUCCESS(f"{send_alerts():,} members were told."))
