"""The facets that search names by itself: concepts of the vocabulary, kinds, languages, years."""

from collections.abc import Callable, Collection, Mapping

from django.utils.translation import gettext_lazy as _

from search.process_cache import cached
from search.registry import Facet, register_facet, searchables
from search.site import LANGUAGE_NAMES
from search.vocabulary.models import Concept, Scheme

Names = Mapping[str, tuple[str, ...]]


def register_facets() -> None:
    """Make them known, in the order of a page. Tags are registered by the part that has them."""
    register_facet(Facet("type", _("Kinds"), names=_kinds, is_label=False))
    register_facet(Facet("theme", _("Themes"), names=_concepts(Scheme.THEMES)))
    register_facet(Facet("country", _("Countries"), names=_concepts(Scheme.COUNTRIES)))
    register_facet(Facet("place", _("Shared places"), names=_concepts(Scheme.PLACES)))
    register_facet(Facet("threat", _("Threats"), names=_concepts(Scheme.THREATS)))
    register_facet(Facet("stage", _("Prevention"), names=_concepts(Scheme.STAGES)))
    register_facet(Facet("right", _("Rights"), names=_concepts(Scheme.RIGHTS)))
    register_facet(Facet("lang", _("Languages"), names=_languages, language_of=str, is_label=False))
    register_facet(Facet("year", _("Years"), is_label=False))


def _concepts(scheme: str) -> Callable[[Collection[str]], Names]:
    def names(slugs: Collection[str]) -> Names:
        concepts = _kept()
        if any((scheme, slug) not in concepts for slug in slugs):
            concepts = {(scheme, one.slug): one for one in Concept.objects.filter(scheme=scheme, slug__in=slugs)}
        found = {slug: concepts[scheme, slug] for slug in slugs if (scheme, slug) in concepts}
        return {
            slug: (concept.name, *(name for names in concept.all_names().values() for name in names))
            for slug, concept in found.items()
        }

    return names


def _kept() -> Mapping[tuple[str, str], Concept]:
    """The vocabulary by scheme and slug: a page asks for names of several facets, and they hardly ever change."""
    return cached("concepts", lambda: {(one.scheme, one.slug): one for one in Concept.objects.all()})


def _kinds(kinds: Collection[str]) -> Names:
    known = searchables()
    return {kind: (str(known[kind].label),) for kind in kinds if kind in known}


def _languages(codes: Collection[str]) -> Names:
    return {code: (LANGUAGE_NAMES[code], code) for code in codes if code in LANGUAGE_NAMES}
