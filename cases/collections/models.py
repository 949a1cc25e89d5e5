"""Collections: texts that an editor puts together, in an order, each with a line that says why it stands there."""

from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, Revision, Site

from cases.library.addresses import address_url, keep_address, take_address
from cases.library.models import KINDS
from cases.library.permissions import FixedPage, FixedPagePermissions
from cases.library.pictures import Picture
from cases.library.querysets import TranslatedQuerySet
from network.access.gate import Gate, GatedQuerySet
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from search.site import site_origin


class CollectionPermissions(FixedPagePermissions):
    """Editors publish a collection, take it off the site and delete it. They begin one at their own desk."""

    def _is_editors(self) -> bool:
        return bool(self.user.is_active and self.user.is_editor)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._is_editors()

    def can_unpublish(self) -> bool:
        return self._is_editors() and self.page.live


class CollectionQuerySet(TranslatedQuerySet):
    def open_to(self, viewer: Viewer) -> Self:
        """Published ones. What stands in them passes the gate text by text."""
        return self.live().filter(first_published_at__isnull=False)

    def with_texts_for(self, viewer: Viewer) -> Self:
        """Those in which this viewer finds something; `texts` says how many."""
        found = CollectionText.visible.to(viewer).filter(page=OuterRef("pk"))
        counted = found.order_by().values("page").annotate(number=Count("pk")).values("number")
        return self.annotate(texts=Subquery(counted)).filter(texts__gt=0)

    def for_rows(self) -> Self:
        """With all that components/collection_row.html shows."""
        return self.select_related("locale", "picture").prefetch_related("picture__renditions")


class CollectionPage(FixedPage, Page):
    """Published by editors, without the review that members' texts go through. The address never changes."""

    address = models.SlugField(_("address"), max_length=120, unique=True, editable=False)
    introduction = RichTextField(_("introduction"), blank=True)
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    objects = PageManager.from_queryset(CollectionQuerySet)()
    visible = Gate(CollectionQuerySet)

    KIND = "collection"
    PERMISSIONS = CollectionPermissions
    is_creatable = False  # editors begin one with a title and a language, at their desk
    # The page that readers get: `CollectionsConfig` says which.
    page_view: ClassVar[Callable[[MemberRequest, Any], HttpResponse]]
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = pgettext_lazy("of texts", "collection")
        verbose_name_plural = pgettext_lazy("of texts", "collections")
        constraints = [models.CheckConstraint(condition=~Q(address=""), name="collection_has_an_address")]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.address = keep_address(type(self), self.address) or take_address(type(self), self.title)
            self.slug = f"collection-{self.address}"  # beside plain texts, which have short ones
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Under the page's lock, with each text once: two editors may have put the same one in. The version that readers
        see is not written over by a form that saves by itself."""
        with transaction.atomic():
            row = Page.objects.select_for_update().get(pk=self.pk)
            if overwrite_revision and overwrite_revision.pk == row.live_revision_id:
                overwrite_revision = None
            self._keep_each_text_once()
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _keep_each_text_once(self) -> None:
        seen: set[int] = set()
        for place in list(self.items.all()):
            if place.text_id in seen:
                self.items.remove(place)
            seen.add(place.text_id)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        version: Self = super().with_content_json(content)
        version.address = self.address
        return version

    @property
    def language(self) -> str:
        return str(self.locale.language_code)

    def serve(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For previews: readers come through the own route."""
        return type(self).page_view(request, self)

    def serve_preview(self, request: MemberRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        site_id = next((root.site_id for root in Site.get_site_root_paths()), 0)
        return site_id, site_origin(), self.get_absolute_url()

    def get_absolute_url(self) -> str:
        return address_url(self.KIND, self.address)


class CollectionTextQuerySet(GatedQuerySet):
    def open_to(self, viewer: Viewer) -> Self:
        """Places of texts that the viewer may read: of the others nothing tells, neither a gap nor a number."""
        readable = Q()
        for model in KINDS.values():
            readable |= Q(text__in=model.visible.to(viewer).values("pk"))
        return self.filter(readable)


class CollectionText(Orderable):
    """A text at its place in a collection."""

    page = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    text = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("text"))
    why = models.CharField(_("why it stands here"), max_length=300)

    objects = CollectionTextQuerySet.as_manager()
    visible = Gate(CollectionTextQuerySet)

    class Meta(Orderable.Meta):
        verbose_name = _("text of a collection")
        verbose_name_plural = _("texts of a collection")
        constraints = [models.UniqueConstraint(fields=["page", "text"], name="text_stands_once_in_a_collection")]
