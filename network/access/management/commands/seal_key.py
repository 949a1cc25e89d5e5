"""Prints a key for seals, for the environment and no file beside the data."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate


class Command(BaseCommand):
    help = "Prints a new key for SEAL_KEYS. Put it before the keys that are there; an older one may go after 30 days."
    requires_system_checks = []

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{localdate():%Y-%m-%d}:{secrets.token_urlsafe(32)}")
