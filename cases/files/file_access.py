"""Whose file a name is, and whether somebody may have it: the owner's gate decides, never the name.

What is opened is the name that the owner's row keeps. The name in the address is only looked for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

from cases.library.models import KINDS, Attachment, Picture, Rendition, StoredFile
from cases.library.private_texts import private_texts
from network.access.byline import Attribution
from network.access.viewer import ANONYMOUS, Viewer
from network.trainings.models import Material

MAX_DRAFTS = 50  # in which one paper may stand


@dataclass(frozen=True, slots=True)
class FileGrant:
    """A file that the viewer may have. path: as its owner's row has it. title: the name to keep it under. is_public:
    everybody may have it."""

    path: str
    title: str = ""
    is_public: bool = False


Finder = Callable[[str, Viewer], FileGrant | None]
_finders: dict[str, Finder] = {}


def register_files(folder: str, finder: Finder) -> None:
    """Let `finder` say whose the files of `folder` are. What nobody answers for is not there."""
    _finders[folder] = finder


def authorize_file(name: str, viewer: Viewer) -> FileGrant | None:
    """The file called `name` if it belongs to something that this viewer may see; None if not, or if there is none."""
    finder = _finders.get(name.partition("/")[0])
    return finder(name, viewer) if finder else None


def _picture(path: str, viewer: Viewer) -> FileGrant | None:
    rendition = Rendition.objects.filter(file=path).select_related("image").first()
    picture = rendition.image if rendition else Picture.objects.filter(file=path).first()
    if picture is None:
        return None
    kept: str = (rendition or picture).file.name
    if _covers(picture, ANONYMOUS):
        # Of people none is kept on the way: their consent may end before a proxy forgets them.
        return FileGrant(kept, is_public=not picture.shows_people)
    allowed = (
        (viewer.is_editor and (picture.page_id is None or _are_with_editors({picture.page_id})))
        or _covers(picture, viewer)
        or (viewer.is_authenticated and picture.uploaded_by_user_id == viewer.member_id)
        or any(content.get("cover") == picture.pk for content in _own_drafts(viewer))
    )
    return FileGrant(kept) if allowed else None


def _covers(picture: Picture, viewer: Viewer) -> bool:
    rows = (model.visible.to(viewer).filter(cover=picture) for model in KINDS.values())
    return picture.may_be_shown and any(found.exists() for found in rows)


def _attachment(path: str, viewer: Viewer) -> FileGrant | None:
    stored = StoredFile.objects.filter(file=path).first()
    if stored is None:
        return None
    path = str(stored.file.name)
    shown = list(Attachment.objects.filter(stored=stored))
    pages = {stored.page_id, *(one.page_id for one in shown)}
    is_bound = _has_the_rule(pages)
    is_held = is_bound and not stored.is_clean
    title = _title(shown[0], is_bound=is_bound) if shown else ""
    if not is_held and any(_shows(one.page_id, ANONYMOUS) for one in shown):
        return FileGrant(path, title, is_public=True)
    if not is_held and any(_shows(one.page_id, viewer) for one in shown):
        return FileGrant(path, title)
    for content in _own_drafts(viewer):
        for entry in content.get("attachments", []):
            if entry.get("stored") == stored.pk:
                return FileGrant(path, entry.get("title", ""))
    return FileGrant(path, title) if viewer.is_editor and not is_held and _are_with_editors(pages) else None


def _title(attachment: Attachment, *, is_bound: bool) -> str:
    return f"attachment-{(attachment.sort_order or 0) + 1}" if is_bound else attachment.title


def _has_the_rule(pages: Iterable[int | None]) -> bool:
    """Whether one of these texts stands under the Chatham House rule: none but its author has a file of it that may name him."""
    ids = [page for page in pages if page is not None]
    rule = Attribution.CHATHAM_HOUSE
    return any(model.objects.filter(pk__in=ids, attribution=rule).opened().exists() for model in KINDS.values())


def _shows(page_id: int, viewer: Viewer) -> bool:
    return any(model.visible.to(viewer).filter(pk=page_id).exists() for model in KINDS.values())


def _are_with_editors(pages: Iterable[int | None]) -> bool:
    """Whether one of these texts is published or in a review: the files of all others are their author's alone."""
    ids = [page for page in pages if page is not None]
    return Page.objects.filter(pk__in=ids).exclude(pk__in=private_texts().values("pk")).exists()


def _clearance_paper(path: str, viewer: Viewer) -> FileGrant | None:
    """For the author; for editors, too, unless the text stands under the Chatham House rule: the paper has a name on it."""
    if any(content.get("clearance_paper") == path for content in _own_drafts(viewer)):
        return FileGrant(path)
    for model in KINDS.values():
        own = model.objects.editable_by(viewer).filter(clearance_paper=path)
        if own.exists():
            return FileGrant(path)
        named = model.objects.filter(attribution=Attribution.NAMED, clearance_paper=path).opened()
        if viewer.is_editor and _are_with_editors(named.values_list("pk", flat=True)):
            return FileGrant(path)
    drafts = Revision.objects.filter(content__clearance_paper=path, content__attribution=Attribution.NAMED)
    pages = [int(page) for page in drafts.values_list("object_id", flat=True)[:MAX_DRAFTS]]
    return FileGrant(path) if viewer.is_editor and _are_with_editors(pages) else None


def _own_drafts(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """What stands in the newest revisions of the viewer's own pages: a draft's files are known nowhere else."""
    for model in KINDS.values():
        pages = model.objects.editable_by(viewer).select_related("latest_revision")
        for page in pages:
            if page.latest_revision:
                yield page.latest_revision.content


def _material(path: str, viewer: Viewer) -> FileGrant | None:
    material = Material.visible.to(viewer).filter(file=path).first()
    if material is None:
        return None
    return FileGrant(material.file.name, material.title, is_public=material.audience in ANONYMOUS.keys)


for _folder, _finder in (
    ("images", _picture),
    ("original_images", _picture),
    ("attachments", _attachment),
    ("clearance", _clearance_paper),
    ("materials", _material),
):
    register_files(_folder, _finder)
