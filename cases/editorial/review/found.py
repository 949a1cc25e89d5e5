"""What an editor had better look at before he decides: texts that look like this one, and what may be somebody's own in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape

from cases.editorial.findings.duplicates import Duplicate, duplicates_of
from cases.editorial.findings.personal_data import MAX_SHOWN, Finding, Passage, personal_data
from cases.editorial.review.review_page import Review
from network.access.viewer import Viewer
from search.engines.protocol import EngineUnavailable

TITLE = "title"  # as templates/cases/library/reading.html has it


@dataclass(frozen=True, slots=True)
class Found:
    """more: of what is personal, beyond what is shown. is_asked: search answered, or there would be duplicates perhaps."""

    duplicates: Sequence[Duplicate]
    personal: Sequence[Finding]
    more: int
    is_asked: bool

    @property
    def number(self) -> int:
        return len(self.personal) + self.more


def found_in(review: Review, viewer: Viewer) -> Found:
    personal = personal_data(_passages(review))
    try:
        duplicates, is_asked = duplicates_of(review.draft, viewer), True
    except EngineUnavailable:
        duplicates, is_asked = [], False
    return Found(duplicates, personal[:MAX_SHOWN], max(0, len(personal) - MAX_SHOWN), is_asked)


def _passages(review: Review) -> Iterator[Passage]:
    draft = review.draft
    for field in ("title", "summary"):
        yield Passage(escape(getattr(draft, field)), str(draft._meta.get_field(field).verbose_name), f"#{TITLE}")
    for section in review.sections:
        for paragraph in section.paragraphs:
            yield Passage(paragraph.html, section.title, f"#{section.anchor}-{paragraph.number}")
