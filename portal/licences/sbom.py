"""The software bill of materials, as CycloneDX has it: for whoever must know what runs in his house."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.licences.packages import Package, pinned_packages

SPECIFICATION = "1.6"
PRODUCT = "chaikhana"
_VERSION = re.compile(r'^version = "(.+)"', re.MULTILINE)


def sbom(folder: Path) -> dict[str, Any]:
    """The bill of the site whose requirements.txt and pyproject.toml lie in `folder`. The same pins make the same bill."""
    components = [_component(package) for package in pinned_packages(folder / "requirements.txt")]
    found = _VERSION.search((folder / "pyproject.toml").read_text(encoding="utf-8"))
    version = found[1] if found else ""
    root = {"type": "application", "bom-ref": PRODUCT, "name": PRODUCT, "version": version}
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([version, components], sort_keys=True))}",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
        "dependencies": [{"ref": PRODUCT, "dependsOn": [component["bom-ref"] for component in components]}],
    }


def _component(package: Package) -> dict[str, Any]:
    purl = f"pkg:pypi/{package.name}@{package.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
        "licenses": list(_licences(package.licence)),
    }


def _licences(licence: str) -> Iterable[dict[str, Any]]:
    if licence == "BSD":
        return [{"license": {"name": licence}}]
    return [{"expression": licence}] if licence else []
