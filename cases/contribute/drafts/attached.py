"""What the form shows of each file that a text has: what was taken out of it, what can be found of it, and where it names its author."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from cases.files.cleaning.cleaner import PICTURES
from cases.files.own_name import names_somebody, sections_with_name
from cases.files.trace_words import trace_words
from cases.library.models import Attachment, Contribution
from network.people.models import Member
from search.extraction.file_sections import searchable_words, texts_of
from search.extraction.models import FileText

MAX_PLACES = 8  # whoever is named on more pages looks through all of them


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """taken: in words. searchable: a sentence. named: where its author is named, in words; is_named: whether
    he is anywhere."""

    stored_id: int
    title: str
    url: str
    taken: str
    searchable: str
    named: str
    is_named: bool


def attached_files(version: Contribution, author: Member) -> list[AttachedFile]:
    attachments = list(version.attachments.all())
    texts = texts_of(str(one.file.name) for one in attachments)
    return [_attached(one, texts, author) for one in attachments]


def _attached(attachment: Attachment, texts: Mapping[str, FileText], author: Member) -> AttachedFile:
    path = str(attachment.file.name)
    suffix = PurePosixPath(path).suffix.lower()
    text = texts.get(path)
    labels = sections_with_name(text.pages, author.name, author.email) if text else []
    unseen = [word for word in attachment.stored.kept if names_somebody(word, author.name, author.email)]
    places = [_place(suffix, label) for label in labels[:MAX_PLACES]] + unseen[:MAX_PLACES]
    return AttachedFile(
        stored_id=attachment.stored_id,
        title=f"{attachment.title}{suffix}",
        url=attachment.file.url,
        taken=trace_words(attachment.stored.taken),
        searchable=_searchable(suffix, text) if text else "",
        named=", ".join(filter(None, places)),
        is_named=bool(places),
    )


def _searchable(suffix: str, text: FileText) -> str:
    if suffix in PICTURES:
        return ""  # a photo is no text that somebody might look for
    if text.pages:
        return f"{searchable_words(text)}."
    return _("Not searchable: %(why)s.") % {"why": text.get_state_display()}


def _place(suffix: str, label: str) -> str:
    """label: as `search.extraction` gives it: a page, a slide, the name of a sheet, a heading, or nothing."""
    if not label:
        return ""
    if suffix in {".pptx", ".odp"}:
        return _("slide %(number)s") % {"number": label}
    if suffix in {".xlsx", ".ods"}:
        return _("sheet “%(name)s”") % {"name": label}
    number, _dot, heading = label.partition(" · ")
    if not number.isdecimal():
        return _("under “%(heading)s”") % {"heading": label}
    page = _("page %(number)s") % {"number": number}
    return f"{page} (“{heading}”)" if heading else page


def asks_to_be_read(files: Sequence[AttachedFile]) -> bool:
    return any(file.is_named or file.taken for file in files)
