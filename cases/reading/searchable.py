"""What search is told of cases and practices."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.library.models import CONCEPT_FIELDS, KINDS, CasePage, Contribution, PracticePage
from cases.library.tags import Tag
from cases.reading.rows import rows_of
from network.access.byline import Attribution, byline
from network.access.viewer import ANONYMOUS, Viewer
from network.markup import plain
from search.extraction.file_sections import file_sections
from search.registry import FILE, Document, Facet, Reader, Row, Section, register_facet, register_searchable


@dataclass(frozen=True, slots=True)
class Contributions:
    """Cases or practices as search sees them. The gate is asked again for every row."""

    model: type[Contribution]
    label: str | Promise
    is_chronological = False

    @property
    def kind(self) -> str:
        return self.model.KIND

    def ids(self, *, after: int, limit: int) -> list[int]:
        pages = self.model.objects.live().filter(pk__gt=after).order_by("pk")
        return list(pages.values_list("pk", flat=True)[:limit])

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        for page in self.model.objects.published().filter(pk__in=ids).for_reading():
            yield self._document(page)

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        assert isinstance(reader, Viewer)
        pages = self.model.visible.to(reader).filter(pk__in=ids).for_cards()
        return {row.id: row for row in rows_of(self.model, pages, reader)}

    def _document(self, page: Contribution) -> Document:
        facets = {name: tuple(one.slug for one in getattr(page, field).all()) for name, field in CONCEPT_FIELDS.items()}
        facets["tag"] = tuple(item.tag.slug for item in page.tagged_items.all())
        facets["year"] = (str(page.published_at.year),)
        facets["edition"] = (page.workshop.edition.slug,) if page.workshop else ()
        return Document(
            kind=page.KIND,
            id=page.pk,
            version=page.latest_revision_id or 0,
            audience=page.audience,
            language=page.language,
            title=page.title,
            summary=page.summary,
            sections=(*_sections(page), *_of_files(page)),
            published=page.published_at,
            facets=facets,
            # As somebody reads it who is not its author: under the Chatham House rule the index knows no name.
            names=tuple(person.name for person in byline(page, ANONYMOUS).people),
        )


def _sections(page: Contribution) -> Iterator[Section]:
    return (Section(part.anchor, part.title, plain(part.html)) for part in page.sections())


def _of_files(page: Contribution) -> Iterator[Section]:
    """What stands in its files; never in its clearance paper, which is for the author and the editors."""
    is_bound = page.attribution == Attribution.CHATHAM_HOUSE
    for attachment in page.attachments.all():
        if is_bound and not attachment.stored.is_clean:
            continue  # nobody but its author can open it
        yield from file_sections(attachment.title, attachment.file, anchor=f"{FILE}-{attachment.pk}")


def _tag_names(slugs: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for tag in Tag.objects.filter(slug__in=slugs).select_related("concept").prefetch_related("spellings"):
        others = tuple(tag.concept.names.values()) if tag.concept else ()
        spelt = (one.name for one in tag.spellings.all())
        names[tag.slug] = tuple(dict.fromkeys((tag.display_name, tag.name, *tag.names.values(), *others, *spelt)))
    return names


def _visible_tags(slugs: Collection[str], reader: Reader) -> set[str]:
    """Those that stand on a text that he may read: of another, its spelling would tell that there is one."""
    assert isinstance(reader, Viewer)
    told: set[str] = set()
    for model in KINDS.values():
        tagged = model.visible.to(reader).filter(tagged_items__tag__slug__in=slugs)
        told |= set(tagged.order_by().values_list("tagged_items__tag__slug", flat=True).distinct())
    return told.intersection(slugs)


def register_pages() -> None:
    """Make cases and practices findable, and the names of their tags known."""
    register_searchable(Contributions(CasePage, _("Cases")))
    register_searchable(Contributions(PracticePage, _("Practices")))
    register_facet(Facet("tag", _("Tags"), names=_tag_names, visible_values=_visible_tags, moved=Tag.objects.moved))
