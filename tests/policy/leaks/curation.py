"""What editors choose for readers, and what is counted of reading: neither opens a text to anybody, nor tells who reads."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from cases.collections.models import CollectionQuerySet
from cases.reads import readers
from cases.reads.models import ReadCount
from portal.home import context
from portal.models import Dated
from tests.policy.leaks.base import Patch, leak, leak_in_store, with_all_keys
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


@leak_in_store("tests/cases/reads/test_counting.py", "test_a_thief_learns_text_day_and_number")
def rows_of_reads_stand_in_the_order_of_reading(patch: Patch) -> None:
    patch.setattr(ReadCount._meta.get_field("id"), "_get_default", count(1).__next__)


@leak_in_store("tests/cases/reads/test_readers.py", "test_under_the_rule_the_number_tells_nobody_whose_it_is")
def what_a_sealed_author_reads_of_his_own_is_not_counted(patch: Patch) -> None:
    patch.setattr(readers, "_is_own", lambda page, member_id: page.is_by(member_id))
