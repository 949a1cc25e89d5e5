"""What cases and practices have in common: whose they are, who may read them and since when, and what they are about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PagePermissionTester, Revision, Site

from cases.library.addresses import address_url, keep_address, take_address
from cases.library.authorship import Authorship
from cases.library.pictures import Picture
from cases.library.querysets import ContributionManager, ContributionQuerySet
from cases.library.stored_files import UncleanFile
from cases.library.tags import items_of_version, standing_tags
from cases.library.terms.fields import Terms
from cases.library.text_status import ContributionPermissions
from cases.library.translating.following import give_to_translations, refuse_without_original, take_from_original
from network.access.byline import Attribution, Person
from network.access.gate import Gate
from network.access.requests import MemberRequest
from network.access.viewer import MEMBERS, PUBLIC
from network.time_zones import moment_words, zone_of
from network.trainings.models import Workshop
from search.site import site_origin
from search.vocabulary.models import Concept

# What a text is about, in the order of its form: facet in lists and addresses, field of the page, which has its scheme's name.
CONCEPT_FIELDS = {
    "country": "countries",
    "place": "places",
    "threat": "threats",
    "theme": "themes",
    "stage": "stages",
    "right": "rights",
}


# Of a version nobody asks for these: they are the page's, whatever it says.
_OF_THE_PAGE = {"locale", "latest_revision", "content_type", "owner", "locked_by", "alias_of", "original"}


class Clearance(models.TextChoices):
    PERSONAL = "personal", _("I write in my personal capacity")
    CLEARED = "cleared", _("My institution has cleared this text")
    NOT_YET = "not-yet", _("Not cleared yet")
    # The only one under the Chatham House rule: a paper would have a name on it.
    MAY_SHARE = "may-share", _("I may share this; the paper stays with me")


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section of a page as it is read. The title is in the language of the text."""

    anchor: str
    title: str
    html: str


class Contribution(Terms, Page):
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
    original = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    # Of a member's translation: of each part, the fingerprint of what it was made from. It goes with the version.
    made_from = models.JSONField(default=dict, blank=True, editable=False)

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
        take_from_original(self)
        super().save(*args, **kwargs)
        if is_new and self.original_id is None:
            Authorship.take_over(self)
        elif not is_new and kwargs.get("update_fields") is None:
            give_to_translations(self)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A version is of the text, not of its address, its original, nor the promise under which its author first sent it."""
        own = {name: value for name, value in content.items() if name not in _OF_THE_PAGE}
        version: Self = super().with_content_json(own)
        version.address, version.original_id = self.address, self.original_id
        if version.attribution != self.attribution and self.was_sent:
            version.attribution = self.attribution
        return version

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Self:
        """With its tags and concepts, each asked for at once: Wagtail asks for each tag, and for the text beside it."""
        items, tags = items_of_version(data.get("tagged_items", ()))
        about = {name: set(data[name]) for name in CONCEPT_FIELDS.values() if name in data}
        own = {name: value for name, value in data.items() if name not in about}
        version: Self = super().from_serializable_data(
            own | ({"tagged_items": items} if "tagged_items" in data else {}), check_fks, strict_fks
        )
        for item in version.tagged_items.all() if items else ():
            item.tag = tags[item.tag_id]
        concepts = list(Concept.objects.filter(pk__in=set().union(*about.values())))
        for name, chosen in about.items():
            setattr(version, name, [concept for concept in concepts if concept.pk in chosen])
        return version

    @property
    def was_sent(self) -> bool:
        """Whether editors have had it."""
        return self.first_published_at is not None or bool(self.workflow_states.exists())

    def authors(self) -> Sequence[Person]:
        """For `byline` alone. Of a translation those of its original: whoever translated it is no author."""
        signed = (self.original or self).authorships.all()
        return [person for authorship in signed if (person := authorship.person())]

    def translators(self) -> Sequence[Person]:
        """For `translation_byline` alone."""
        return [person for row in self.authorships.all() if (person := row.person())] if self.original_id else []

    def is_by(self, member_id: int | None) -> bool:
        return any(authorship.is_by(member_id) for authorship in self.authorships.all())

    def serve(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For previews: readers come through the own route, which asks the gate."""
        return type(self).page_view(request, self)

    def serve_preview(self, request: MemberRequest, mode_name: str) -> HttpResponse:
        """What an editor looks at stands on the very page that readers get."""
        return self.serve(request)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ContributionPermissions(user, self)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Whoever saves, under the page's lock. A version that readers see, or that was decided on, is not written over:
        an editor's page that saves by itself goes on with the one it began, and another may have approved it meanwhile.
        Raises UncleanFile.
        """
        self._refuse_unclean_files()
        take_from_original(self)
        with transaction.atomic():
            row = Page.objects.select_for_update().get(pk=self.pk)
            held = overwrite_revision
            if held and (held.pk == row.live_revision_id or held.task_states.exists()):
                overwrite_revision = None
            # Remarks have rows of their own. Saved with the version, those made since it was read would be deleted.
            vars(self).get("_cluster_related_objects", {}).pop(COMMENTS_RELATION_NAME, None)
            if (merged := standing_tags(self.tags.all())) is not None:
                self.tags.set(merged)
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Under the page's lock, as the version stands now: tags may have been merged in it since it was read."""
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=self.pk)
            revision.refresh_from_db(fields=["content"])
            super().publish(revision, *args, **kwargs)

    def _refuse_unclean_files(self) -> None:
        if self.attribution == Attribution.CHATHAM_HOUSE and not all(
            attachment.stored.is_clean for attachment in self.attachments.all()
        ):
            raise UncleanFile

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
        return site_id, site_origin(), self.get_absolute_url()

    def get_absolute_url(self) -> str:
        return address_url(self.KIND, self.address)

    def clean(self) -> None:
        super().clean()
        refuse_without_original(self)
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
