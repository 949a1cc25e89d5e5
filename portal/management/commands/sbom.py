"""`manage.py sbom > sbom.json`."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.licences.sbom import sbom


class Command(BaseCommand):
    help = (
        "Writes the software bill of materials (CycloneDX, JSON): each pinned package with version, hashes and licence."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        self.stdout.write(json.dumps(sbom(settings.BASE_DIR), indent=2))
