"""A case or practice as it is read: in public, and in the preview that its author or an editor looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.library.models import Contribution, SectionText
from cases.library.pictures import LEAD, cover_url
from cases.reading.rows import language_links, versions_of
from network.access.byline import Byline, byline
from network.access.viewer import Viewer
from network.markup import plain
from search.extraction.file_sections import unsearchable_reasons
from search.vocabulary.models import Concept

WORDS_A_MINUTE = 180  # of expository text on a screen; Russian and the Turkic languages have longer words than English


@dataclass(frozen=True, slots=True)
class PageContext:
    """All that templates/cases/library/reading.html shows. Names of concepts are in the interface's language."""

    page: Contribution
    byline: Byline
    sections: Sequence[SectionText]
    languages: Sequence[dict[str, object]]
    places_line: Sequence[dict[str, str]]
    facts: Sequence[dict[str, Any]]
    cover_url: str
    minutes: int
    attachments: Sequence[Any]


def reading_of(page: Contribution, viewer: Viewer) -> PageContext:
    sections = page.sections()
    versions = versions_of(type(page), [page.translation_key], viewer)
    words = sum(len(plain(section.html).split()) for section in sections)
    return PageContext(
        page=page,
        byline=byline(page, viewer),
        sections=sections,
        languages=language_links(page, versions),
        places_line=[*_links(page, "country", page.countries.all()), *_links(page, "theme", page.themes.all())],
        facts=_facts(page),
        cover_url=cover_url(page.cover, LEAD),
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        attachments=_attachments(page),
    )


def _attachments(page: Contribution) -> list[dict[str, Any]]:
    attachments = list(page.attachments.all())
    unsearchable = unsearchable_reasons(attachment.file.name for attachment in attachments)
    return [
        {"title": one.title, "url": one.file.url, "size": one.size, "why": unsearchable.get(one.file.name, "")}
        for one in attachments
    ]


def _facts(page: Contribution) -> list[dict[str, Any]]:
    tags = [
        {"label": item.tag.shown_name, "url": _list_url(page, "tag", item.tag.slug), "language": ""}
        for item in page.tagged_items.all()
    ]
    facts: list[dict[str, Any]] = [
        {"label": _("Shared places"), "links": _links(page, "place", page.places.all())},
        {"label": _("Threats"), "links": _links(page, "threat", page.threats.all())},
        {"label": _("Prevention"), "links": _links(page, "stage", page.stages.all())},
        {"label": _("Rights"), "links": _links(page, "right", page.rights.all())},
        {"label": _("Tags"), "links": tags}
        if page.tag_names is None
        else {"label": _("Tags"), "text": ", ".join(page.tag_names)},
    ]
    facts.append({"label": _("Clearance"), "text": page.get_clearance_display()})
    return [fact for fact in facts if fact.get("links") or fact.get("text")]


def _links(page: Contribution, name: str, concepts: Sequence[Concept]) -> list[dict[str, str]]:
    return [{"label": concept.name, "url": _list_url(page, name, concept.slug)} for concept in concepts]


def _list_url(page: Contribution, name: str, value: str) -> str:
    return f"{reverse(page.KIND + 's')}?{urlencode({name: value})}"
