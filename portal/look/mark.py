"""The mark of the site: it stands on every page, so everybody may have its file, and no other file of its folder."""

from cases.files.file_access import FileGrant
from network.access.viewer import Viewer
from portal.models import Identity


def find_mark(name: str, viewer: Viewer) -> FileGrant | None:
    identity = Identity.objects.filter(mark=name).first()
    return FileGrant(identity.mark.name, is_public=True) if identity else None
