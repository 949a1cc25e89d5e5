"""Cases and practices: pages that members write, editors approve, and civil servants find."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.fields import RichTextField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PagePermissionTester, Revision, Site

from cases.library.addresses import TakenAddress, address_url, keep_address, take_address
from cases.library.authorship import Authorship
from cases.library.permissions import ClosedPagePermissions, FixedPage
from cases.library.pictures import Picture, Rendition
from cases.library.querysets import ContributionManager, ContributionQuerySet
from cases.library.stored_files import Attachment, StoredFile
from cases.library.tags import Tag
from network.access.byline import Attribution, Person
from network.access.gate import Gate
from network.access.requests import MemberRequest
from network.access.viewer import MEMBERS, PUBLIC
from network.time_zones import moment_words, zone_of
from network.trainings.models import Workshop
from search.vocabulary.models import Concept

# So that Django finds them under this app, and others have them from one place.
__all__ = [
    "Attachment",
    "Authorship",
    "ContributionQuerySet",
    "Picture",
    "Rendition",
    "StoredFile",
    "Tag",
    "TakenAddress",
]


class Clearance(models.TextChoices):
    PERSONAL = "personal", _("I write in my personal capacity")
    CLEARED = "cleared", _("My institution has cleared this text")
    NOT_YET = "not-yet", _("Not cleared yet")


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section of a page as it is read. The title is in the language of the text."""

    anchor: str
    title: str
    html: str


class LibraryPage(FixedPage, Page):
    """Where the cases and practices of one locale hang in the tree. Nobody reads it: lists are own views."""

    PERMISSIONS = ClosedPagePermissions
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["library.CasePage", "library.PracticePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("library")


class Contribution(Page):
    """What cases and practices have in common. The address is unique over all trees and never changes."""

    address = models.SlugField(_("address"), max_length=120, unique=True, editable=False)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    countries = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("countries"))
    places = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("shared places"))
    threats = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("threats"))
    themes = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("themes"))
    stages = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("stages of prevention"))
    rights = ParentalManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("rights"))
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("workshop")
    )
    cover = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover picture")
    )
    # Both are the author's word: empty until he has said it, and no viewer has the empty key.
    audience = models.CharField(_("who may read it"), max_length=40, default="", db_index=True)
    attribution = models.CharField(
        _("your name"), max_length=20, choices=Attribution.choices, default=Attribution.NAMED
    )
    clearance = models.CharField(_("clearance"), max_length=20, choices=Clearance.choices, default="")
    clearance_paper = models.FileField(_("clearance paper"), upload_to="clearance/", blank=True)
    # The moment is what counts. The zone says of whose day it is the beginning, so that the day is the same for all.
    embargo_until = models.DateTimeField(_("not before"), null=True, blank=True)
    embargo_zone = models.CharField(_("time zone of that day"), max_length=40, blank=True)
    # As a draft's author has them so far, half a word perhaps; they become tags when it is sent. None: as its tags are.
    tag_names = models.JSONField(null=True, editable=False)

    objects = ContributionManager()
    visible = Gate(ContributionQuerySet)

    # (field, title) of each section, in the order of reading
    SECTIONS: ClassVar[Sequence[tuple[str, Any]]] = ()
    KIND: ClassVar[str] = ""
    KIND_LABEL: ClassVar[Any] = ""
    # The page that readers get: `cases.reading` says which when it is ready.
    page_view: ClassVar[Callable[[MemberRequest, Any], HttpResponse]]
    parent_page_types: ClassVar[list[str]] = ["library.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=~Q(address=""), name="%(class)s_has_an_address")]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new row gets what every text has, whichever way it comes: copies, aliases and translations run past `clean`."""
        is_new = self._state.adding
        if is_new:
            self.address = keep_address(type(self), self.address) or take_address(type(self), self.title)
            if self.live and not self.was_published:
                self.first_published_at = timezone.now()
        super().save(*args, **kwargs)
        if is_new:
            Authorship.take_over(self)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A version is of the text, not of its address, nor of the promise under which its author first sent it."""
        version: Self = super().with_content_json(content)
        version.address = self.address
        if self.was_sent:
            version.attribution = self.attribution
        return version

    @property
    def was_sent(self) -> bool:
        """Whether editors have had it."""
        return self.first_published_at is not None or bool(self.workflow_states.exists())

    def authors(self) -> Sequence[Person]:
        """For `byline` alone."""
        return [authorship.person() for authorship in self.authorships.all()]

    def serve(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For previews: readers come through the own route, which asks the gate."""
        return type(self).page_view(request, self)

    def serve_preview(self, request: MemberRequest, mode_name: str) -> HttpResponse:
        """What an editor looks at stands on the very page that readers get."""
        return self.serve(request)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        from cases.library.text_status import ContributionPermissions

        return ContributionPermissions(user, self)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Whoever saves, under the page's lock. A version that readers see, or that was decided on, is not written over:
        an editor's page that saves by itself goes on with the one it began, and another may have approved it meanwhile.
        """
        with transaction.atomic():
            row = Page.objects.select_for_update().get(pk=self.pk)
            held = overwrite_revision
            if held and (held.pk == row.live_revision_id or held.task_states.exists()):
                overwrite_revision = None
            # Remarks have rows of their own. Saved with the version, those made since it was read would be deleted.
            vars(self).get("_cluster_related_objects", {}).pop(COMMENTS_RELATION_NAME, None)
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @property
    def language(self) -> str:
        return str(self.locale.language_code)

    @property
    def was_published(self) -> bool:
        return self.first_published_at is not None

    @property
    def published_at(self) -> Any:
        """Since when it can be read: what nobody could read before its day is new on that day."""
        until = self.embargo_until
        if not self.was_published:
            return until if until and until > timezone.now() else None
        return max(self.first_published_at, until) if until else self.first_published_at

    def embargo_day(self, zone: str) -> date | None:
        """The day that it is in `zone` when the embargo ends."""
        return localdate(self.embargo_until, zone_of(zone)) if self.embargo_until else None

    def embargo_words(self) -> str:
        """ "3 December 2026, 00:00, Bishkek, Osh" while it is not over, else nothing."""
        if not self.embargo_until or self.embargo_until <= timezone.now():
            return ""
        return moment_words(self.embargo_until, self.embargo_zone)

    def sections(self) -> list[SectionText]:
        """The sections that have a text, with titles in the language of the text."""
        with override(self.language):
            return [
                SectionText(field.replace("_", "-"), str(title), html)
                for field, title in self.SECTIONS
                if (html := getattr(self, field))
            ]

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Its own route, under the prefix of the interface's language, instead of its place in the tree."""
        site_id = next((root.site_id for root in Site.get_site_root_paths()), 0)
        return site_id, settings.WAGTAILADMIN_BASE_URL, self.get_absolute_url()

    def get_absolute_url(self) -> str:
        return address_url(self.KIND, self.address)

    def clean(self) -> None:
        super().clean()
        if self.clearance == Clearance.NOT_YET and self.audience == PUBLIC:
            raise ValidationError(
                {
                    "clearance": _(
                        "A text that is not cleared yet can go to members only. Choose an audience or clear it."
                    )
                }
            )

    @property
    def audience_label(self) -> str:
        return str(dict(self.audiences()).get(self.audience, self.audience))

    @classmethod
    def audiences(cls) -> list[tuple[str, Any]]:
        return [(PUBLIC, _("Everybody")), (MEMBERS, _("Members of the network"))]


class CaseTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="case_tags")
    content_object = ParentalKey("library.CasePage", on_delete=models.CASCADE, related_name="tagged_items")


class PracticeTag(ItemBase):
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
