"""Settings are read at the edges: what lies within is told what it needs."""

import re
from pathlib import Path

from django.conf import settings

# Who makes an engine or a client, and who stands at the way in; models name the accounts' table besides.
READERS = {
    "cases/files/validation.py",
    "network/access/audit/origin.py",
    "network/access/seals.py",
    "network/people/sign_in/mails.py",
    "network/people/sign_in/second_step.py",
    "network/sessions.py",
    "portal/asgi.py",
    "portal/management/commands/sbom.py",
    "portal/management/commands/serve.py",
    "portal/management/commands/probe.py",
    "portal/serving/seal_keys.py",
    "portal/urls.py",
    "search/embeddings/client.py",
    "search/embeddings/store.py",
    "search/engines/__init__.py",
    "search/index/outbox.py",
    "search/management/commands/relevance.py",
    "search/site.py",
}
_READS = re.compile(r"\bsettings\.(?!AUTH_USER_MODEL\b)[A-Z]")


def test_settings_are_read_at_few_edges_and_nowhere_else() -> None:
    root: Path = settings.BASE_DIR
    modules = (path for part in ("search", "network", "cases", "portal") for path in (root / part).rglob("*.py"))
    readers = {str(path.relative_to(root)) for path in modules if _reads(path)}
    assert readers == READERS


def _reads(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "from django.conf import settings" in text and "migrations" not in path.parts and bool(_READS.search(text))
