"""The leaks: each is a fault that somebody could make in good faith, in one place."""

from collections.abc import Callable
from dataclasses import replace
from types import FunctionType
from typing import Any

import pytest
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.contribute import actions as contribute_actions
from cases.contribute import remarks
from cases.editorial import actions as editorial_actions
from cases.library import browsing, discussion, files, searchable, views
from cases.library.models import ContributionQuerySet
from network.access import byline, gate, viewer
from network.access.viewer import edition_key, room_key
from network.notices.models import NoticeQuerySet
from network.people import contacts
from network.people import views as people_views
from network.people.models import Member, Profile
from network.people.searchable import People
from network.rooms import consumers, keys
from network.rooms import views as rooms_views
from network.rooms.models import Message, Room, Topic
from network.trainings.models import Edition, Material
from portal import middleware
from portal.boundary import keeping
from search.engines.fts5.facts import Facts
from search.query import searching
from tests.policy.canaries import WHISPERER, invented
from tests.policy.world import World, texts

# By name. Some leak when something is read, others when it is written: for these the world is made anew.
READING: dict[str, Callable[[pytest.MonkeyPatch, World], None]] = {}
WRITING: dict[str, Callable[[pytest.MonkeyPatch], None]] = {}


def seed(sow: Callable[[pytest.MonkeyPatch, World], None]) -> Callable[[pytest.MonkeyPatch, World], None]:
    READING[sow.__name__] = sow
    return sow


def seed_before_writing(sow: Callable[[pytest.MonkeyPatch], None]) -> Callable[[pytest.MonkeyPatch], None]:
    WRITING[sow.__name__] = sow
    return sow


def instead(patch: pytest.MonkeyPatch, function: Any, leaky: FunctionType) -> None:
    """Change a function for all who have imported it already. `leaky` may use the names of the function's own module."""
    patch.setattr(function, "__code__", leaky.__code__)


@seed
def the_gate_opens_to_everybody(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(gate.GatedQuerySet, "open_to", lambda rows, viewer: rows.all())


@seed
def members_pages_open_to_visitors(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "open_to", lambda rows, viewer: rows.published())


@seed
def an_embargo_is_forgotten(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "published", lambda rows: rows.live())


@seed
def a_withdrawn_page_stays(patch: pytest.MonkeyPatch, world: World) -> None:
    over = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    patch.setattr(ContributionQuerySet, "published", lambda rows: rows.exclude(first_published_at=None).filter(over))


@seed
def the_newest_version_is_shown_before_approval(patch: pytest.MonkeyPatch, world: World) -> None:
    found = views._found

    def newest(*arguments: Any) -> Any:
        with gate.unguarded():
            return found(*arguments).get_latest_revision_as_object()

    patch.setattr(views, "_found", newest)


@seed
def the_byline_tells_under_the_chatham_house_rule(patch: pytest.MonkeyPatch, world: World) -> None:
    def leaky(thing, viewer):  # type: ignore[no-untyped-def]
        return Byline(people=tuple(thing.authors()))  # type: ignore[name-defined]  # noqa: F821, of byline's module

    instead(patch, byline.byline, leaky)


@seed
def browsers_keep_what_members_are_shown(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(keeping, "_is_for_everybody", lambda request, response: True)


@seed
def refusals_are_kept_for_whoever_comes_next(patch: pytest.MonkeyPatch, world: World) -> None:
    real = keeping._is_for_everybody
    patch.setattr(
        keeping, "_is_for_everybody", lambda request, response: response.status_code >= 300 or real(request, response)
    )


@seed
def the_folder_of_the_mark_is_open(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setitem(files._finders, "attachments", lambda name, viewer: files.Found(name, is_public=True))


@seed_before_writing
def the_index_knows_who_wrote_under_the_rule(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(searchable, "byline", naming)


@seed_before_writing
def editors_are_mailed_who_wrote_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(editorial_actions, "byline", naming)


@seed_before_writing
def a_whispered_text_is_kept_in_its_authors_name(patch: pytest.MonkeyPatch) -> None:
    address = f"{invented(f'account address of the {WHISPERER}')}@example.org"
    patch.setattr(contribute_actions, "voice", lambda: Member.objects.get(email=address))


@seed_before_writing
def remarks_are_answered_in_the_authors_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(remarks, "signer", lambda page, author: author)


@seed_before_writing
def pictures_keep_whose_camera_it_was(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(texts.PictureField, "clean", lambda field, sent: sent)


@seed_before_writing
def telephones_are_indexed(patch: pytest.MonkeyPatch) -> None:
    documents = People.documents

    def with_telephones(self: People, ids: Any) -> Any:
        for document in documents(self, ids):
            yield replace(document, summary=Profile.objects.get(member=document.id).phone)

    patch.setattr(People, "documents", with_telephones)


def naming(page: Any, viewer: object) -> byline.Byline:
    """A byline that tells who wrote, whatever rule the page stands under."""
    return byline.Byline(people=tuple(page.authors()))


@seed
def attachments_are_open_to_whoever_has_the_address(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(files, "_shows", lambda page_id, viewer: True)


@seed
def pictures_are_open_to_whoever_has_the_address(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(files, "_covers", lambda picture, viewer: True)


@seed
def clearance_papers_are_open_to_every_editor(patch: pytest.MonkeyPatch, world: World) -> None:
    paper = files._clearance_paper
    leaky = lambda path, viewer: files.Found(path) if viewer.is_editor else paper(path, viewer)  # noqa: E731
    patch.setattr(files, "_clearance_paper", leaky)


@seed
def everybody_may_edit_every_text(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(ContributionQuerySet, "editable_by", lambda rows, viewer: rows.all().opened())


@seed
def search_shows_rows_without_asking_the_gate(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(searchable.Contributions, "rows", _ungated_rows)


def _ungated_rows(self: Any, ids: Any, reader: Any) -> Any:
    pages = self.model.objects.filter(pk__in=ids).opened().for_cards()
    return {row.id: row for row in searchable.rows_of(self.model, pages, reader)}


@seed
def search_counts_what_is_hidden(patch: pytest.MonkeyPatch, world: World) -> None:
    open_to = Facts.open_to

    def everything(facts: Facts, keys: Any, without: Any = ()) -> Any:
        audiences = {*keys, "members", *(edition_key(edition.pk) for edition in Edition.objects.all())}
        return open_to(facts, audiences, without)

    patch.setattr(Facts, "open_to", everything)
    # Or else what the gate refuses on a page would be counted out again, and there would be no leak.
    patch.setattr(searching, "MOST_ATTEMPTS", 1)


@seed
def lists_count_what_is_hidden(patch: pytest.MonkeyPatch, world: World) -> None:
    counts = browsing._counts
    patch.setattr(browsing, "_counts", lambda name, pages: counts(name, pages.model.objects.all().opened()))


@seed
def a_page_names_talk_in_rooms_of_others(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(discussion, "Topic", _Ungated(Topic))


@seed
def a_translation_is_named_to_who_may_not_read_it(patch: pytest.MonkeyPatch, world: World) -> None:
    def leaky(model, keys, viewer):  # type: ignore[no-untyped-def]
        found = defaultdict(list)  # type: ignore[name-defined]  # noqa: F821, of rows' module
        for page in model.objects.live().filter(translation_key__in=keys).opened().order_by("pk"):
            found[page.translation_key].append((page.locale.language_code, page.address))
        return found

    from cases.library import rows

    instead(patch, rows.versions_of, leaky)


@seed
def a_room_is_found_past_the_gate(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(rooms_views, "Room", _Ungated(Room))


@seed
def a_topic_is_found_past_the_gate(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(rooms_views, "Topic", _Ungated(Topic))
    patch.setattr(rooms_views, "Message", _Ungated(Message))


@seed
def the_socket_follows_any_room(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(consumers, "Room", _Ungated(Room))


@seed
def the_socket_speaks_in_any_room(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(consumers, "Topic", _Ungated(Topic))


class _Ungated:
    """A model whose gate is always open."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.objects, self.visible = model, model.objects, self  # type: ignore[attr-defined]

    def to(self, viewer: object) -> Any:
        return self.objects.all().opened()


@seed
def members_of_one_edition_have_the_keys_of_all(patch: pytest.MonkeyPatch, world: World) -> None:
    every = [edition_key(edition.pk) for edition in Edition.objects.all()]
    patch.setattr(
        viewer, "_key_sources", [keys.room_keys, lambda ids: [(member, key) for member in ids for key in every]]
    )


@seed
def editors_have_the_keys_of_all_rooms(patch: pytest.MonkeyPatch, world: World) -> None:
    every = [room_key(room.pk) for room in Room.objects.all()]
    sources = viewer._key_sources
    editor = world.members["editor"].pk
    patch.setattr(viewer, "_key_sources", [*sources, lambda ids: [(editor, key) for key in every if editor in ids]])


@seed
def notices_are_listed_of_all_members(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(NoticeQuerySet, "of", lambda rows, member_id: rows.order_by("-pk"))


@seed
def contacts_are_shown_to_whoever_sees_the_profile(patch: pytest.MonkeyPatch, world: World) -> None:
    def all_of(profile: Any, viewer: Any) -> list[contacts.Contact]:
        return [contacts.Contact("", value, "") for value in (profile.phone, profile.contact_email) if value]

    patch.setattr(people_views, "contacts_of", all_of)


@seed
def the_address_of_the_account_is_shown(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Member, "get_full_name", lambda member: f"{member.name} <{member.email}>")
    patch.setattr(people_views, "shown_name", lambda name, native: f"{name} {world.members['alumna'].email}")


@seed
def everybody_may_enter_the_editors_side(patch: pytest.MonkeyPatch, world: World) -> None:
    has_perm = Member.has_perm
    opened = lambda member, name, obj=None: name.startswith("wagtail") or has_perm(member, name, obj)  # noqa: E731
    patch.setattr(Member, "has_perm", opened)


@seed
def a_missing_page_names_its_address(patch: pytest.MonkeyPatch, world: World) -> None:
    alike = middleware.answer_absence_alike

    def telling(get_response: Any) -> Callable[[HttpRequest], HttpResponse]:
        inner = alike(get_response)

        def answer(request: HttpRequest) -> HttpResponse:
            response = inner(request)
            if response.status_code == 404:
                response.content += request.path.encode()
            return response

        return answer

    patch.setattr(middleware, "answer_absence_alike", telling)


@seed
def what_is_forbidden_says_so(patch: pytest.MonkeyPatch, world: World) -> None:
    found = views._found

    def honest(request: Any, kind: str, address: str) -> Any:
        from django.core.exceptions import PermissionDenied
        from django.http import Http404

        try:
            return found(request, kind, address)
        except Http404:
            if views.KINDS[kind].objects.filter(address=address).opened().exists():  # type: ignore[attr-defined]
                raise PermissionDenied from None
            raise

    patch.setattr(views, "_found", honest)


@seed
def materials_of_a_training_are_open(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(files, "Material", _Ungated(Material))
