"""What is found, counted and suggested."""

from typing import Any

from cases.reading import searchable
from network.access.viewer import edition_key
from network.trainings import searchable as trainings_searchable
from network.trainings.models import Edition
from search.engines.fts5.doc_values import DocValues
from search.pages import api
from search.pages import views as search_views
from search.query import results
from search.query.corrections import dictionary
from search.suggestions import completions
from tests.policy.leaks.base import Patch, leak, leak_in_writing, naming, with_all_keys
from tests.policy.world import World


@leak_in_writing("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def the_index_knows_who_wrote_under_the_rule(patch: Patch) -> None:
    patch.setattr(searchable, "byline", naming)


@leak("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def search_shows_rows_without_asking_the_gate(patch: Patch, world: World) -> None:
    patch.setattr(searchable.Contributions, "rows", _ungated_rows)


def _ungated_rows(self: Any, ids: Any, reader: Any) -> Any:
    pages = self.model.objects.filter(pk__in=ids).opened().for_cards()
    return {row.id: row for row in searchable.rows_of(self.model, pages, reader)}


@leak("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def search_counts_what_is_hidden(patch: Patch, world: World) -> None:
    visible_to = DocValues.visible_to

    def everything(doc_values: DocValues, keys: Any, exclude: Any = ()) -> Any:
        audiences = {*keys, "members", *(edition_key(edition.pk) for edition in Edition.objects.all())}
        return visible_to(doc_values, audiences, exclude)

    patch.setattr(DocValues, "visible_to", everything)
    # Or else what the gate refuses on a page would be counted out again, and there would be no leak.
    patch.setattr(results, "MAX_ATTEMPTS", 1)


@leak("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def the_api_searches_with_all_keys(patch: Patch, world: World) -> None:
    search = results.search
    patch.setattr(api, "search", lambda asked, reader, **other: search(asked, with_all_keys(reader), **other))


@leak("test_no_list_can_be_narrowed_by_what_is_hidden[anonymous]")
def the_page_of_results_searches_with_all_keys(patch: Patch, world: World) -> None:
    search = results.search
    patch.setattr(search_views, "search", lambda asked, reader, **other: search(asked, with_all_keys(reader), **other))


@leak("test_no_list_can_be_narrowed_by_what_is_hidden[anonymous]")
def suggestions_are_made_with_all_keys(patch: Patch, world: World) -> None:
    complete = completions.suggest
    patch.setattr(
        search_views, "suggest", lambda typed, reader, **other: complete(typed, with_all_keys(reader), **other)
    )


@leak("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def corrections_know_the_words_of_hidden_texts(patch: Patch, world: World) -> None:
    known = dictionary.VisibleDictionary.__init__

    def everything(self: Any, target: Any, keys: Any, *other: Any) -> None:
        editions = (edition_key(edition.pk) for edition in Edition.objects.all())
        known(self, target, frozenset({*keys, "members", *editions}), *other)

    patch.setattr(dictionary.VisibleDictionary, "__init__", everything)


@leak("test_a_site_without_what_is_hidden_looks_the_same[anonymous]")
def materials_are_found_past_the_gate(patch: Patch, world: World) -> None:
    from network.trainings.models import Material
    from tests.policy.leaks.base import Ungated

    patch.setattr(trainings_searchable, "Material", Ungated(Material))
