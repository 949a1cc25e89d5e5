"""What editors choose for readers, and what is read: neither opens a text to anybody."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from cases.collections.models import CollectionQuerySet
from cases.library.models import KINDS
from cases.reads import read_texts
from portal.home import context
from portal.models import Dated
from tests.policy.leaks.base import Patch, leak, with_all_keys
from tests.policy.world import World


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_home_page_leads_with_what_is_for_others(patch: Patch, world: World) -> None:
    found = context._chosen_and_newest

    def leaky(model: Any, viewer: Any, language: str, chosen: Sequence[int]) -> list[Any]:
        chosen_for_others = found(model, with_all_keys(viewer), language, chosen)
        return [page for page in chosen_for_others if page.pk in chosen] + found(model, viewer, language, ())

    patch.setattr(context, "_chosen_and_newest", leaky)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_banner_is_shown_before_its_day(patch: Patch, world: World) -> None:
    patch.setattr(Dated, "is_on", lambda dated, day: True)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_collection_is_read_before_it_is_published(patch: Patch, world: World) -> None:
    patch.setattr(CollectionQuerySet, "open_to", lambda rows, viewer: rows.all())


@leak("test_a_site_without_what_is_hidden_looks_the_same[anonymous]")
def a_collection_counts_texts_for_others(patch: Patch, world: World) -> None:
    counted = CollectionQuerySet.with_texts_for
    patch.setattr(CollectionQuerySet, "with_texts_for", lambda rows, viewer: counted(rows, with_all_keys(viewer)))


@leak("test_the_editors_side_tells_nobody_what_is_not_for_him[editor]")
def what_is_read_names_texts_that_were_withdrawn(patch: Patch, world: World) -> None:
    pages = [pk for model in KINDS.values() for pk in model.objects.values_list("pk", flat=True)]
    all_texts = lambda viewer: read_texts._with_address(Page.objects.filter(pk__in=pages))  # noqa: E731
    patch.setattr(read_texts, "texts_open_to", all_texts)
