"""Cases and practices: pages that members write, editors approve, and civil servants find."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.library.addresses import TakenAddress
from cases.library.authorship import Authorship
from cases.library.contribution import CONCEPT_FIELDS, Clearance, Contribution, SectionText
from cases.library.permissions import ClosedPagePermissions, FixedPage
from cases.library.pictures import Picture, Rendition
from cases.library.querysets import ContributionQuerySet
from cases.library.stored_files import Attachment, StoredFile
from cases.library.tags import Tag, TagName, TextTag

# So that Django finds them under this app, and others have them from one place.
__all__ = [
    "CONCEPT_FIELDS",
    "Attachment",
    "Authorship",
    "Clearance",
    "Contribution",
    "ContributionQuerySet",
    "Picture",
    "Rendition",
    "SectionText",
    "StoredFile",
    "Tag",
    "TagName",
    "TakenAddress",
]


class LibraryPage(FixedPage, Page):
    """Where the cases and practices of one locale hang in the tree. Nobody reads it: lists are own views."""

    PERMISSIONS = ClosedPagePermissions
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["library.CasePage", "library.PracticePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("library")


class CaseTag(TextTag):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="case_tags")
    content_object = ParentalKey("library.CasePage", on_delete=models.CASCADE, related_name="tagged_items")


class PracticeTag(TextTag):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="practice_tags")
    content_object = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="tagged_items")


class CasePage(Contribution):
    """A case study: what happened, what was done, what it taught, told by somebody who was there."""

    context = RichTextField(_("Context"), blank=True)
    challenge = RichTextField(_("Challenge"), blank=True)
    approach = RichTextField(_("Approach"), blank=True)
    results = RichTextField(_("Results"), blank=True)
    what_did_not_work = RichTextField(_("What did not work"), blank=True)
    lessons = RichTextField(_("Lessons"), blank=True)
    what_it_takes = RichTextField(_("What it takes elsewhere"), blank=True)
    sources = RichTextField(_("Sources"), blank=True)
    tags = ClusterTaggableManager(through=CaseTag, blank=True, verbose_name=_("tags"))

    is_creatable = False  # its authors begin it, with the members' form

    KIND = "case"
    KIND_LABEL = _("Case")
    SECTIONS = (
        ("context", _("Context")),
        ("challenge", _("Challenge")),
        ("approach", _("Approach")),
        ("results", _("Results")),
        ("what_did_not_work", _("What did not work")),
        ("lessons", _("Lessons")),
        ("what_it_takes", _("What it takes elsewhere")),
        ("sources", _("Sources")),
    )

    class Meta(Contribution.Meta):
        verbose_name = _("case")
        verbose_name_plural = _("cases")


class PracticePage(Contribution):
    """A best practice: what it is, when it helps, how it is done, what speaks for it and where it ends."""

    what_it_is = RichTextField(_("What it is"), blank=True)
    when_to_use = RichTextField(_("When to use it"), blank=True)
    steps = RichTextField(_("Steps"), blank=True)
    evidence = RichTextField(_("Evidence"), blank=True)
    limits = RichTextField(_("Limits"), blank=True)
    in_central_asia = RichTextField(_("In Central Asia"), blank=True)
    sources = RichTextField(_("Sources"), blank=True)
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name=_("tags"))

    is_creatable = False

    KIND = "practice"
    KIND_LABEL = _("Practice")
    SECTIONS = (
        ("what_it_is", _("What it is")),
        ("when_to_use", _("When to use it")),
        ("steps", _("Steps")),
        ("evidence", _("Evidence")),
        ("limits", _("Limits")),
        ("in_central_asia", _("In Central Asia")),
        ("sources", _("Sources")),
    )

    class Meta(Contribution.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")


# Every kind of text, by what it is called in addresses, facets and the index.
KINDS: dict[str, type[Contribution]] = {model.KIND: model for model in (CasePage, PracticePage)}
