"""What the site is made of is told whole, in the form that others read, and nothing slips in under a licence we may not carry."""

import json
from io import StringIO
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from django.conf import settings
from django.core.management import call_command

from portal.licences.packages import Package, licence_of, pinned_packages
from portal.licences.sbom import sbom

REQUIREMENTS: Path = settings.BASE_DIR / "requirements.txt"


def package(licence: str) -> Package:
    return Package("a-package", "1.0", (), licence)


def test_each_licence_is_one_that_the_site_may_carry() -> None:
    refused = [(one.name, one.licence) for one in pinned_packages(REQUIREMENTS) if not one.is_allowed]
    assert not refused


@pytest.mark.parametrize(
    "licence", ["", "AGPL-3.0-only", "GPL-2.0-or-later", "MIT AND GPL-3.0-only", "Proprietary", "UNKNOWN"]
)
def test_what_is_not_allowed_is_refused(licence: str) -> None:
    assert not package(licence).is_allowed


def test_an_encoder_that_a_wheel_brings_along_counts() -> None:
    """Its own description says BSD alone."""
    assert not package(licence_of("pillow-heif")).is_allowed


@pytest.mark.parametrize("licence", ["MIT", "GPL-3.0-only OR MIT", "(MIT AND BSD-3-Clause)", "BSD"])
def test_of_several_to_choose_from_one_will_do(licence: str) -> None:
    assert package(licence).is_allowed


def test_the_command_writes_every_pin_as_the_schema_has_it() -> None:
    out = StringIO()
    call_command("sbom", stdout=out)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(out.getvalue()) is None
    pins = [line.split(" ")[0] for line in REQUIREMENTS.read_text().splitlines() if "==" in line]
    assert [f"{one['name']}=={one['version']}" for one in json.loads(out.getvalue())["components"]] == pins
    assert all(one["hashes"] and one["licenses"] for one in json.loads(out.getvalue())["components"])


def test_the_same_pins_make_the_same_bill() -> None:
    assert sbom(settings.BASE_DIR) == sbom(settings.BASE_DIR)
