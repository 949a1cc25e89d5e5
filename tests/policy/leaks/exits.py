"""What leaves the site otherwise than as a page: exports, feeds, mails."""

from cases.contribute import actions as contribute_actions
from network.notices import alerts
from search.exports import views as exports
from search.query import results
from tests.policy.leaks.base import Patch, leak, leak_in_writing, naming, with_all_keys
from tests.policy.world import World


@leak_in_writing("test_no_mail_tells_its_reader_what_is_not_for_him")
def editors_are_mailed_who_wrote_it(patch: Patch) -> None:
    patch.setattr(contribute_actions, "byline", naming)


@leak("test_no_export_and_no_feed_tells_a_viewer_what_is_not_for_him[anonymous]")
def exports_and_feeds_are_made_with_all_keys(patch: Patch, world: World) -> None:
    found_rows = results.search_rows
    patch.setattr(
        exports, "search_rows", lambda asked, reader, **other: found_rows(asked, with_all_keys(reader), **other)
    )


@leak("test_no_mail_of_a_saved_search_tells_what_is_not_for_its_reader[alumnus]")
def saved_searches_are_answered_with_all_keys(patch: Patch, world: World) -> None:
    viewer_of = alerts.viewer_of
    patch.setattr(alerts, "viewer_of", lambda member: with_all_keys(viewer_of(member)))
