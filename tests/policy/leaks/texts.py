"""Cases and practices: who reads them, and who is told of them on the way."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cases.contribute import actions as contribute_actions
from cases.contribute import remarks
from cases.library.models import ContributionQuerySet
from cases.reading import case_list, discussion, related_pages, row_sources, rows, views
from network.access import byline, gate
from network.access.viewer import Viewer
from network.people.models import Member
from network.rooms.models import Room, Topic
from portal.home import context
from tests.policy.leaks.base import Patch, Ungated, instead, leak, leak_in_writing, naming, with_all_keys
from tests.policy.world import World, texts
from tests.policy.world.canaries import WHISPERER, invented


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def members_pages_open_to_visitors(patch: Patch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "open_to", lambda rows, viewer: rows.published())


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def an_embargo_is_forgotten(patch: Patch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "published", lambda rows: rows.live())


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_withdrawn_page_stays(patch: Patch, world: World) -> None:
    over = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    patch.setattr(ContributionQuerySet, "published", lambda rows: rows.exclude(first_published_at=None).filter(over))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_newest_version_is_shown_before_approval(patch: Patch, world: World) -> None:
    found = views._found

    def newest(*arguments: Any) -> Any:
        with gate.unguarded():
            return found(*arguments).get_latest_revision_as_object()

    patch.setattr(views, "_found", newest)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_byline_tells_under_the_chatham_house_rule(patch: Patch, world: World) -> None:
    def leaky(thing, viewer):  # type: ignore[no-untyped-def]
        return Byline(people=tuple(thing.authors()))  # type: ignore[name-defined]  # noqa: F821, of byline's module

    instead(patch, byline.byline, leaky)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def lists_name_authors_under_the_chatham_house_rule(patch: Patch, world: World) -> None:
    patch.setattr(rows, "byline", naming)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_citation_names_its_author_under_the_chatham_house_rule(patch: Patch, world: World) -> None:
    citation_of = views.citation_of
    patch.setattr(views, "citation_of", lambda page, signed, url: citation_of(page, naming(page, None), url))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_persons_page_lists_what_he_wrote_without_names(patch: Patch, world: World) -> None:
    def leaky(member_id, viewer):  # type: ignore[no-untyped-def]
        return _rows(viewer, authorships__member=member_id)  # type: ignore[name-defined]  # noqa: F821

    instead(patch, row_sources.of_person, leaky)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def everybody_may_edit_every_text(patch: Patch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "editable_by", lambda rows, viewer: rows.all().opened())


@leak("test_a_site_without_what_is_hidden_looks_the_same[anonymous]")
def lists_count_what_is_hidden(patch: Patch, world: World) -> None:
    counts = case_list._counts
    patch.setattr(case_list, "_counts", lambda name, pages: counts(name, pages.model.objects.all().opened()))


@leak("test_a_site_without_what_is_hidden_looks_the_same[anonymous]")
def the_home_page_counts_what_is_hidden(patch: Patch, world: World) -> None:
    counted = context.themes
    patch.setattr(context, "themes", lambda viewer: counted(with_all_keys(viewer)))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_home_page_shows_the_newest_of_all_texts(patch: Patch, world: World) -> None:
    shown = context._chosen_and_newest

    def show_all(model: Any, viewer: Viewer, language: str, chosen: Any) -> Any:
        return shown(model, with_all_keys(viewer), language, ())

    patch.setattr(context, "_chosen_and_newest", show_all)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_home_page_shows_the_talk_of_all_rooms(patch: Patch, world: World) -> None:
    shown = context.latest_topics
    patch.setattr(context, "latest_topics", lambda viewer: shown(with_all_keys(viewer)))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_page_names_what_is_near_past_the_gate(patch: Patch, world: World) -> None:
    near = related_pages.related_pages
    patch.setattr(views, "related_pages", lambda page, viewer, **other: near(page, with_all_keys(viewer), **other))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_page_names_talk_in_rooms_of_others(patch: Patch, world: World) -> None:
    patch.setattr(discussion, "Topic", Ungated(Topic))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_page_offers_to_talk_in_rooms_of_others(patch: Patch, world: World) -> None:
    patch.setattr(discussion, "Room", Ungated(Room))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_translation_is_named_to_who_may_not_read_it(patch: Patch, world: World) -> None:
    def leaky(model, keys, viewer):  # type: ignore[no-untyped-def]
        found = defaultdict(list)  # type: ignore[name-defined]  # noqa: F821, of rows' module
        for page in model.objects.live().filter(translation_key__in=keys).opened().order_by("pk"):
            found[page.translation_key].append((page.locale.language_code, page.address))
        return found

    instead(patch, rows.versions_of, leaky)


@leak_in_writing("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_whispered_text_is_kept_in_its_authors_name(patch: Patch) -> None:
    address = f"{invented(f'account address of the {WHISPERER}')}@example.org"
    patch.setattr(contribute_actions, "voice", lambda: Member.objects.get(email=address))


@leak_in_writing("test_the_editors_side_tells_nobody_what_is_not_for_him[editor]")
def remarks_are_answered_in_the_authors_name(patch: Patch) -> None:
    patch.setattr(remarks, "revision_user", lambda page, author: author)


@leak_in_writing("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def pictures_keep_whose_camera_it_was(patch: Patch) -> None:
    patch.setattr(texts.PictureField, "clean", lambda field, sent: sent)
