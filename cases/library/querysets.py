"""What is asked of cases and practices, with all that the answers show loaded at once."""

from collections.abc import Sequence
from typing import Self

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cases.library.authorship import Authorship
from network.access.gate import GatedQuerySet
from network.access.viewer import Viewer


class TranslatedQuerySet(GatedQuerySet, PageQuerySet):
    """Pages of which translations share a key."""

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def one_per_translation(self, language: str) -> Self:
        """Of translations of one another just one: that in `language`, or else the oldest."""
        versions = self.filter(translation_key=OuterRef("translation_key")).order_by()
        in_language = Exists(versions.filter(locale__language_code=language))
        older = Exists(versions.filter(pk__lt=OuterRef("pk")))
        return self.filter(Q(locale__language_code=language) | (~in_language & ~older))


class ContributionQuerySet(TranslatedQuerySet):
    def published(self) -> Self:
        """Live since a day, and no longer under embargo: what the index may hold, whoever asks. A translation is read where its
        original is, and by nobody else."""
        is_open = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
        originals = self.model.objects.filter(
            is_open, pk=OuterRef("original"), audience=OuterRef("audience"), live=True
        )
        return self.live().filter(is_open, Q(original=None) | Exists(originals), first_published_at__isnull=False)

    def open_to(self, viewer: Viewer) -> Self:
        """Published, and with an audience that is one of the viewer's keys."""
        return self.published().filter(audience__in=viewer.keys)

    def editable_by(self, viewer: Viewer) -> Self:
        """Pages of which the viewer is an author, published or not. Opened: an author sees his own."""
        return self.filter(authorships__in=Authorship.objects.of(viewer.member_id)).opened()

    def for_cards(self) -> Self:
        """With all that components/case_row.html shows, in a constant number of queries."""
        signed = Prefetch("authorships", Authorship.objects.select_related("member__profile__country"))
        return self.select_related("locale", "cover").prefetch_related(
            "themes", "countries", "cover__renditions", signed, Prefetch("original__authorships", signed.queryset)
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

    def about(self, scheme: str, slugs: Sequence[str]) -> Self:
        """Pages with any of these concepts in the field of this scheme; each once."""
        return self.filter(pk__in=self.model.objects.filter(**{f"{scheme}__slug__in": slugs}).values("pk"))

    def tagged(self, slugs: Sequence[str]) -> Self:
        return self.filter(pk__in=self.model.objects.filter(tagged_items__tag__slug__in=slugs).values("pk"))


ContributionManager = PageManager.from_queryset(ContributionQuerySet)
