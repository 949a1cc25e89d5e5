"""A folder has one subject: what has more than twelve modules has more than one."""

from collections import Counter
from pathlib import Path

from django.conf import settings

MAX_MODULES = 12
PARTS = ("search", "network", "cases", "portal", "tests", "bench")


def test_no_folder_has_more_than_twelve_modules() -> None:
    root: Path = settings.BASE_DIR
    modules = [path for part in PARTS for path in (root / part).rglob("*.py")]
    folders = Counter(path.parent.relative_to(root) for path in modules if path.name != "__init__.py")
    assert len(folders) > 40
    assert not {str(folder): count for folder, count in folders.items() if count > MAX_MODULES and not _grows(folder)}


def _grows(folder: Path) -> bool:
    """Migrations are never taken away."""
    return folder.name == "migrations"
