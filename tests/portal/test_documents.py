"""The documents name what is there: a file that moved, or a name that changed, is changed in them, too."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.import_graph import draw

ROOT: Path = settings.BASE_DIR
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FILE = re.compile(r"`([\w./-]+/[\w.-]*)`")
_NAME = re.compile(r"`((?:search|network|cases|portal)(?:\.\w+)+)")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[\w-]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_file_and_name_that_a_document_speaks_of_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    files = [path for path in _FILE.findall(text) if path.split("/")[0] in TOP]
    absent = [path for path in files if not (ROOT / path).exists()]
    absent += [name for name in _NAME.findall(text) if not is_there(name)]
    absent += [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert not absent


TOP = {"search", "network", "cases", "portal", "templates", "tests", "docs", "bench"}


def is_there(name: str) -> bool:
    """Whether it is a module, or stands in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:length])
        module = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
        if module.exists():
            return (
                length == len(parts)
                or re.search(rf"\b{parts[length]}\b", module.read_text(encoding="utf-8")) is not None
            )
    return False


def test_the_picture_of_the_folders_shows_what_imports_what() -> None:
    assert draw() in (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), "python -m tests.import_graph"
