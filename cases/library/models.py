"""Cases and practices: pages that members write, editors approve, and civil servants find."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.fields import RichTextField
from wagtail.models import COMMENTS_RELATION_NAME, Orderable, Page, PageManager, PagePermissionTester, Revision, Site
from wagtail.query import PageQuerySet

from cases.library.addresses import TakenAddress, address_url, keep_address, take_address
from cases.library.permissions import ClosedPagePermissions, FixedPage
from cases.library.pictures import Picture, Rendition
from cases.library.tags import Tag
from network.access.byline import Attribution, Person
from network.access.gate import Gate, GatedQuerySet
from network.access.requests import MemberRequest
from network.access.viewer import MEMBERS, PUBLIC, Viewer
from network.time_zones import moment_words, zone_of
from network.trainings.models import Workshop
from search.vocabulary.models import Concept

__all__ = ["Picture", "Rendition", "Tag", "TakenAddress"]  # so that Django finds them under this app


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


class ContributionQuerySet(GatedQuerySet, PageQuerySet):
    def published(self) -> Self:
        """Live since a day, and no longer under embargo: what the index may hold, whoever asks."""
        return self.live().filter(
            Q(embargo_until=None) | Q(embargo_until__lte=timezone.now()), first_published_at__isnull=False
        )

    def open_to(self, viewer: Viewer) -> Self:
        """Published, and with an audience that is one of the viewer's keys."""
        return self.published().filter(audience__in=viewer.keys)

    def editable_by(self, viewer: Viewer) -> Self:
        """Pages of which the viewer is an author, published or not. Opened: an author sees his own."""
        if viewer.member_id is None:  # or else pages without an author would be a visitor's
            return self.none().opened()
        return self.filter(authorships__member=viewer.member_id).opened()

    def for_cards(self) -> Self:
        """With all that components/case_row.html shows, in a constant number of queries."""
        signed = Prefetch("authorships", Authorship.objects.select_related("member__profile__country"))
        return self.select_related("locale", "cover").prefetch_related(
            "themes", "countries", "cover__renditions", signed
        )

    def for_reading(self) -> Self:
        """With all that a page itself shows."""
        tagged = self.model.tagged_items.rel.related_model.objects.select_related("tag__concept")
        return (
            self.for_cards()
            .prefetch_related(
                "places", "threats", "stages", "rights", "attachments__stored", Prefetch("tagged_items", tagged)
            )
            .select_related("workshop__edition")
        )

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def about(self, scheme: str, slugs: Sequence[str]) -> Self:
        """Pages with any of these concepts in the field of this scheme; each once."""
        return self.filter(pk__in=self.model.objects.filter(**{f"{scheme}__slug__in": slugs}).values("pk"))

    def tagged(self, slugs: Sequence[str]) -> Self:
        return self.filter(pk__in=self.model.objects.filter(tagged_items__tag__slug__in=slugs).values("pk"))

    def one_a_text(self, language: str) -> Self:
        """Of translations of one another just one: that in `language`, or else the oldest."""
        versions = self.filter(translation_key=OuterRef("translation_key")).order_by()
        in_language = Exists(versions.filter(locale__language_code=language))
        older = Exists(versions.filter(pk__lt=OuterRef("pk")))
        return self.filter(Q(locale__language_code=language) | (~in_language & ~older))


ContributionManager = PageManager.from_queryset(ContributionQuerySet)


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
            if self.live and self.published_at is None:
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
        from cases.library.views import render_page

        return render_page(request, self)

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
    def published_at(self) -> Any:
        """Since when it can be read: what nobody could read before its day is new on that day."""
        return max(filter(None, (self.first_published_at, self.embargo_until)), default=None)

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


class Authorship(models.Model):
    """Who wrote a page. Under the Chatham House rule this is the one place that knows, and `byline` its one reader."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="authorships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    # The id under which his browser began the text, and the version that it last saved by that id alone: what is sent
    # again, because the answer was lost or the tab was closed, begins no second text.
    client_id = models.UUIDField(null=True, editable=False)
    begun_version = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "member"], name="author_is_once_on_a_page"),
            models.UniqueConstraint(fields=["member", "client_id"], name="text_is_begun_once"),
        ]

    def __str__(self) -> str:
        return f"an author of {self.page_id}"

    @staticmethod
    def take_over(page: Contribution) -> None:
        """A translation is its authors', too, whoever put it into the tree."""
        signed = Authorship.objects.filter(page__translation_key=page.translation_key).exclude(page=page.pk)
        members = dict.fromkeys(signed.values_list("member", flat=True))
        Authorship.objects.bulk_create(
            Authorship(page_id=page.pk, member_id=member, position=position) for position, member in enumerate(members)
        )

    def person(self) -> Person:
        profile = getattr(self.member, "profile", None)
        return profile.person() if profile else Person(self.member_id, self.member.name)


class StoredFile(models.Model):
    """A file in the storage, once for all versions of the pages that show it. It is a row from the moment that it is
    sent: a version, which is no row, points to it. It is never deleted, for older versions point to it still.

    page: the one that it was sent with, whose authors may always open it.
    """

    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="stored_files")
    file = models.FileField(_("file"), upload_to="attachments/", unique=True)

    def __str__(self) -> str:
        return str(self.file.name)


class Attachment(Orderable):
    """A file that belongs to a page and is read behind the page's gate."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=200)

    def __str__(self) -> str:
        return self.title

    @property
    def file(self) -> FieldFile:
        return self.stored.file

    @property
    def size(self) -> int | None:
        """In bytes. None when the storage has lost the file: that costs its own line, and not the page."""
        try:
            return self.file.size
        except OSError:
            return None
