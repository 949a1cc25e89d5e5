"""What search is told of materials."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from network.access.viewer import Viewer
from network.markup import plain
from network.trainings.models import Edition, Material
from search.extraction.file_sections import file_sections
from search.registry import FILE, Document, Facet, Reader, Row, Section, register_facet, register_searchable


class Materials:
    """Training materials as search sees them."""

    kind = "material"
    label = _("Materials")
    is_chronological = False

    def ids(self, *, after: int, limit: int) -> list[int]:
        return list(Material.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        for material in Material.objects.filter(pk__in=ids).for_rows():
            yield Document(
                kind=self.kind,
                id=material.pk,
                version=material.version,
                audience=material.audience,
                language=material.language,
                title=material.title,
                summary=material.summary,
                sections=(Section("text", "", plain(material.body)), *_of_file(material)),
                published=material.published_at,
                facets={
                    "theme": tuple(theme.slug for theme in material.themes.all()),
                    "year": (str(material.published_at.year),),
                    "edition": (material.workshop.edition.slug,) if material.workshop else (),
                },
            )

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        assert isinstance(reader, Viewer)
        materials = Material.visible.to(reader).filter(pk__in=ids).for_rows()
        return {material.pk: row_of(material) for material in materials}


def _of_file(material: Material) -> Iterator[Section]:
    if material.file:
        yield from file_sections(material.title, material.file, anchor=FILE)


def row_of(material: Material) -> Row:
    return Row(
        kind="material",
        id=material.pk,
        url=material.get_absolute_url(),
        title=material.title,
        language=material.language,
        kind_label=material.get_method_display(),
        summary=material.summary,
        themes=tuple(theme.name for theme in material.themes.all()),
        published=material.published_at,
    )


def register_trainings() -> None:
    """Make materials findable, and the names of editions known."""
    register_searchable(Materials())
    register_facet(Facet("edition", _("Series"), names=_edition_names, is_label=False))


def _edition_names(slugs: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    editions = Edition.objects.filter(slug__in=slugs)
    return {edition.slug: (edition.title, *map(str, edition.titles.values())) for edition in editions}
