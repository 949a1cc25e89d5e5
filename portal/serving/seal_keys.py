"""The keys for seals, before the first request: a promise to authors that a copy of the data breaks is none."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cases.library.models import KINDS
from network.access.byline import Attribution
from network.access.seals import are_keys_own
from network.rooms.models import Room

# A key that somebody left beside the data lies in a small file, such as a copy of the environment.
MAX_FILE_BYTES = 100_000


def refuse_unsafe_keys() -> None:
    """Raises ImproperlyConfigured, which says what is wrong and what to do."""
    if settings.IS_PUBLIC and not are_keys_own() and _is_anything_under_the_rule():
        raise ImproperlyConfigured(
            "SEAL_KEYS is not set, and there are rooms or texts under the Chatham House rule: who has the data and the "
            "SECRET_KEY could name their authors. Run manage.py seal_key, and put what it prints into the environment."
        )
    if are_keys_own() and (found := next(_files_with_a_key(), None)):
        raise ImproperlyConfigured(
            f"A key of SEAL_KEYS stands in {found}: whoever copies the data has it. Take it out of there, make a new one "
            "with manage.py seal_key, and put that before the others."
        )


def _is_anything_under_the_rule() -> bool:
    return Room.objects.exclude(attribution=Attribution.NAMED).exists() or any(
        kind.objects.exclude(attribution=Attribution.NAMED).exists() for kind in KINDS.values()
    )


def _files_with_a_key() -> Iterator[Path]:
    secrets = [key.secret for key in settings.SEAL_KEYS[:-1]]
    for path in Path(settings.VAR_DIR).rglob("*"):
        if path.is_file() and path.stat().st_size <= MAX_FILE_BYTES:
            content = path.read_bytes()
            if any(secret in content for secret in secrets):
                yield path
