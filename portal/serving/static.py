"""Style sheets, scripts and pictures of the site itself, gathered once for a site that does not run with DEBUG."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command


def are_gathered() -> bool:
    """Whether what pages point to is there: with DEBUG they point to the sources."""
    return not isinstance(staticfiles_storage, ManifestFilesMixin) or bool(staticfiles_storage.hashed_files)


def gather() -> bool:
    """Gather them if the sources have changed since. Returns whether there was anything to do."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return False
    # Beside the folder, whose files everybody may read; written last, so that a start that was ended begins anew.
    note, print_now = Path(f"{staticfiles_storage.location}.gathered"), _fingerprint()
    if are_gathered() and note.exists() and note.read_text(encoding="ascii") == print_now:
        return False
    # What older pages point to stays: they are open in browsers while a newer site starts.
    call_command("collectstatic", interactive=False, verbosity=0)
    note.write_text(print_now, encoding="ascii")
    return True


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(sorted(_sources())).encode()).hexdigest()


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            yield f"{name} {stat.st_size} {stat.st_mtime_ns}"
