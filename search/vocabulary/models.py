"""One vocabulary for forms, facets, thesaurus and reports: concepts with names in seven languages (after SKOS)."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from search.localized import localized
from search.site import LANGUAGES

_ORDER = {code: number for number, (code, _name) in enumerate(LANGUAGES)}


class Scheme(models.TextChoices):
    THEMES = "themes", _("Themes")
    COUNTRIES = "countries", _("Countries")
    PLACES = "places", _("Shared places")
    THREATS = "threats", _("Threats")
    STAGES = "stages", _("Stages of prevention")
    RIGHTS = "rights", _("Rights")
    SUBJECTS = "subjects", _("Subjects")


class ConceptQuerySet(models.QuerySet["Concept"]):
    def current(self) -> Self:
        """Concepts that can be chosen: a retired one stays on what it was given to, and is offered no more."""
        return self.filter(is_retired=False)

    def of(self, scheme: str) -> Self:
        return self.current().filter(scheme=scheme).order_by("position", "slug")


class Concept(models.Model):
    """Something that cases are about. It is retired, never deleted, for cases and addresses point to it."""

    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme.choices, db_index=True)
    slug = models.SlugField(_("id in addresses"), max_length=80)
    names = models.JSONField(_("names"), default=dict, help_text=_("Language code to name; English is required."))
    others = models.JSONField(
        _("other names"), default=dict, blank=True, help_text=_("Language code to a list: synonyms, abbreviations.")
    )
    definitions = models.JSONField(_("definitions"), default=dict, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    broader = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("broader concept"), null=True, blank=True, related_name="narrower"
    )
    related = models.ManyToManyField("self", verbose_name=_("related concepts"), blank=True)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "slug"], name="concept_slug_is_unique_in_its_scheme"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name in `language`; where nobody was sure of the word, in one that its readers know."""
        return localized(self.names, language) or self.slug

    def all_names(self) -> dict[str, tuple[str, ...]]:
        """By language its name and its other names, in the order of the site's languages, which every process has alike."""
        codes = sorted({*self.names, *self.others}, key=lambda code: (_ORDER.get(code, len(_ORDER)), code))
        return {code: tuple(filter(None, (self.names.get(code), *self.others.get(code, ())))) for code in codes}

    @property
    def name(self) -> str:
        return self.name_in(get_language() or "en")
