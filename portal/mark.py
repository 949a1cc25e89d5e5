"""The mark of the site: it stands on every page, so everybody may have its file, and no other file of its folder."""

from cases.files.file_access import Found
from network.access.viewer import Viewer
from portal.models import Identity


def find_mark(name: str, viewer: Viewer) -> Found | None:
    identity = Identity.objects.filter(mark=name).first()
    return Found(identity.mark.name, is_public=True) if identity else None
