"""A case or practice as it is read: in public, and in the preview that its author or an editor looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.library.models import CONCEPT_FIELDS, Contribution
from cases.library.pictures import LEAD, cover_url
from cases.library.terms.holding import Holding, may_confirm
from cases.library.terms.licences import Licence
from cases.reading.rows import language_links, versions_of
from cases.reading.text.headings import Section, with_headings
from cases.reading.text.translation_note import TranslationNote, translation_note
from network.access.byline import Byline, byline
from network.access.viewer import Viewer
from network.markup import plain
from search.extraction.file_sections import unsearchable_reasons
from search.lists.listing import querystring
from search.registry import facets

IN_FACTS = ("place", "threat", "stage", "right")  # the others stand above the title
# Of expository text on a screen; Russian and the Turkic languages have longer words than English.
WORDS_PER_MINUTE = 180


@dataclass(frozen=True, slots=True)
class PageContext:
    """All that templates/cases/library/reading.html shows. Names of concepts are in the interface's language."""

    page: Contribution
    byline: Byline
    sections: Sequence[Section]
    languages: Sequence[dict[str, object]]
    places_line: Sequence[dict[str, str]]
    facts: Sequence[dict[str, Any]]
    cover_url: str
    minutes: int
    attachments: Sequence[Any]
    translation: TranslationNote | None
    holding: Holding | None
    may_confirm: bool


def page_context(page: Contribution, viewer: Viewer) -> PageContext:
    sections = [with_headings(section) for section in page.sections()]
    versions = versions_of(type(page), [page.translation_key], viewer)
    words = sum(len(plain(section.html).split()) for section in sections)
    return PageContext(
        page=page,
        byline=byline(page, viewer),
        sections=sections,
        languages=language_links(page, versions),
        places_line=[*_concepts(page, "country"), *_concepts(page, "theme")],
        facts=_facts(page),
        cover_url=cover_url(page.cover, LEAD),
        minutes=max(1, round(words / WORDS_PER_MINUTE)),
        attachments=_attachments(page),
        translation=translation_note(page, viewer),
        holding=page.holding,
        may_confirm=may_confirm(page, viewer),
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
        {"label": item.tag.display_name, "url": _list_url(page, "tag", item.tag.slug), "language": ""}
        for item in page.tagged_items.all()
    ]
    facts: list[dict[str, Any]] = [
        *({"label": facets()[name].label, "links": _concepts(page, name)} for name in IN_FACTS),
        {"label": facets()["tag"].label, "links": tags}
        if page.tag_names is None
        else {"label": facets()["tag"].label, "text": ", ".join(page.tag_names)},
    ]
    facts.append({"label": _("Clearance"), "text": page.get_clearance_display()})
    facts.append({"label": _("Licence"), **_licence(page.given_licence)})
    return [fact for fact in facts if fact.get("links") or fact.get("text")]


def _licence(given: Licence) -> dict[str, Any]:
    return {"links": [{"label": given.label, "url": given.url}]} if given.url else {"text": given.label}


def _concepts(page: Contribution, name: str) -> list[dict[str, str]]:
    concepts = getattr(page, CONCEPT_FIELDS[name]).all()
    return [{"label": concept.name, "url": _list_url(page, name, concept.slug)} for concept in concepts]


def _list_url(page: Contribution, name: str, value: str) -> str:
    return reverse(f"{page.KIND}s") + querystring({name: value})
