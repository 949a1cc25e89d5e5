"""One view for all files: pictures, attachments, clearance papers, materials, the site's mark."""

import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cases.files.file_access import authorize_file
from network.access.requests import MemberRequest

# Shown in the page. All else is handed over as a file to keep, so that no file runs in our origin.
SHOWN = {".webp", ".jpg", ".jpeg", ".png", ".avif", ".svg", ".pdf"}
CACHE_SECONDS = 300  # what is withdrawn must be gone soon
mimetypes.add_type("image/webp", ".webp")


@require_safe
def file(request: MemberRequest, name: str) -> HttpResponseBase:
    found = authorize_file(name, request.viewer)
    if found is None or not default_storage.exists(found.path):
        raise Http404
    suffix = PurePosixPath(found.path).suffix.lower()
    title = f"{found.title}{suffix}" if found.title and not found.title.lower().endswith(suffix) else found.title
    response = FileResponse(
        default_storage.open(found.path, "rb"),
        as_attachment=suffix not in SHOWN,
        filename=title or PurePosixPath(found.path).name,
        content_type=mimetypes.guess_type(found.path)[0] or "application/octet-stream",
    )
    if found.is_public:
        patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
