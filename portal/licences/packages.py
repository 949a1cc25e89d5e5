"""The pinned packages, each with its licence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from portal.licences.allowed import ALLOWED, BY_HAND, SPDX

_PIN = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMES = re.compile(r"[\w.-]+")
_OPERATORS = {"AND", "OR", "WITH"}
MAX_LICENCE_LENGTH = 60  # characters; what is longer is the licence itself, and not its name


@dataclass(frozen=True, slots=True)
class Package:
    """hashes: SHA-256 of each file in which it is handed out. licence: an SPDX expression, or "BSD"; empty if it says none."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str

    @property
    def is_allowed(self) -> bool:
        """Of several licences to be kept each has to be allowed, of several to choose from one."""
        choices = re.split(r"\s+OR\s+", self.licence)
        return any(_NAMES.findall(choice) and _licences_in(choice) <= ALLOWED for choice in choices)


def pinned_packages(requirements: Path) -> Iterator[Package]:
    """Those of a file that uv compiled. Raises PackageNotFoundError for one that is not installed here, and needed."""
    for name, version, rest in _PIN.findall(requirements.read_text(encoding="utf-8")):
        try:
            licence = licence_of(name)
        except PackageNotFoundError:
            if ";" not in rest.partition("\n")[0]:  # else it is for another machine
                raise
            licence = BY_HAND.get(name, "")
        yield Package(name, version, tuple(_HASH.findall(rest)), licence)


def licence_of(name: str) -> str:
    """What the package says: in the field that is made for it, or else in the older two."""
    said = metadata(name)
    if name in BY_HAND:
        return BY_HAND[name]
    if "License-Expression" in said:
        return str(said["License-Expression"])
    text = " ".join(said.get_all("License") or []).strip()
    if text and len(text) <= MAX_LICENCE_LENGTH:
        return SPDX.get(text, text)
    classes = [
        line.rpartition("::")[2].strip() for line in said.get_all("Classifier") or [] if line.startswith("License")
    ]
    return " AND ".join(sorted({SPDX.get(one, one) for one in classes}))


def _licences_in(expression: str) -> set[str]:
    return set(_NAMES.findall(expression)) - _OPERATORS
