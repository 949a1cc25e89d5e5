"""Somebody's texts with their versions, files and remarks, and the remarks that he made on texts of others."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.db.models.fields.files import FieldFile
from wagtail.models import Comment, Revision

from cases.contribute.remarks import remarks_on
from cases.library.models import CONCEPT_FIELDS, KINDS, Contribution, Picture, StoredFile
from network.access.viewer import Viewer
from network.people.own_data.archive import UNREADABLE
from network.people.own_data.sources import OwnFile, OwnRows, OwnThing

_FIELDS = (
    "title",
    "address",
    "summary",
    "audience",
    "attribution",
    "clearance",
    "licence",
    "holds_on",
    "embargo_until",
    "embargo_zone",
    "live",
)


def text_things(viewer: Viewer) -> Iterator[OwnThing]:
    for model in KINDS.values():
        for page in model.objects.editable_by(viewer).select_related("locale", "cover").distinct().iterator():
            yield from _text_things(page)
    yield OwnRows("remarks-on-texts-of-others", _own_remarks(viewer))
    for picture in Picture.objects.filter(uploaded_by_user=viewer.member_id):
        yield from _file("pictures", picture.file)


def _text_things(page: Contribution) -> Iterator[OwnThing]:
    folder = f"texts/{page.KIND}-{page.address or page.pk}"  # a case and a practice may have the same address
    yield OwnRows(f"{folder}/versions", _versions(page))
    yield OwnRows(f"{folder}/text", [_text(page)])
    remarks = (
        {"field": one.field, "day": one.when.date(), "text": one.text, "answer": one.answer} for one in remarks_on(page)
    )
    yield OwnRows(f"{folder}/remarks", remarks)
    files = list(StoredFile.objects.filter(page=page.pk))
    yield OwnRows(f"{folder}/files", _titles(page, files))
    for stored in files:
        yield from _file(f"{folder}/files", stored.file)
    for picture in Picture.objects.filter(page=page.pk):
        yield from _file(f"{folder}/pictures", picture.file)
    for paper in _papers(page):
        yield from _file(folder, FieldFile(page, page._meta.get_field("clearance_paper"), paper))


def _titles(page: Contribution, files: list[StoredFile]) -> Iterator[dict[str, str]]:
    """What its author calls each: in the newest version that has it, for the site keeps it under a number of its own."""
    kept = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    versions = kept.values_list("content__attachments", flat=True)
    titles = {one["stored"]: one["title"] for version in versions for one in version or ()}
    for stored in files:
        yield {"file": PurePosixPath(str(stored.file.name)).name, "title": titles.get(stored.pk, "")}


def _papers(page: Contribution) -> set[str]:
    """A draft's stands in its versions alone."""
    kept = Revision.page_revisions.filter(object_id=str(page.pk)).values_list("content__clearance_paper", flat=True)
    return {str(paper) for paper in (*kept, page.clearance_paper.name) if paper}


def _text(page: Contribution) -> dict[str, Any]:
    """As readers see it, if they do."""
    concepts = {name: [one.slug for one in getattr(page, name).all()] for name in CONCEPT_FIELDS.values()}
    sections = {name: getattr(page, name) for name, _title in page.SECTIONS}
    told = {name: getattr(page, name) for name in _FIELDS}
    of = {"translation_of": page.original.address} if page.original else {}
    return {"kind": page.KIND, "language": page.language, **of, **told, **concepts, **sections}


def _versions(page: Contribution) -> Iterator[dict[str, Any]]:
    """The newest first, each with its day: more would say when its author sat at it."""
    words = ("title", "summary", *(name for name, _title in page.SECTIONS))
    for version in Revision.page_revisions.filter(object_id=str(page.pk)).order_by("-pk").iterator(20):
        yield {"day": version.created_at.date(), **{name: version.content.get(name, "") for name in words}}


def _own_remarks(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for remark in Comment.objects.filter(user=viewer.member_id).order_by("pk").iterator():
        yield {"text_number": remark.page_id, "day": remark.created_at.date(), "text": remark.text}


def _file(folder: str, file: FieldFile) -> Iterator[OwnFile]:
    if not file.name:
        return
    try:
        size = file.size
    except UNREADABLE:
        size = 0  # gone: that is said when it is opened
    yield OwnFile(f"{folder}/{PurePosixPath(file.name).name}", size, partial(file.storage.open, file.name))
